// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/provider_shapes.h"

#include "tests/kit/response_text.h"

namespace usher::attacks {

namespace {

constexpr auto adfs =
    R"(<samlp:Response ID="_response" Version="2.0" IssueInstant="2026-11-24T09:00:00.000Z")"
    R"( Destination="http://localhost:48110/saml/acs" Consent="urn:oasis:names:tc:SAML:2.0:consent:unspecified")"
    R"( InResponseTo="_request" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">)"
    R"(<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer>)"
    R"(<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>)"
    R"(<Assertion ID="_assertion" IssueInstant="2026-11-24T09:00:00.000Z" Version="2.0")"
    R"( xmlns="urn:oasis:names:tc:SAML:2.0:assertion">)"
    R"(<Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer><Subject><NameID>CONTOSO\amira</NameID>)"
    R"(<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData InResponseTo="_request")"
    R"( NotOnOrAfter="2026-11-24T09:05:00.000Z" Recipient="http://localhost:48110/saml/acs"/></SubjectConfirmation></Subject>)"
    R"(<Conditions NotBefore="2026-11-24T09:00:00.000Z" NotOnOrAfter="2026-11-24T10:00:00.000Z"><AudienceRestriction>)"
    R"(<Audience>https://usher.example/saml</Audience></AudienceRestriction></Conditions><AttributeStatement>)"
    R"(<Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"><AttributeValue>amira@contoso.example)"
    R"(</AttributeValue></Attribute><Attribute Name="http://schemas.xmlsoap.org/claims/Group"><AttributeValue>Domain Users)"
    R"(</AttributeValue><AttributeValue>Agents &amp; Owners</AttributeValue></Attribute></AttributeStatement>)"
    R"(<AuthnStatement AuthnInstant="2026-11-24T08:59:58.123Z" SessionIndex="_assertion"><AuthnContext><AuthnContextClassRef>)"
    R"(urn:federation:authentication:windows</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion></samlp:Response>)";

constexpr auto okta =
    R"(<saml2p:Response Destination="http://localhost:48110/saml/acs" ID="id2318830405741190851998143" InResponseTo="_request")"
    R"( IssueInstant="2026-11-24T09:00:00.123Z" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol")"
    R"( xmlns:xs="http://www.w3.org/2001/XMLSchema"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity")"
    R"( xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/)"
    R"(</saml2:Issuer><saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>)"
    R"(<saml2:Assertion ID="id23188304057499511254632718" IssueInstant="2026-11-24T09:00:00.123Z" Version="2.0")"
    R"( xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema">)"
    R"(<saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">)"
    R"(https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml2:Issuer><saml2:Subject>)"
    R"(<saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">amira@contoso.example</saml2:NameID>)"
    R"(<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData)"
    R"( InResponseTo="_request" NotOnOrAfter="2026-11-24T09:05:00.123Z" Recipient="http://localhost:48110/saml/acs"/>)"
    R"(</saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions NotBefore="2026-11-24T08:55:00.123Z")"
    R"( NotOnOrAfter="2026-11-24T09:05:00.123Z"><saml2:AudienceRestriction><saml2:Audience>https://usher.example/saml)"
    R"(</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AuthnStatement)"
    R"( AuthnInstant="2026-11-24T08:58:20.000Z" SessionIndex="_request"><saml2:AuthnContext><saml2:AuthnContextClassRef>)"
    R"(urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef></saml2:AuthnContext>)"
    R"(</saml2:AuthnStatement><saml2:AttributeStatement><saml2:Attribute Name="firstName")"
    R"( NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified"><saml2:AttributeValue)"
    R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">Amira</saml2:AttributeValue>)"
    R"(</saml2:Attribute></saml2:AttributeStatement></saml2:Assertion></saml2p:Response>)";

constexpr auto google =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="no"?><saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol")"
    R"( Destination="http://localhost:48110/saml/acs" ID="_3f7b3dcf1674ecdf92e9a8c9ed7a6f83" InResponseTo="_request")"
    R"( IssueInstant="2026-11-24T09:00:00.456Z" Version="2.0"><saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">)"
    R"(https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml2:Issuer><saml2p:Status>)"
    R"(<saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>)"
    R"(<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_9d7a6e3c1b5f48a0b2c4d6e8f0a1b3c5")"
    R"( IssueInstant="2026-11-24T09:00:00.456Z" Version="2.0">)"
    R"(<saml2:Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml2:Issuer><saml2:Subject>)"
    R"(<saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">amira@contoso.example</saml2:NameID>)"
    R"(<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData)"
    R"( InResponseTo="_request" NotOnOrAfter="2026-11-24T09:05:00.456Z" Recipient="http://localhost:48110/saml/acs"/>)"
    R"(</saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions NotBefore="2026-11-24T08:55:00.456Z")"
    R"( NotOnOrAfter="2026-11-24T09:05:00.456Z"><saml2:AudienceRestriction><saml2:Audience>https://usher.example/saml)"
    R"(</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AttributeStatement>)"
    R"(<saml2:Attribute Name="lastName"><saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema")"
    R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:anyType">Haddad</saml2:AttributeValue></saml2:Attribute>)"
    R"(</saml2:AttributeStatement><saml2:AuthnStatement AuthnInstant="2026-11-24T07:00:00.000Z")"
    R"( SessionIndex="_9d7a6e3c1b5f48a0b2c4d6e8f0a1b3c5"><saml2:AuthnContext><saml2:AuthnContextClassRef>)"
    R"(urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>)"
    R"(</saml2:Assertion></saml2p:Response>)";

// Indented as its logs show it; the attribute with a name inside is eduPersonTargetedID.
constexpr auto shibboleth =
    R"(<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" Destination="http://localhost:48110/saml/acs")"
    R"( ID="_c4b1e5a0f6d24a5f8e6f0d3a2b1c4d5e" InResponseTo="_request" IssueInstant="2026-11-24T09:00:00.789Z" Version="2.0">
    <saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml2:Issuer>
    <saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>
    <saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_0e7f3c5a9b2d41f6" IssueInstant="2026-11-24T09:00:00.789Z" Version="2.0">
        <saml2:Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</saml2:Issuer>
        <saml2:Subject>
            <saml2:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="https://idp.example/shibboleth" SPNameQualifier="https://usher.example/saml" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">AAdzZWNyZXQx2b3N</saml2:NameID>
            <saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
                <saml2:SubjectConfirmationData Address="192.0.2.7" InResponseTo="_request" NotOnOrAfter="2026-11-24T09:05:00.801Z" Recipient="http://localhost:48110/saml/acs"/>
            </saml2:SubjectConfirmation>
        </saml2:Subject>
        <saml2:Conditions NotBefore="2026-11-24T09:00:00.789Z" NotOnOrAfter="2026-11-24T09:05:00.789Z">
            <saml2:AudienceRestriction><saml2:Audience>https://usher.example/saml</saml2:Audience></saml2:AudienceRestriction>
        </saml2:Conditions>
        <saml2:AuthnStatement AuthnInstant="2026-11-24T08:59:59.700Z" SessionIndex="_5b8a9f" SessionNotOnOrAfter="2026-11-24T10:00:00.000Z">
            <saml2:SubjectLocality Address="192.0.2.7"/>
            <saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef></saml2:AuthnContext>
        </saml2:AuthnStatement>
        <saml2:AttributeStatement>
            <saml2:Attribute FriendlyName="givenName" Name="urn:oid:2.5.4.42" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">
                <saml2:AttributeValue>Amira</saml2:AttributeValue>
            </saml2:Attribute>
            <saml2:Attribute FriendlyName="eduPersonTargetedID" Name="urn:oid:1.3.6.1.4.1.5923.1.1.1.10" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">
                <saml2:AttributeValue><saml2:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" NameQualifier="https://idp.example/shibboleth" SPNameQualifier="https://usher.example/saml">7XbWq0</saml2:NameID></saml2:AttributeValue>
            </saml2:Attribute>
        </saml2:AttributeStatement>
    </saml2:Assertion>
</saml2p:Response>)";

Node read(QByteArrayView text)
{
    std::optional<Node> node = readNode(text);
    if (!node)
        qFatal("a provider's shape can't be read: %.*s", int(std::min<qsizetype>(text.size(), 200)), text.data());
    return *std::move(node);
}

} // namespace

const Node &entraShape()
{
    static const Node node = read(test::ResponseText::entra().xml());
    return node;
}

const Node &simpleSamlPhpShape()
{
    static const Node node = read(test::ResponseText::simpleSamlPhp().xml());
    return node;
}

const Node &adfsShape()
{
    static const Node node = read(adfs);
    return node;
}

const Node &oktaShape()
{
    static const Node node = read(okta);
    return node;
}

const Node &googleShape()
{
    static const Node node = read(google);
    return node;
}

const Node &shibbolethShape()
{
    static const Node node = read(shibboleth);
    return node;
}

std::span<const ProviderShape> providerShapes()
{
    static const std::vector<ProviderShape> shapes{
        {"Entra", entraShape()},   {"SimpleSAMLphp", simpleSamlPhpShape()}, {"ADFS", adfsShape()}, {"Okta", oktaShape()},
        {"Google", googleShape()}, {"Shibboleth", shibbolethShape()},
    };
    return shapes;
}

} // namespace usher::attacks
