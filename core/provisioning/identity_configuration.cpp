// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/identity_configuration.h"

#include "core/base/text_table.h"
#include "core/saml/address.h"
#include "core/saml/entra.h"

#include <algorithm>

namespace usher {

namespace {

constexpr TextTable<ProvisioningMethod, 2> methodTexts{{
    {ProvisioningMethod::Manual, u"manual"},
    {ProvisioningMethod::SamlJit, u"saml-jit"},
}};

std::unexpected<Error> invalid(const QString &member)
{
    return fail(ErrorCode::ConfigurationInvalid, member);
}

/// Not empty, and nothing in it that a person can't see: entity IDs are compared letter by letter.
bool isUsable(const EntityId &id)
{
    return !id.isEmpty() &&
           std::ranges::none_of(id.text(), [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
}

/// A tenant is the sandbox's by any of its names or certificates, so that a hand-written provider can't slip through.
bool isSandbox(const IdentityProviderMetadata &metadata)
{
    const QLatin1String sandbox(entra::sandboxTenantId);
    const QLatin1String certificateName(entra::sandboxCertificateName);
    return metadata.tenantId.contains(sandbox, Qt::CaseInsensitive) ||
           metadata.entityId.text().contains(sandbox, Qt::CaseInsensitive) ||
           std::ranges::any_of(metadata.signingCertificates,
                               [&](const Certificate &one) { return one.subject().contains(certificateName); });
}

/// Whether the verifier would check a signature with its key; no signature method for others is on its list.
bool hasUsableKey(const Certificate &certificate)
{
    return certificate.keyType() == Certificate::KeyType::Rsa && certificate.keyBits() >= xml::AlgorithmPolicy{}.minimumRsaBits;
}

Result<void> validateProvider(const IdentityProviderMetadata &metadata, DirectoryKind kind)
{
    if (kind == DirectoryKind::Real && isSandbox(metadata))
        return fail(ErrorCode::SandboxInRealDirectory, metadata.entityId.text());
    if (!isUsable(metadata.entityId))
        return invalid(QStringLiteral("provider.entityId"));
    // Without it the verifier would not compare the tenantid claim.
    const QString tenantId = entra::tenantIdOf(metadata.entityId.text());
    if (!tenantId.isEmpty() && tenantId != metadata.tenantId)
        return invalid(QStringLiteral("provider.tenantId"));
    if (!isSecureAddress(metadata.singleSignOn))
        return invalid(QStringLiteral("provider.singleSignOn"));
    if (!metadata.singleLogout.isEmpty() && !isSecureAddress(metadata.singleLogout))
        return invalid(QStringLiteral("provider.singleLogout"));
    if (metadata.signingCertificates.empty())
        return fail(ErrorCode::MetadataNoCertificate, metadata.entityId.text());
    if (std::ranges::none_of(metadata.signingCertificates, hasUsableKey))
        return fail(ErrorCode::ProviderKeyUnusable, metadata.entityId.text());
    return {};
}

/// What Entra takes as a Reply URL (entra.md, Requests): https, or http to localhost.
Result<void> validateReplyUrl(const QUrl &url)
{
    const bool secure = url.scheme() == u"https" || (url.scheme() == u"http" && url.host() == u"localhost");
    if (!url.isValid() || !secure || url.host().isEmpty() || url.hasFragment() || !url.userInfo().isEmpty())
        return invalid(QStringLiteral("assertionConsumerService"));
    return {};
}

Result<void> validateMapping(const ClaimMapping &mapping)
{
    if (mapping.key.tenantClaim.isEmpty() != mapping.key.objectClaim.isEmpty())
        return invalid(QStringLiteral("mapping.key"));
    for (auto row = mapping.fields.begin(); row != mapping.fields.end(); ++row) {
        const bool blank = std::ranges::any_of(row->claims, [](const QString &claim) { return claim.trimmed().isEmpty(); });
        const bool doubled = std::ranges::find(mapping.fields.begin(), row, row->field, &FieldMapping::field) != row;
        if (row->claims.isEmpty() || blank || doubled)
            return invalid(QStringLiteral("mapping.") + toText(row->field));
    }
    return {};
}

/// JIT rules 5 and 6: what the assertion brings is a user's role; more is given in the portal, by somebody who has it.
Result<void> validateDefaultRole(const RoleId &id)
{
    const auto builtIn = std::ranges::find(builtInRoles(), id, &Role::id);
    if (id.isEmpty() || (builtIn != builtInRoles().end() && !builtIn->permissions.empty()))
        return invalid(QStringLiteral("defaultRole"));
    return {};
}

Result<void> validateSingleLogout(const IdentityConfiguration &configuration)
{
    const bool offered = configuration.provider && !configuration.provider->metadata.singleLogout.isEmpty();
    if (configuration.protocol.singleLogout == SingleLogout::On && !offered)
        return fail(ErrorCode::SingleLogoutNotOffered);
    return {};
}

} // namespace

QString toText(ProvisioningMethod method)
{
    return textOf(methodTexts, method);
}

std::optional<ProvisioningMethod> provisioningMethodFromText(QStringView text)
{
    return valueOf(methodTexts, text);
}

Result<TrustPolicy> trustPolicy(const IdentityConfiguration &configuration)
{
    if (!configuration.provider)
        return fail(ErrorCode::NoIdentityProvider);
    if (configuration.serviceProvider.isEmpty())
        return invalid(QStringLiteral("serviceProvider"));
    if (configuration.assertionConsumerService.isEmpty())
        return invalid(QStringLiteral("assertionConsumerService"));

    const IdentityProviderMetadata &metadata = configuration.provider->metadata;
    TrustPolicy policy;
    policy.identityProvider = metadata.entityId;
    policy.tenantId = metadata.tenantId;
    policy.signingCertificates = metadata.signingCertificates;
    policy.serviceProvider = configuration.serviceProvider;
    policy.assertionConsumerService = configuration.assertionConsumerService;
    policy.unsolicited = configuration.protocol.unsolicited;
    policy.algorithms.sha1 = configuration.protocol.sha1;
    return policy;
}

ServiceProviderMetadata serviceProviderMetadata(const IdentityConfiguration &configuration,
                                                const std::vector<Certificate> &certificates)
{
    using Requests = ServiceProviderMetadata::Requests;
    const bool isSigned = configuration.protocol.requestSigning == RequestSigning::Signed;
    return {configuration.serviceProvider, configuration.assertionConsumerService, isSigned ? Requests::Signed : Requests::Unsigned,
            certificates};
}

Result<void> validatePart(const IdentityConfiguration &configuration, ConfigurationPart part, DirectoryKind kind)
{
    switch (part) {
    case ConfigurationPart::Provider:
        return configuration.provider ? validateProvider(configuration.provider->metadata, kind) : Result<void>();
    case ConfigurationPart::ServiceProvider:
        return isUsable(configuration.serviceProvider) ? Result<void>() : invalid(QStringLiteral("serviceProvider"));
    case ConfigurationPart::ReplyUrl:
        return validateReplyUrl(configuration.assertionConsumerService);
    case ConfigurationPart::Mapping:
        return validateMapping(configuration.mapping);
    case ConfigurationPart::DefaultRole:
        return validateDefaultRole(configuration.defaultRole);
    case ConfigurationPart::SingleLogout:
        return validateSingleLogout(configuration);
    case ConfigurationPart::Method:
    case ConfigurationPart::DefaultPool:
    case ConfigurationPart::RequestSigning:
    case ConfigurationPart::Unsolicited:
    case ConfigurationPart::Sha1:
        return {}; // every value, and any pool or none
    }
    Q_UNREACHABLE();
}

Result<void> validate(const IdentityConfiguration &configuration, DirectoryKind kind)
{
    for (const ConfigurationPart part : allConfigurationParts)
        USHER_TRY(validatePart(configuration, part, kind));
    return {};
}

} // namespace usher
