// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/kit/response_text.h"

#include <QList>

/// Federation metadata as text, in the shapes that real providers publish; what is in it is made up.
namespace usher::test {

inline constexpr auto metadataId = "_meta";

/// An md:KeyDescriptor, as it stands where metadata is the default namespace.
inline QByteArray keyDescriptor(const Certificate &certificate, const char *use = " use=\"signing\"")
{
    return "<KeyDescriptor" + QByteArray(use) +
           "><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>" + certificate.toBase64() +
           "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>";
}

inline QByteArray endpoint(const char *service, const char *binding, const QByteArray &location)
{
    return "<" + QByteArray(service) + " Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:" + binding + "\" Location=\"" + location +
           "\"/>";
}

/// Single sign-on by redirect and post, and single logout, at Entra's kind of address.
inline QByteArray entraEndpoints(const QByteArray &address = "https://login.microsoftonline.com/t/saml2")
{
    return endpoint("SingleLogoutService", "HTTP-Redirect", address) +
           endpoint("SingleSignOnService", "HTTP-POST", address + "/post") +
           endpoint("SingleSignOnService", "HTTP-Redirect", address);
}

inline QByteArray providerRole(const QByteArray &keys, const QByteArray &rest = entraEndpoints(), const QByteArray &attributes = {})
{
    return "<IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"" + attributes + ">" + keys +
           rest + "</IDPSSODescriptor>";
}

inline QByteArray serviceProviderRole()
{
    return "<SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><AssertionConsumerService"
           " Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://sp.example/acs\" "
           "index=\"0\"/></SPSSODescriptor>";
}

inline constexpr auto metadataDeclaration = " xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\"";

inline QByteArray entity(const QByteArray &content, const QByteArray &entityId = issuer, const QByteArray &attributes = {})
{
    return "<EntityDescriptor entityID=\"" + entityId + "\"" + attributes + metadataDeclaration + ">" + content +
           "</EntityDescriptor>";
}

inline QByteArray group(const QByteArray &content, const QByteArray &attributes = {})
{
    return "<EntitiesDescriptor" + attributes + metadataDeclaration + ">" + content + "</EntitiesDescriptor>";
}

/// The same document with a signature over all of it, which must have no ID yet.
inline QByteArray signedMetadata(QByteArray xml, const Signer &signer,
                                 xml::SignatureAlgorithm algorithm = xml::SignatureAlgorithm::RsaSha256)
{
    xml.insert(xml.indexOf(' ', xml.indexOf("<Entit")), " ID=\"_meta\"");
    const auto signedXml = xml::signElement(xml, {QString::fromLatin1(metadataId), signer.key, signer.certificate, algorithm});
    if (!signedXml)
        qFatal("signing metadata failed: %d", int(signedXml.error().code));
    return *signedXml;
}

/// One of the WS-Federation roles that Entra and AD FS put first.
inline QByteArray federationRole(const char *type, const Certificate &certificate)
{
    return "<RoleDescriptor xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"fed:" + QByteArray(type) +
           "\" xmlns:fed=\"http://docs.oasis-open.org/wsfed/federation/200706\""
           " protocolSupportEnumeration=\"http://docs.oasis-open.org/wsfed/federation/200706\">" +
           keyDescriptor(certificate) +
           "<fed:ClaimTypesOffered><auth:ClaimType xmlns:auth=\"http://docs.oasis-open.org/wsfed/authorization/200706\""
           " Uri=\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\"><auth:DisplayName>Name</auth:DisplayName>"
           "</auth:ClaimType></fed:ClaimTypesOffered></RoleDescriptor>";
}

/// A tenant's: a byte order mark, both WS-Federation roles, keys of which one comes twice, and a signature over it all by the
/// tenant's own key.
inline QByteArray entraTenantMetadata()
{
    const Certificate &own = identityProviderSigner().certificate;
    const QByteArray keys = keyDescriptor(own) + keyDescriptor(strangerSigner().certificate) + keyDescriptor(own);
    return "\xEF\xBB\xBF" + signedMetadata(entity(federationRole("SecurityTokenServiceType", own) +
                                                  federationRole("ApplicationServiceType", own) + providerRole(keys)),
                                           identityProviderSigner());
}

/// An application's, `?appid=…`: the same tenant's name, \p certificates alone, active ones and others in any order.
inline QByteArray entraApplicationMetadata(const QList<Certificate> &certificates)
{
    QByteArray keys;
    for (const Certificate &certificate : certificates)
        keys += keyDescriptor(certificate);
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>" +
           entity(federationRole("SecurityTokenServiceType", certificates.first()) + providerRole(keys));
}

/// AD FS: a role of its own as service provider too, the encryption key first, artifact resolution, attributes, a contact.
inline QByteArray adfsMetadata()
{
    const Certificate &own = identityProviderSigner().certificate;
    const QByteArray address = "https://adfs.contoso.example/adfs/ls/";
    const QByteArray rest =
        endpoint("SingleLogoutService", "HTTP-Redirect", address) + endpoint("SingleLogoutService", "HTTP-POST", address) +
        "<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>" +
        endpoint("SingleSignOnService", "HTTP-Redirect", address) + endpoint("SingleSignOnService", "HTTP-POST", address) +
        "<Attribute xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" "
        "Name=\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\""
        " NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\" FriendlyName=\"UPN\"/>";
    return signedMetadata(
        entity(federationRole("ApplicationServiceType", own) + federationRole("SecurityTokenServiceType", own) +
                   serviceProviderRole() +
                   providerRole(keyDescriptor(strangerSigner().certificate, " use=\"encryption\"") + keyDescriptor(own), rest) +
                   "<ContactPerson contactType=\"support\"><GivenName>Help</GivenName></ContactPerson>",
               "http://adfs.contoso.example/adfs/services/trust"),
        identityProviderSigner());
}

/// \p xml with a prefix on every name of metadata and of its signatures' keys.
inline QByteArray prefixed(QByteArray xml)
{
    xml.replace(metadataDeclaration,
                " xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"");
    xml.replace("<KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\">", "<ds:KeyInfo>").replace("</KeyInfo>", "</ds:KeyInfo>");
    for (const char *name : {"X509Data", "X509Certificate"})
        xml.replace("<" + QByteArray(name) + ">", "<ds:" + QByteArray(name) + ">")
            .replace("</" + QByteArray(name) + ">", "</ds:" + QByteArray(name) + ">");
    for (const char *name : {"EntityDescriptor", "IDPSSODescriptor", "KeyDescriptor", "NameIDFormat", "SingleSignOnService"})
        xml.replace("<" + QByteArray(name), "<md:" + QByteArray(name)).replace("</" + QByteArray(name), "</md:" + QByteArray(name));
    return xml;
}

/// Okta: an entityID that is no https address, the post endpoint before the redirect one, prefixes throughout.
inline QByteArray oktaMetadata()
{
    const QByteArray address = "https://contoso.okta.example/app/usher/exk1/sso/saml";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" +
           prefixed(entity(providerRole(keyDescriptor(identityProviderSigner().certificate),
                                        "<NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>" +
                                            endpoint("SingleSignOnService", "HTTP-POST", address) +
                                            endpoint("SingleSignOnService", "HTTP-Redirect", address),
                                        " WantAuthnRequestsSigned=\"false\""),
                           "http://www.okta.example/exk1"));
}

/// Google: good until a day years ahead, certificates in lines, no single logout.
inline QByteArray googleMetadata()
{
    QByteArray lines = identityProviderSigner().certificate.toPem();
    lines.replace("-----BEGIN CERTIFICATE-----", "").replace("-----END CERTIFICATE-----", "");
    const QByteArray address = "https://accounts.google.example/o/saml2/idp?idpid=C01";
    QByteArray xml =
        prefixed(entity(providerRole(keyDescriptor(identityProviderSigner().certificate),
                                     "<NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>" +
                                         endpoint("SingleSignOnService", "HTTP-Redirect", address) +
                                         endpoint("SingleSignOnService", "HTTP-POST", address),
                                     " WantAuthnRequestsSigned=\"false\""),
                        "https://accounts.google.example/o/saml2?idpid=C01", " validUntil=\"2031-04-05T06:07:08.000Z\""));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n" +
           xml.replace(identityProviderSigner().certificate.toBase64(), lines);
}

/// SimpleSAMLphp: comments, SAML 1.1 beside, certificates in lines, one of them only for encryption, plain http on loopback.
inline QByteArray simpleSamlPhpMetadata()
{
    QByteArray xml =
        prefixed(entity("<!-- written by hand -->\n" +
                            providerRole(keyDescriptor(identityProviderSigner().certificate) +
                                             keyDescriptor(strangerSigner().certificate, " use=\"encryption\""),
                                         "\n  <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat>\n" +
                                             endpoint("SingleSignOnService", "HTTP-Redirect", "http://127.0.0.1:8080/sso"),
                                         " WantAuthnRequestsSigned=\"true\""),
                        "http://127.0.0.1:8080/idp"));
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" +
           xml.replace("=\"urn:oasis:names:tc:SAML:2.0:protocol\"",
                       "=\"urn:oasis:names:tc:SAML:1.1:protocol urn:oasis:names:tc:SAML:2.0:protocol\"");
}

inline constexpr auto riverEntityId = "https://idp.river.example/saml";
inline constexpr auto mountainEntityId = "https://idp.mountain.example/saml";

/// A federation's: a service provider, two identity providers on different levels, with names in several languages, and times on
/// every level.
inline QByteArray
federationMetadata(const QByteArray &attributes = " Name=\"urn:example:federation\" validUntil=\"2026-12-01T00:00:00Z\""
                                                  " cacheDuration=\"PT6H\"")
{
    const QByteArray userInterface =
        "<Extensions><mdui:UIInfo xmlns:mdui=\"urn:oasis:names:tc:SAML:metadata:ui\"><mdui:DisplayName xml:lang=\"de\">Universität "
        "am "
        "Fluss</mdui:DisplayName><mdui:DisplayName xml:lang=\"en\">River University</mdui:DisplayName></mdui:UIInfo></Extensions>";
    const QByteArray organization = "<Organization><OrganizationName "
                                    "xml:lang=\"en\">mountain</OrganizationName><OrganizationDisplayName xml:lang=\"fr\">École de "
                                    "la montagne</OrganizationDisplayName><OrganizationURL "
                                    "xml:lang=\"fr\">https://mountain.example/</OrganizationURL></Organization>";
    const QByteArray river = entity(providerRole(userInterface + keyDescriptor(identityProviderSigner().certificate),
                                                 entraEndpoints("https://idp.river.example/sso")),
                                    riverEntityId);
    const QByteArray mountain =
        entity(providerRole(keyDescriptor(strangerSigner().certificate), entraEndpoints("https://idp.mountain.example/sso")) +
                   organization,
               mountainEntityId, " validUntil=\"2026-11-30T00:00:00Z\"");
    return group(entity(serviceProviderRole(), "https://sp.example") + river +
                     group(mountain, " validUntil=\"2026-12-24T00:00:00Z\" cacheDuration=\"PT1H30M\""),
                 attributes);
}

} // namespace usher::test
