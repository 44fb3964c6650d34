// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/metadata.h"

#include "core/saml/duration.h"
#include "core/saml/entra.h"
#include "core/saml/names.h"
#include "core/saml/web_page.h"
#include "core/xml/document.h"
#include "core/xml/signature.h"

#include <algorithm>

namespace usher {

namespace {

using saml::metadataNamespace;
using saml::signatureNamespace;
using xml::Document;
using xml::Element;

constexpr auto userInterfaceNamespace = "urn:oasis:names:tc:SAML:metadata:ui";
constexpr auto xmlNamespace = "http://www.w3.org/XML/1998/namespace";

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

/// How long something may be used (Metadata, 2.3.1): what is said on any level around it holds for it too.
struct Validity
{
    std::optional<TimePoint> until;
    std::optional<std::chrono::seconds> cacheDuration;

    [[nodiscard]] Result<Validity> narrowedBy(const Element &element) const
    {
        Validity narrowed = *this;
        if (const auto text = element.attribute("validUntil")) {
            const Result<TimePoint> time = parseDateTime(*text);
            if (!time)
                return fail(ErrorCode::MetadataMalformed, QStringLiteral("validUntil"), *text);
            narrowed.until = std::min(until.value_or(*time), *time);
        }
        if (const auto text = element.attribute("cacheDuration")) {
            const auto duration = saml::parseDuration(*text);
            if (!duration)
                return fail(ErrorCode::MetadataMalformed, QStringLiteral("cacheDuration"), *text);
            narrowed.cacheDuration = std::min(cacheDuration.value_or(*duration), *duration);
        }
        return narrowed;
    }
};

/// An EntityDescriptor with a SAML 2.0 identity provider in it.
struct Candidate
{
    Element entity;
    std::vector<Element> roles;
    Validity validity;

    [[nodiscard]] QString entityId() const { return entity.attribute("entityID").value_or(QString()); }
};

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

/// Only what is an entity by its place counts: anything may stand in an extension.
Result<std::vector<Candidate>> candidatesIn(const Element &element, const Validity &around)
{
    USHER_TRY(const Validity validity, around.narrowedBy(element));
    std::vector<Candidate> found;
    if (element.is(metadataNamespace, "EntityDescriptor")) {
        if (std::vector<Element> roles = providerRoles(element); !roles.empty())
            found.push_back({element, std::move(roles), validity});
        return found;
    }
    for (const Element &child : element.children()) {
        if (!child.is(metadataNamespace, "EntityDescriptor") && !child.is(metadataNamespace, "EntitiesDescriptor"))
            continue;
        USHER_TRY(std::vector<Candidate> inside, candidatesIn(child, validity));
        std::ranges::move(inside, std::back_inserter(found));
    }
    return found;
}

Result<std::vector<Candidate>> candidatesIn(const Document &document)
{
    const Element root = document.root();
    if (!root.is(metadataNamespace, "EntityDescriptor") && !root.is(metadataNamespace, "EntitiesDescriptor"))
        return fail(ErrorCode::MetadataMalformed, root.localName(), QStringLiteral("not SAML metadata"));
    USHER_TRY(std::vector<Candidate> candidates, candidatesIn(root, {}));
    if (candidates.empty())
        return fail(ErrorCode::MetadataNoIdentityProvider);
    return candidates;
}

/// A federation can have thousands; a sentence can't.
QString someOf(const std::vector<Candidate> &candidates)
{
    constexpr std::size_t most = 5;
    QStringList names;
    for (const Candidate &candidate : candidates) {
        if (names.size() < qsizetype(most))
            names += candidate.entityId();
    }
    if (candidates.size() > most)
        names += QStringLiteral("…");
    return names.join(QStringLiteral(", "));
}

Result<Candidate> choose(std::vector<Candidate> candidates, const EntityId &chosen)
{
    if (chosen.isEmpty() && candidates.size() > 1)
        return fail(ErrorCode::MetadataSeveralProviders, someOf(candidates));
    if (!chosen.isEmpty()) {
        std::erase_if(candidates, [&](const Candidate &candidate) { return candidate.entityId() != chosen.text(); });
        if (candidates.empty())
            return fail(ErrorCode::MetadataProviderUnknown, chosen.text());
    }
    if (candidates.size() > 1 || candidates.front().roles.size() > 1 || candidates.front().entityId().isEmpty())
        return fail(ErrorCode::MetadataMalformed, candidates.front().entityId(),
                    QStringLiteral("one entityID and one IDPSSODescriptor are needed"));
    return std::move(candidates.front());
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

/// A provider with its cacheDuration, which is not part of what is kept.
struct Reading
{
    IdentityProviderMetadata provider;
    std::optional<std::chrono::seconds> cacheDuration;
};

Result<Reading> read(const Document &document, const EntityId &chosen)
{
    USHER_TRY(std::vector<Candidate> candidates, candidatesIn(document));
    USHER_TRY(const Candidate candidate, choose(std::move(candidates), chosen));
    const Element &role = candidate.roles.front();
    const QString entityId = candidate.entityId();
    if (entra::isEveryTenants(entityId))
        return fail(ErrorCode::MetadataCommonTenant, entityId);
    USHER_TRY(const Validity validity, candidate.validity.narrowedBy(role));

    IdentityProviderMetadata metadata;
    metadata.entityId = EntityId(entityId);
    metadata.tenantId = entra::tenantIdOf(entityId);
    USHER_TRY(metadata.singleSignOn, redirectEndpoint(role, "SingleSignOnService"));
    if (entra::isSharedEndpoint(metadata.singleSignOn))
        return fail(ErrorCode::MetadataCommonTenant, addressText(metadata.singleSignOn));
    if (metadata.singleSignOn.isEmpty())
        return fail(ErrorCode::MetadataNoRedirectSignOn, entityId);
    USHER_TRY(metadata.singleLogout, redirectEndpoint(role, "SingleLogoutService"));
    USHER_TRY(metadata.signingCertificates, signingCertificates(role));
    metadata.wantsSignedRequests = isTrue(role.attribute("WantAuthnRequestsSigned"));
    metadata.validUntil = validity.until;
    return Reading{std::move(metadata), validity.cacheDuration};
}

/// Of the elements of one name, the English one, else the first.
QString inEnglish(const std::vector<Element> &texts)
{
    if (texts.empty())
        return {};
    const auto english = std::ranges::find_if(
        texts, [](const Element &text) { return text.attribute(xmlNamespace, "lang").value_or(QString()).startsWith(u"en"); });
    return (english == texts.end() ? texts.front() : *english).text().simplified();
}

QString displayNameOf(const Candidate &candidate)
{
    for (const Element &extensions : candidate.roles.front().children(metadataNamespace, "Extensions")) {
        for (const Element &words : extensions.children(userInterfaceNamespace, "UIInfo")) {
            if (QString name = inEnglish(words.children(userInterfaceNamespace, "DisplayName")); !name.isEmpty())
                return name;
        }
    }
    for (const Element &organization : candidate.entity.children(metadataNamespace, "Organization")) {
        for (const char *element : {"OrganizationDisplayName", "OrganizationName"}) {
            if (QString name = inEnglish(organization.children(metadataNamespace, element)); !name.isEmpty())
                return name;
        }
    }
    return {};
}

/// The words of a response's signature would mislead here.
Error asMetadataError(const Error &error, const Certificate &signer)
{
    switch (error.code) {
    case ErrorCode::SignatureMissing:
        return {ErrorCode::MetadataSignatureMissing};
    case ErrorCode::AlgorithmRefused:
        return {ErrorCode::MetadataSignatureWeak, error.subject};
    case ErrorCode::KeyTooShort:
        return {ErrorCode::MetadataSignatureWeak, QStringLiteral("RSA %1").arg(signer.keyBits())};
    case ErrorCode::NoTrustedCertificate:
        return {ErrorCode::MetadataSignatureWeak, signer.subject()};
    case ErrorCode::SignatureInvalid:
    case ErrorCode::SignatureMalformed:
    case ErrorCode::ReferenceMismatch:
        return {ErrorCode::MetadataSignatureInvalid, {}, (error.subject + u' ' + error.detail).trimmed()};
    default:
        return error;
    }
}

/// Recipes S, V and R: what the pinned key has signed, parsed once more.
Result<Document> signedPart(const Document &document, const Certificate &signer)
{
    const auto verified = xml::verifySignature(document, document.root(), std::span(&signer, 1), xml::AlgorithmPolicy{});
    if (!verified)
        return std::unexpected(asMetadataError(verified.error(), signer));
    return parseMetadata(verified->octets);
}

} // namespace

Result<std::vector<ProviderName>> listIdentityProviders(const QByteArray &bytes)
{
    USHER_TRY(const Document document, parseMetadata(bytes));
    USHER_TRY(const std::vector<Candidate> candidates, candidatesIn(document));
    std::vector<ProviderName> names;
    for (const Candidate &candidate : candidates)
        names.push_back({EntityId(candidate.entityId()), displayNameOf(candidate)});
    return names;
}

Result<IdentityProviderMetadata> readIdentityProviderMetadata(const QByteArray &bytes, const EntityId &chosen)
{
    USHER_TRY(const Document document, parseMetadata(bytes));
    USHER_TRY(Reading reading, read(document, chosen));
    return std::move(reading.provider);
}

Result<ImportedMetadata> importProviderMetadata(const QByteArray &bytes, const MetadataPolicy &policy)
{
    USHER_TRY(Document document, parseMetadata(bytes));
    using Signature = ImportedMetadata::Signature;
    const bool carriesSignature = !document.root().children(signatureNamespace, "Signature").empty();
    Signature signature = carriesSignature ? Signature::NotChecked : Signature::Absent;
    if (policy.signer) {
        USHER_TRY(document, signedPart(document, *policy.signer));
        signature = Signature::Verified;
    }
    USHER_TRY(Reading reading, read(document, policy.chosen));
    if (const auto &until = reading.provider.validUntil; until && policy.now >= *until)
        return fail(ErrorCode::MetadataExpired, formatDateTime(*until));
    return ImportedMetadata{std::move(reading.provider), signature, reading.cacheDuration};
}

} // namespace usher
