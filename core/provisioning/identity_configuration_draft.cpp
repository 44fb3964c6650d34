// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/identity_configuration_draft.h"

#include "core/saml/entra.h"

#include <QUrlQuery>

#include <algorithm>

namespace usher {

namespace {

bool isSame(const IdentityConfiguration &a, const IdentityConfiguration &b, ConfigurationPart part)
{
    switch (part) {
    case ConfigurationPart::Provider:
        return a.provider == b.provider;
    case ConfigurationPart::ServiceProvider:
        return a.serviceProvider == b.serviceProvider;
    case ConfigurationPart::ReplyUrl:
        return a.assertionConsumerService == b.assertionConsumerService;
    case ConfigurationPart::Mapping:
        return a.mapping == b.mapping;
    case ConfigurationPart::Method:
        return a.method == b.method;
    case ConfigurationPart::DefaultPool:
        return a.defaultPool == b.defaultPool;
    case ConfigurationPart::DefaultRole:
        return a.defaultRole == b.defaultRole;
    case ConfigurationPart::RequestSigning:
        return a.protocol.requestSigning == b.protocol.requestSigning;
    case ConfigurationPart::SingleLogout:
        return a.protocol.singleLogout == b.protocol.singleLogout;
    case ConfigurationPart::Unsolicited:
        return a.protocol.unsolicited == b.protocol.unsolicited;
    case ConfigurationPart::Sha1:
        return a.protocol.sha1 == b.protocol.sha1;
    }
    Q_UNREACHABLE();
}

/// Only the application's metadata, `?appid=…`, has the certificate that an enterprise application signs with (entra.md,
/// Metadata and certificates). The sandbox tenant has one for all.
bool isTenantWide(const IdentityProvider &provider)
{
    return provider.source.kind == MetadataSource::Kind::Address && !provider.metadata.tenantId.isEmpty() &&
           provider.metadata.tenantId != QLatin1String(entra::sandboxTenantId) &&
           !QUrlQuery(QUrl(provider.source.location)).hasQueryItem(QStringLiteral("appid"));
}

} // namespace

std::vector<ConfigurationPart> IdentityConfigurationDraft::changes() const
{
    std::vector<ConfigurationPart> changed;
    for (const ConfigurationPart part : allConfigurationParts) {
        if (!isSame(saved, edited, part))
            changed.push_back(part);
    }
    return changed;
}

std::vector<DraftProblem> IdentityConfigurationDraft::problems() const
{
    std::vector<DraftProblem> found;
    for (const ConfigurationPart part : allConfigurationParts) {
        if (const auto valid = validatePart(edited, part, kind); !valid)
            found.push_back({part, valid.error()});
    }
    if (edited.protocol.requestSigning == RequestSigning::Signed && signingKey == SigningKey::Missing)
        found.push_back({ConfigurationPart::RequestSigning, {ErrorCode::SigningKeyMissing}});
    return found;
}

std::vector<DraftProblem> IdentityConfigurationDraft::warnings(TimePoint now) const
{
    std::vector<DraftProblem> found;
    if (!edited.provider)
        return found;
    const IdentityProviderMetadata &metadata = edited.provider->metadata;
    if (metadata.validUntil && now >= *metadata.validUntil)
        found.push_back({ConfigurationPart::Provider, {ErrorCode::MetadataExpired, formatDateTime(*metadata.validUntil)}});
    if (isTenantWide(*edited.provider))
        found.push_back({ConfigurationPart::Provider, {ErrorCode::MetadataTenantWide, edited.provider->source.location}});
    if (metadata.wantsSignedRequests && edited.protocol.requestSigning == RequestSigning::Unsigned)
        found.push_back({ConfigurationPart::Provider, {ErrorCode::MetadataWantsSignedRequests}});
    return found;
}

bool IdentityConfigurationDraft::canSave() const
{
    return !changes().empty() && problems().empty();
}

} // namespace usher
