// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/metadata.h"

#include "core/saml/entra.h"
#include "core/saml/names.h"
#include "core/saml/web_page.h"
#include "core/xml/document.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace usher {

namespace {

using saml::metadataNamespace;
using saml::signatureNamespace;
using xml::Document;
using xml::Element;

Result<Document> parseMetadata(const QByteArray &bytes)
{
    const xml::Limits limits = xml::Limits::forMetadata();
    if (bytes.trimmed().isEmpty())
        return fail(ErrorCode::InputEmpty);
    if (bytes.size() > limits.bytes)
        return fail(ErrorCode::InputTooLarge, QString::number(bytes.size()));
    if (looksLikeWebPage(bytes))
        return fail(ErrorCode::MetadataIsWebPage);
    Result<Document> document = Document::parse(bytes, limits);
    if (!document) {
        const Error &error = document.error();
        return fail(ErrorCode::MetadataMalformed, error.subject, error.detail);
    }
    return document;
}

/// The SAML 2.0 role of an entity (Metadata, 2.4.1); others speak WS-Federation or SAML 1.
std::vector<Element> providerRoles(const Element &entity)
{
    std::vector<Element> roles = entity.children(metadataNamespace, "IDPSSODescriptor");
    std::erase_if(roles, [](const Element &role) {
        const QString protocols = role.attribute("protocolSupportEnumeration").value_or(QString()).simplified();
        return !protocols.split(u' ').contains(QLatin1String(saml::protocolNamespace));
    });
    return roles;
}

QString entityIdOf(const Element &entity)
{
    return entity.attribute("entityID").value_or(QString());
}

/// The one entity that is an identity provider.
Result<Element> findProvider(const Element &root)
{
    const bool isOne = root.is(metadataNamespace, "EntityDescriptor");
    if (!isOne && !root.is(metadataNamespace, "EntitiesDescriptor"))
        return fail(ErrorCode::MetadataMalformed, root.localName(), QStringLiteral("not SAML metadata"));
    std::vector<Element> entities = isOne ? std::vector{root} : root.descendants(metadataNamespace, "EntityDescriptor");
    std::erase_if(entities, [](const Element &entity) { return providerRoles(entity).empty(); });
    if (entities.empty())
        return fail(ErrorCode::MetadataNoIdentityProvider);
    if (entities.size() > 1) {
        QStringList names;
        for (const Element &entity : entities)
            names += entityIdOf(entity);
        return fail(ErrorCode::MetadataSeveralProviders, names.join(QStringLiteral(", ")));
    }
    return entities.front();
}

/// The role's endpoint for HTTP-Redirect, the first where there are several; empty where there is none.
Result<QUrl> redirectEndpoint(const Element &role, const char *service)
{
    for (const Element &endpoint : role.children(metadataNamespace, service)) {
        if (endpoint.attribute("Binding") != QLatin1String(saml::redirectBinding))
            continue;
        const QString location = endpoint.attribute("Location").value_or(QString());
        QUrl url(location, QUrl::StrictMode);
        if (!isSecureAddress(url))
            return fail(ErrorCode::MetadataInsecureAddress, location);
        return url;
    }
    return QUrl();
}

/// Every key that may sign, each once. Of a ds:X509Data with a chain only the first counts, the key's own (XML Signature,
/// 4.5.4): the authority behind it signs no assertions.
Result<std::vector<Certificate>> signingCertificates(const Element &role)
{
    std::vector<Certificate> certificates;
    for (const Element &descriptor : role.children(metadataNamespace, "KeyDescriptor")) {
        const std::optional<QString> use = descriptor.attribute("use");
        if (use && use != u"signing")
            continue;
        for (const Element &chain : descriptor.descendants(signatureNamespace, "X509Data")) {
            const std::vector<Element> texts = chain.children(signatureNamespace, "X509Certificate");
            if (texts.empty())
                continue;
            USHER_TRY(Certificate certificate, Certificate::fromText(texts.front().text().toUtf8()));
            if (std::ranges::find(certificates, certificate) == certificates.end())
                certificates.push_back(std::move(certificate));
        }
    }
    if (certificates.empty())
        return fail(ErrorCode::MetadataNoCertificate);
    return certificates;
}

bool isTrue(const std::optional<QString> &value)
{
    return value == u"true" || value == u"1"; // XML Schema part 2, 3.2.2
}

} // namespace

Result<IdentityProviderMetadata> readIdentityProviderMetadata(const QByteArray &bytes)
{
    USHER_TRY(const Document document, parseMetadata(bytes));
    USHER_TRY(const Element entity, findProvider(document.root()));
    const QString entityId = entityIdOf(entity);
    if (entityId.contains(u"{tenant")) // `https://sts.windows.net/{tenant}/`, meant to be filled in
        return fail(ErrorCode::MetadataCommonTenant, entityId);
    const std::vector<Element> roles = providerRoles(entity);
    if (entityId.isEmpty() || roles.size() != 1)
        return fail(ErrorCode::MetadataMalformed, entityId, QStringLiteral("one entityID and one IDPSSODescriptor are needed"));

    const Element &role = roles.front();
    IdentityProviderMetadata metadata;
    metadata.entityId = EntityId(entityId);
    metadata.tenantId = entra::tenantIdOf(entityId);
    USHER_TRY(metadata.singleSignOn, redirectEndpoint(role, "SingleSignOnService"));
    if (metadata.singleSignOn.isEmpty())
        return fail(ErrorCode::MetadataNoRedirectSignOn, entityId);
    USHER_TRY(metadata.singleLogout, redirectEndpoint(role, "SingleLogoutService"));
    USHER_TRY(metadata.signingCertificates, signingCertificates(role));
    metadata.wantsSignedRequests = isTrue(role.attribute("WantAuthnRequestsSigned"));
    return metadata;
}

QByteArray writeServiceProviderMetadata(const ServiceProviderMetadata &metadata)
{
    const auto latin1 = [](const char *text) { return QString::fromLatin1(text); };
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.setAutoFormatting(true);
    writer.writeStartDocument();
    writer.writeNamespace(latin1(metadataNamespace), QStringLiteral("md"));
    writer.writeStartElement(latin1(metadataNamespace), QStringLiteral("EntityDescriptor"));
    writer.writeAttribute(QStringLiteral("entityID"), metadata.entityId.text());
    writer.writeStartElement(latin1(metadataNamespace), QStringLiteral("SPSSODescriptor"));
    writer.writeAttribute(QStringLiteral("AuthnRequestsSigned"), QStringLiteral("false"));
    writer.writeAttribute(QStringLiteral("WantAssertionsSigned"), QStringLiteral("true"));
    writer.writeAttribute(QStringLiteral("protocolSupportEnumeration"), latin1(saml::protocolNamespace));
    writer.writeEmptyElement(latin1(metadataNamespace), QStringLiteral("AssertionConsumerService"));
    writer.writeAttribute(QStringLiteral("Binding"), latin1(saml::postBinding));
    writer.writeAttribute(QStringLiteral("Location"), addressText(metadata.assertionConsumerService));
    writer.writeAttribute(QStringLiteral("index"), QStringLiteral("0"));
    writer.writeAttribute(QStringLiteral("isDefault"), QStringLiteral("true"));
    writer.writeEndElement();
    writer.writeEndElement();
    writer.writeEndDocument();
    return xml;
}

} // namespace usher
