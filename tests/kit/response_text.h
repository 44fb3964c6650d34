// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/saml/trust_policy.h"
#include "core/xml/encryption.h"
#include "core/xml/signature.h"

#include <QByteArray>

namespace usher::test {

/// A key with its certificate. The keys are files that never change, so that what they sign is the same in every run, and
/// a document that once showed a mistake can be kept.
struct Signer
{
    PrivateKey key;
    Certificate certificate;
};
[[nodiscard]] const Signer &identityProviderSigner(); ///< pinned by strictPolicy()
[[nodiscard]] const Signer &successorSigner();        ///< the provider's next one; pinned by whoever tests a rollover
[[nodiscard]] const Signer &strangerSigner();         ///< nobody trusts it
[[nodiscard]] const Signer &serviceProviderSigner();  ///< decrypts

inline constexpr auto tenantId = "1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d";
inline constexpr auto issuer = "https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/";
inline constexpr auto serviceProvider = "https://usher.example/saml";
inline constexpr auto assertionConsumerService = "http://localhost:48110/saml/acs";
inline constexpr auto requestId = "_request";
inline constexpr auto responseId = "_response";
inline constexpr auto assertionId = "_assertion";

/// When the responses below were made: 2026-11-24T09:00:00Z. They hold from 08:55 until before 10:00.
[[nodiscard]] TimePoint issuedAt();

/// Trusts identityProviderSigner() as `issuer` of `tenantId`; strict in all the rest.
[[nodiscard]] TrustPolicy strictPolicy();

enum class Sign { Nothing, Assertion, Response, Both };

/// A SAML response as text, good as it is, whose pieces a test replaces before or after it is signed. For hostile ones
/// core/sandbox is too well-behaved. What a test gets wrong ends the program with a sentence.
class ResponseText
{
public:
    /// As Entra writes it: no prefix on the assertion's names, NameID an address, the tenant's claims.
    [[nodiscard]] static ResponseText entra();
    /// As SimpleSAMLphp does: prefixes throughout, persistent NameID, typed values, NameFormat, no tenant.
    [[nodiscard]] static ResponseText simpleSamlPhp();
    [[nodiscard]] static ResponseText fromXml(QByteArray xml) { return ResponseText(std::move(xml)); }

    /// Replaces \p before, which must be there exactly once.
    [[nodiscard]] ResponseText with(QByteArrayView before, QByteArrayView after) const;
    /// Replaces every \p before; there must be one.
    [[nodiscard]] ResponseText withEach(QByteArrayView before, QByteArrayView after) const;
    /// Removes from the first \p begin up to and including the first \p end after it.
    [[nodiscard]] ResponseText without(QByteArrayView begin, QByteArrayView end) const;
    [[nodiscard]] ResponseText signedBy(const Signer &signer, Sign what,
                                        xml::SignatureAlgorithm algorithm = xml::SignatureAlgorithm::RsaSha256) const;
    /// By identityProviderSigner().
    [[nodiscard]] ResponseText signedAs(Sign what) const { return signedBy(identityProviderSigner(), what); }
    /// The assertion encrypted for serviceProviderSigner().
    [[nodiscard]] ResponseText encrypted(xml::EncryptionAlgorithm algorithm = xml::EncryptionAlgorithm::Aes256Cbc) const;
    /// The element of that ID encrypted, inside an element of that name.
    [[nodiscard]] ResponseText encrypted(const char *elementId, const char *wrapper) const;

    /// From the first \p begin up to and including the first \p end after it.
    [[nodiscard]] QByteArray part(QByteArrayView begin, QByteArrayView end) const;
    [[nodiscard]] const QByteArray &xml() const { return m_xml; }

private:
    explicit ResponseText(QByteArray xml) : m_xml(std::move(xml)) {}

    QByteArray m_xml;
};

} // namespace usher::test
