// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/entity_id.h"

#include <QNetworkAccessManager>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace usher::test {

/// SimpleSAMLphp as Debian packages it: an identity provider that nobody here wrote, on a free port of 127.0.0.1, with keys and
/// configuration of its own. Stops with this object, and with the test.
class SimpleSamlPhp
{
public:
    static constexpr auto user = "maria";
    static constexpr auto password = "correct horse battery";
    /// An option of know(): its own default is a transient NameID.
    static constexpr auto persistentNameIds = "'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',";

    SimpleSamlPhp() = default;
    ~SimpleSamlPhp();

    /// Writes keys and configuration and starts the server; it answers once isReady().
    [[nodiscard]] Result<void> start();
    [[nodiscard]] bool isReady();

    /// Knows this service provider from the next request on, and anotherApplication().
    /// \param metadata  what the service provider publishes; SimpleSAMLphp's own parser reads it
    /// \param options   PHP array items as its manual names them (saml20-sp-remote), over what the metadata says
    [[nodiscard]] Result<void> know(const QByteArray &metadata, const QByteArray &options) const;

    /// How assertions are encrypted: constants of XMLSecurityKey.
    struct Encryption
    {
        QByteArray cipher = "AES128_CBC";
        QByteArray keyTransport = "RSA_OAEP_MGF1P";

        bool operator==(const Encryption &) const = default;
    };
    /// From the next request on. It has the default written in its sources; any other is put there as they are loaded.
    [[nodiscard]] Result<void> encryptWith(const Encryption &encryption) const;

    /// Whose keys its metadata names.
    enum class Certificates {
        One,
        Expired,       ///< the same key, in a certificate of last year's
        OneAndTheNext, ///< both may have signed
    };
    [[nodiscard]] Result<void> publish(Certificates certificates) const;

    /// Scheme, host and port.
    [[nodiscard]] QUrl origin() const;
    [[nodiscard]] QUrl metadataAddress() const;
    /// Where somebody starts who comes from its own pages (IdP-initiated), without a request.
    [[nodiscard]] QUrl startAddress(const EntityId &serviceProvider, const QString &relayState) const;
    /// Which people can be signed in to, but not be signed out of.
    [[nodiscard]] EntityId anotherApplication() const;
    /// Where somebody signs out who is on its own pages, and where they get to afterwards.
    [[nodiscard]] QUrl signOutAddress() const;
    [[nodiscard]] QUrl afterSignOut() const;
    [[nodiscard]] EntityId entityId() const;
    /// What the server wrote, for a test that failed.
    [[nodiscard]] QString log();

private:
    [[nodiscard]] Result<void> write(const QString &file, const QByteArray &content) const;
    /// idp.pem with idp.crt and expired.crt, next.pem with next.crt.
    [[nodiscard]] Result<void> writeKeys() const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QNetworkAccessManager m_network;
    QNetworkReply *m_question = nullptr;
    quint16 m_port = 0;
    bool m_ready = false;
};

} // namespace usher::test
