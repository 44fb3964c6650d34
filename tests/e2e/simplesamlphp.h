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
/// configuration of its own. Response and assertion are both signed, with SHA-256. Stops with this object, and with the test.
class SimpleSamlPhp
{
public:
    enum class NameIds {
        Persistent,
        Transient, ///< its default
    };

    static constexpr auto user = "maria";
    static constexpr auto password = "correct horse battery";

    SimpleSamlPhp(EntityId serviceProvider, QUrl assertionConsumerService);
    ~SimpleSamlPhp();

    /// Writes keys and configuration and starts the server; it answers once isReady().
    [[nodiscard]] Result<void> start();
    [[nodiscard]] bool isReady();
    /// From the next sign-in on.
    [[nodiscard]] Result<void> setNameIds(NameIds nameIds);

    [[nodiscard]] QUrl metadataAddress() const;
    [[nodiscard]] EntityId entityId() const;
    /// What the server wrote, for a test that failed.
    [[nodiscard]] QString log();

private:
    [[nodiscard]] Result<void> write(const QString &file, const QByteArray &content) const;
    [[nodiscard]] Result<void> writeKeys() const;

    EntityId m_serviceProvider;
    QUrl m_assertionConsumerService;
    QTemporaryDir m_folder;
    QProcess m_server;
    QNetworkAccessManager m_network;
    QNetworkReply *m_question = nullptr;
    quint16 m_port = 0;
    bool m_ready = false;
};

} // namespace usher::test
