// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kit/response_text.h"

#include <QFile>

namespace usher::test {

namespace {

/// Unwraps what a sound build can't refuse.
template<typename T>
T expect(Result<T> result, const char *what)
{
    if (!result.has_value())
        qFatal("%s failed: error %d, subject \"%s\", detail \"%s\"", what, int(result.error().code),
               qUtf8Printable(result.error().subject), qUtf8Printable(result.error().detail));
    return *std::move(result);
}

/// A key of tests/kit/keys, and a certificate for it.
Signer makeSigner(const char *name, const char *serial)
{
    QFile file(QStringLiteral(USHER_SOURCE_DIR "/tests/kit/keys/%1.pem").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qUtf8Printable(file.fileName()));
    const PrivateKey key = expect(PrivateKey::fromPem(file.readAll()), "reading a key");
    return {key, expect(key.selfSigned(QString::fromLatin1(name).replace(u'_', u' '), issuedAt() - std::chrono::years(1),
                                       issuedAt() + std::chrono::years(2), QByteArray::fromHex(serial)),
                        "making a certificate")};
}

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

/// Where \p piece stands in \p xml, which must hold it.
qsizetype find(const QByteArray &xml, QByteArrayView piece, qsizetype from = 0)
{
    const qsizetype at = xml.indexOf(piece, from);
    if (at < 0)
        qFatal("the response has no \"%.*s\"", int(piece.size()), piece.data());
    return at;
}

constexpr auto entraResponse =
    R"(<samlp:Response ID="_response" Version="2.0" IssueInstant="2026-11-24T09:00:00.000Z")"
    R"( Destination="http://localhost:48110/saml/acs" InResponseTo="_request" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">)"
    R"(<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer>)"
    R"(<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>)"
    R"(<Assertion ID="_assertion" IssueInstant="2026-11-24T09:00:00.000Z" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion">)"
    R"(<Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer>)"
    R"(<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">amira@contoso.example</NameID>)"
    R"(<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData InResponseTo="_request")"
    R"( NotOnOrAfter="2026-11-24T10:00:00.000Z" Recipient="http://localhost:48110/saml/acs"/></SubjectConfirmation></Subject>)"
    R"(<Conditions NotBefore="2026-11-24T08:55:00.000Z" NotOnOrAfter="2026-11-24T10:00:00.000Z"><AudienceRestriction>)"
    R"(<Audience>https://usher.example/saml</Audience></AudienceRestriction></Conditions>)"
    R"(<AttributeStatement><Attribute Name="http://schemas.microsoft.com/identity/claims/tenantid"><AttributeValue>)"
    R"(1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d</AttributeValue></Attribute>)"
    R"(<Attribute Name="firstName"><AttributeValue>Amira</AttributeValue></Attribute>)"
    R"(<Attribute Name="http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"><AttributeValue>g1</AttributeValue>)"
    R"(<AttributeValue>g2</AttributeValue></Attribute></AttributeStatement>)"
    R"(<AuthnStatement AuthnInstant="2026-11-24T08:30:00.000Z" SessionIndex="_session"><AuthnContext><AuthnContextClassRef>)"
    R"(urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion>)"
    R"(</samlp:Response>)";

constexpr auto simpleSamlPhpResponse =
    R"(<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion")"
    R"( ID="_response" Version="2.0" IssueInstant="2026-11-24T09:00:00Z" Destination="http://localhost:48110/saml/acs")"
    R"( InResponseTo="_request"><saml:Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml:Issuer>)"
    R"(<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>)"
    R"(<saml:Assertion xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema")"
    R"( ID="_assertion" Version="2.0" IssueInstant="2026-11-24T09:00:00Z">)"
    R"(<saml:Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml:Issuer><saml:Subject>)"
    R"(<saml:NameID SPNameQualifier="https://usher.example/saml" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">)"
    R"(e7a1c0de</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">)"
    R"(<saml:SubjectConfirmationData NotOnOrAfter="2026-11-24T09:05:00Z" Recipient="http://localhost:48110/saml/acs")"
    R"( InResponseTo="_request"/></saml:SubjectConfirmation></saml:Subject>)"
    R"(<saml:Conditions NotBefore="2026-11-24T08:59:30Z" NotOnOrAfter="2026-11-24T09:05:00Z"><saml:AudienceRestriction>)"
    R"(<saml:Audience>https://usher.example/saml</saml:Audience></saml:AudienceRestriction></saml:Conditions>)"
    R"(<saml:AuthnStatement AuthnInstant="2026-11-24T09:00:00Z" SessionNotOnOrAfter="2026-11-24T17:00:00Z" SessionIndex="_session">)"
    R"(<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>)"
    R"(</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="displayName")"
    R"( NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue xsi:type="xs:string">Amira Haddad)"
    R"(</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>)";

} // namespace

TimePoint issuedAt()
{
    return *parseDateTime(u"2026-11-24T09:00:00Z");
}

const Signer &identityProviderSigner()
{
    static const Signer signer = makeSigner("identity_provider", "01");
    return signer;
}

const Signer &successorSigner()
{
    static const Signer signer = makeSigner("successor", "04");
    return signer;
}

const Signer &strangerSigner()
{
    static const Signer signer = makeSigner("stranger", "02");
    return signer;
}

const Signer &serviceProviderSigner()
{
    static const Signer signer = makeSigner("service_provider", "03");
    return signer;
}

TrustPolicy strictPolicy()
{
    TrustPolicy policy;
    policy.identityProvider = EntityId(text(issuer));
    policy.tenantId = text(tenantId);
    policy.signingCertificates = {identityProviderSigner().certificate};
    policy.serviceProvider = EntityId(text(serviceProvider));
    policy.assertionConsumerService = QUrl(text(assertionConsumerService));
    policy.decryptionKeys = {serviceProviderSigner().key};
    return policy;
}

ResponseText ResponseText::entra()
{
    return ResponseText(entraResponse);
}

ResponseText ResponseText::simpleSamlPhp()
{
    return ResponseText(simpleSamlPhpResponse);
}

ResponseText ResponseText::with(QByteArrayView before, QByteArrayView after) const
{
    const qsizetype at = find(m_xml, before);
    if (m_xml.indexOf(before, at + 1) >= 0)
        qFatal("the response has \"%.*s\" more than once", int(before.size()), before.data());
    return ResponseText(m_xml.left(at) + after.toByteArray() + m_xml.mid(at + before.size()));
}

ResponseText ResponseText::withEach(QByteArrayView before, QByteArrayView after) const
{
    find(m_xml, before);
    return ResponseText(QByteArray(m_xml).replace(before, after));
}

ResponseText ResponseText::without(QByteArrayView begin, QByteArrayView end) const
{
    const qsizetype at = find(m_xml, begin);
    return ResponseText(m_xml.left(at) + m_xml.mid(find(m_xml, end, at + begin.size()) + end.size()));
}

ResponseText ResponseText::signedBy(const Signer &signer, Sign what, xml::SignatureAlgorithm algorithm) const
{
    QByteArray xml = m_xml;
    const auto sign = [&](const char *id) {
        xml = expect(xml::signElement(xml, {text(id), signer.key, signer.certificate, algorithm}), "signing");
    };
    if (what == Sign::Assertion || what == Sign::Both)
        sign(assertionId);
    if (what == Sign::Response || what == Sign::Both)
        sign(responseId);
    return ResponseText(xml);
}

ResponseText ResponseText::encrypted(xml::EncryptionAlgorithm algorithm) const
{
    return ResponseText(expect(xml::encryptElement(m_xml, text(assertionId), QStringLiteral("EncryptedAssertion"),
                                                   serviceProviderSigner().certificate, algorithm),
                               "encrypting"));
}

ResponseText ResponseText::encrypted(const char *elementId, const char *wrapper) const
{
    return ResponseText(expect(xml::encryptElement(m_xml, text(elementId), text(wrapper), serviceProviderSigner().certificate,
                                                   xml::EncryptionAlgorithm::Aes256Cbc),
                               "encrypting"));
}

QByteArray ResponseText::part(QByteArrayView begin, QByteArrayView end) const
{
    const qsizetype at = find(m_xml, begin);
    return m_xml.mid(at, find(m_xml, end, at + begin.size()) + end.size() - at);
}

} // namespace usher::test
