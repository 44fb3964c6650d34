// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/federation_metadata.h"

#include "core/saml/entra.h"
#include "core/saml/names.h"
#include "core/xml/signature.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

namespace usher::sandbox {

namespace {

constexpr auto applicationId = "7d0c1f64-2a3b-4c51-8f0e-a9905e205e20";

// WS-Federation 1.2, and what it stands on.
constexpr auto federationNamespace = "http://docs.oasis-open.org/wsfed/federation/200706";
constexpr auto authorizationNamespace = "http://docs.oasis-open.org/wsfed/authorization/200706";
constexpr auto addressingNamespace = "http://www.w3.org/2005/08/addressing";
constexpr auto schemaInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

QUrl under(const QUrl &base, const char *path)
{
    QUrl url = base;
    url.setPath(u'/' + latin1(entra::sandboxTenantId) + latin1(path));
    return url;
}

/// Writes one EntityDescriptor (SAML 2.0 Metadata, 2.3.2).
class MetadataWriter
{
public:
    MetadataWriter(const Keys &keys, const QUrl &base)
        : m_base(base)
        , m_certificate(QString::fromLatin1(keys.certificate.toBase64()))
        , m_id(u'_' +
               QString::fromLatin1(QCryptographicHash::hash(keys.certificate.der(), QCryptographicHash::Sha256).toHex().left(32)))
        , m_xml(&m_bytes)
    {
    }

    [[nodiscard]] const QString &id() const { return m_id; }

    [[nodiscard]] QByteArray write()
    {
        start("EntityDescriptor");
        m_xml.writeDefaultNamespace(latin1(saml::metadataNamespace));
        attribute("ID", m_id);
        attribute("entityID", entra::issuerOf(latin1(entra::sandboxTenantId)));
        securityTokenService();
        applicationService();
        identityProvider();
        end();
        return m_bytes;
    }

private:
    void start(const char *name) { m_xml.writeStartElement(latin1(name)); }
    void end() { m_xml.writeEndElement(); }
    void attribute(const char *name, const QString &value) { m_xml.writeAttribute(latin1(name), value); }

    void startFederationRole(const char *type)
    {
        start("RoleDescriptor");
        m_xml.writeNamespace(latin1(schemaInstanceNamespace), latin1("xsi"));
        m_xml.writeNamespace(latin1(federationNamespace), latin1("fed"));
        attribute("xsi:type", latin1(type));
        attribute("protocolSupportEnumeration", latin1(federationNamespace));
        signingKey();
    }

    void signingKey()
    {
        start("KeyDescriptor");
        attribute("use", latin1("signing"));
        start("KeyInfo");
        m_xml.writeDefaultNamespace(latin1(saml::signatureNamespace));
        start("X509Data");
        m_xml.writeTextElement(latin1("X509Certificate"), m_certificate);
        end();
        end();
        end();
    }

    void endpoint(const char *name, const QString &address)
    {
        start(name);
        start("wsa:EndpointReference");
        m_xml.writeNamespace(latin1(addressingNamespace), latin1("wsa"));
        m_xml.writeTextElement(latin1("wsa:Address"), address);
        end();
        end();
    }

    void claimTypes()
    {
        start("fed:ClaimTypesOffered");
        for (const char *claim : {entra::nameClaim, entra::givenNameClaim, entra::surnameClaim, entra::displayNameClaim,
                                  entra::emailAddressClaim, entra::objectIdClaim, entra::tenantIdClaim, entra::groupsClaim}) {
            start("auth:ClaimType");
            m_xml.writeNamespace(latin1(authorizationNamespace), latin1("auth"));
            attribute("Uri", latin1(claim));
            m_xml.writeTextElement(latin1("auth:DisplayName"), latin1(claim).section(u'/', -1));
            end();
        }
        end();
    }

    void securityTokenService()
    {
        startFederationRole("fed:SecurityTokenServiceType");
        claimTypes();
        endpoint("fed:SecurityTokenServiceEndpoint", under(m_base, "/wsfed").toString());
        endpoint("fed:PassiveRequestorEndpoint", under(m_base, "/wsfed").toString());
        end();
    }

    void applicationService()
    {
        startFederationRole("fed:ApplicationServiceType");
        endpoint("fed:TargetScopes", entra::issuerOf(latin1(entra::sandboxTenantId)));
        endpoint("fed:ApplicationServiceEndpoint", under(m_base, "/wsfed").toString());
        endpoint("fed:PassiveRequestorEndpoint", under(m_base, "/wsfed").toString());
        end();
    }

    void redirectService(const char *name, const QUrl &address)
    {
        m_xml.writeEmptyElement(latin1(name));
        attribute("Binding", latin1(saml::redirectBinding));
        attribute("Location", address.toString());
    }

    void identityProvider()
    {
        start("IDPSSODescriptor");
        attribute("protocolSupportEnumeration", latin1(saml::protocolNamespace));
        signingKey();
        redirectService("SingleLogoutService", signOutAddress(m_base));
        redirectService("SingleSignOnService", signOnAddress(m_base));
        end();
    }

    QUrl m_base;
    QString m_certificate;
    QString m_id;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

Result<QByteArray> buildMetadata(const Keys &keys, const QUrl &base)
{
    MetadataWriter writer(keys, base);
    return xml::signElement(writer.write(), {.elementId = writer.id(), .key = keys.key, .keyInfo = keys.certificate});
}

QUrl signOnAddress(const QUrl &base)
{
    return under(base, "/saml2");
}

QUrl signOutAddress(const QUrl &base)
{
    return under(base, "/saml2/logout");
}

QUrl metadataAddress(const QUrl &base)
{
    QUrl address = under(base, "/federationmetadata/2007-06/federationmetadata.xml");
    address.setQuery(QStringLiteral("appid=") + latin1(applicationId));
    return address;
}

} // namespace usher::sandbox
