// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/provider_refresh.h"

namespace usher {

/// Asks the provider's address for news, where it is this portal's turn. Every call may take half a minute: in jobs only. May be
/// called from several threads at once; the store gives the turn to one.
class ProviderRefresh final : public TrustRefresh
{
public:
    enum class Answer {
        NotDue, ///< too early, no address, or another portal's turn
        Same,
        Applied,
        Proposed, ///< waits for somebody's yes
    };

    ProviderRefresh(ProviderRefreshStore &store, const Clock &clock) : m_store(store), m_clock(clock) {}

    /// Errors: fetchMetadata()'s, importProviderMetadata()'s, decideRefresh()'s and the store's. Nothing is changed then, and it is
    /// tried again after refreshRetry.
    [[nodiscard]] Result<Answer> refresh(RefreshOccasion occasion);

    TrustRefresh::Outcome refreshForUnknownKey() override;

private:
    ProviderRefreshStore &m_store;
    const Clock &m_clock;
};

} // namespace usher
