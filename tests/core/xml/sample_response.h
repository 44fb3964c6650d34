// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/xml/signature.h"

/// A response as Entra words it, and an identity provider to sign it.
namespace usher::test {

inline constexpr auto assertionId = "_a1b2";
inline constexpr auto responseId = "_r3c4";

inline QByteArray unsignedResponse()
{
    return R"(<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r3c4" Version="2.0" IssueInstant="2026-11-24T17:06:36Z" Destination="http://localhost:8765/saml/acs"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/tenant/</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" ID="_a1b2" IssueInstant="2026-11-24T17:06:36Z"><Issuer>https://sts.windows.net/tenant/</Issuer><Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">ada@contoso.example</NameID></Subject><AttributeStatement><Attribute Name="firstName"><AttributeValue>Ada</AttributeValue></Attribute></AttributeStatement></Assertion></samlp:Response>)";
}

/// The assertion of unsignedResponse() in exclusive canonical form (worked out by hand, from the specification).
inline QByteArray canonicalAssertion()
{
    return R"(<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1b2" IssueInstant="2026-11-24T17:06:36Z" Version="2.0"><Issuer>https://sts.windows.net/tenant/</Issuer><Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">ada@contoso.example</NameID></Subject><AttributeStatement><Attribute Name="firstName"><AttributeValue>Ada</AttributeValue></Attribute></AttributeStatement></Assertion>)";
}

/// From the first \p begin to the end of the first \p end behind it.
inline QByteArray between(const QByteArray &bytes, const QByteArray &begin, const QByteArray &end)
{
    const qsizetype from = bytes.indexOf(begin);
    return bytes.mid(from, bytes.indexOf(end, from) + end.size() - from);
}

/// A key pair, and the certificate that a service provider pins.
struct Provider
{
    PrivateKey key;
    Certificate certificate;

    [[nodiscard]] static Result<Provider> withKey(const PrivateKey &key)
    {
        USHER_TRY(const TimePoint from, parseDateTime(u"2026-01-01T00:00:00Z"));
        USHER_TRY(const TimePoint until, parseDateTime(u"2029-01-01T00:00:00Z"));
        USHER_TRY(Certificate certificate, key.selfSigned(QStringLiteral("Test tenant"), from, until, QByteArray("\x01", 1)));
        return Provider{key, std::move(certificate)};
    }

    [[nodiscard]] static Result<Provider> make()
    {
        USHER_TRY(const PrivateKey key, PrivateKey::generateRsa(2048));
        return withKey(key);
    }

    [[nodiscard]] xml::SigningOrder order(const char *elementId) const
    {
        return {.elementId = QString::fromLatin1(elementId), .key = key, .keyInfo = certificate};
    }
};

} // namespace usher::test
