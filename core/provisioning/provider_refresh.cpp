// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/provider_refresh.h"

#include <algorithm>

namespace usher {

namespace {

bool isIn(const std::vector<Certificate> &certificates, const Certificate &one)
{
    return std::ranges::find(certificates, one) != certificates.end();
}

/// What two providers differ in besides certificates.
IdentityProviderMetadata withoutCertificates(IdentityProviderMetadata metadata)
{
    metadata.signingCertificates.clear();
    return metadata;
}

bool cameOverHttps(const MetadataSource &source)
{
    return source.kind == MetadataSource::Kind::Address && QUrl(source.location).scheme() == u"https";
}

} // namespace

MetadataChange compare(const IdentityProviderMetadata &before, const IdentityProviderMetadata &after)
{
    MetadataChange change;
    for (const Certificate &one : after.signingCertificates)
        (isIn(before.signingCertificates, one) ? change.same : change.added).push_back(one);
    for (const Certificate &one : before.signingCertificates) {
        if (!isIn(after.signingCertificates, one))
            change.removed.push_back(one);
    }
    // No single logout on either side has no host on either side.
    change.isAnotherProvider = before.entityId != after.entityId ||
                               before.singleSignOn.authority() != after.singleSignOn.authority() ||
                               (!after.singleLogout.isEmpty() && !before.singleLogout.isEmpty() &&
                                before.singleLogout.authority() != after.singleLogout.authority());
    change.isOtherwiseDifferent = withoutCertificates(before) != withoutCertificates(after);
    return change;
}

Result<RefreshDecision> decideRefresh(const IdentityConfiguration &configuration, const IdentityProviderMetadata &fetched,
                                      DirectoryKind kind)
{
    IdentityConfiguration candidate = configuration;
    candidate.provider->metadata = fetched;
    USHER_TRY(validatePart(candidate, ConfigurationPart::Provider, kind));
    const MetadataChange change = compare(configuration.provider->metadata, fetched);
    if (change.isEmpty())
        return RefreshDecision::Nothing;
    const bool mayApply = cameOverHttps(configuration.provider->source) && !change.isAnotherProvider && validate(candidate, kind);
    return mayApply ? RefreshDecision::Apply : RefreshDecision::Ask;
}

std::chrono::seconds refreshIntervalFor(const std::optional<std::chrono::seconds> &cacheDuration)
{
    const std::chrono::seconds wanted = cacheDuration.value_or(refreshInterval);
    return std::clamp<std::chrono::seconds>(wanted, shortestRefreshInterval, refreshInterval);
}

} // namespace usher
