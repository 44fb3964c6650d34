// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/federation/provider_refresh.h"

#include "core/federation/metadata_fetch.h"

namespace usher {

namespace {

/// Asks, and judges what came by what is configured.
Result<RefreshConclusion> ask(const RefreshClaim &claim, TimePoint now)
{
    const IdentityProvider &provider = *claim.configuration.provider;
    USHER_TRY(const QByteArray bytes, fetchMetadataNow(QUrl(provider.source.location, QUrl::StrictMode)));
    // A federation's document has others in it; where there is one alone, another name than ours is news to ask about.
    USHER_TRY(const std::vector<ProviderName> published, listIdentityProviders(bytes));
    const EntityId chosen = published.size() > 1 ? provider.metadata.entityId : EntityId();
    USHER_TRY(const ImportedMetadata imported, importProviderMetadata(bytes, {now, chosen, provider.metadataSigner}));
    USHER_TRY(const RefreshDecision decision, decideRefresh(claim.configuration, imported.provider, claim.kind));
    return RefreshConclusion{decision, imported.provider, now, now + refreshIntervalFor(imported.cacheDuration)};
}

ProviderRefresh::Answer answerOf(RefreshDecision decision)
{
    switch (decision) {
    case RefreshDecision::Nothing:
        return ProviderRefresh::Answer::Same;
    case RefreshDecision::Apply:
        return ProviderRefresh::Answer::Applied;
    case RefreshDecision::Ask:
        return ProviderRefresh::Answer::Proposed;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<ProviderRefresh::Answer> ProviderRefresh::refresh(RefreshOccasion occasion)
{
    USHER_TRY(const std::optional<RefreshClaim> claim, m_store.claim(occasion, m_clock.now()));
    if (!claim)
        return Answer::NotDue;
    USHER_TRY(const RefreshConclusion conclusion, ask(*claim, m_clock.now()));
    USHER_TRY(m_store.conclude(*claim, conclusion));
    return answerOf(conclusion.decision);
}

TrustRefresh::Outcome ProviderRefresh::refreshForUnknownKey()
{
    const Result<Answer> answer = refresh(RefreshOccasion::UnknownKey);
    return answer == Answer::Applied ? TrustRefresh::Outcome::Renewed : TrustRefresh::Outcome::Unchanged;
}

} // namespace usher
