// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/provider_refresh.h"
#include "core/store/connections.h"

namespace usher {

class SqlProviderRefreshStore final : public ProviderRefreshStore
{
public:
    explicit SqlProviderRefreshStore(Connections &connections) : m_connections(connections) {}

    [[nodiscard]] Result<std::optional<RefreshClaim>> claim(RefreshOccasion occasion, TimePoint now) override;
    [[nodiscard]] Result<void> conclude(const RefreshClaim &claim, const RefreshConclusion &conclusion) override;
    [[nodiscard]] Result<RefreshStatus> status() override;
    [[nodiscard]] Result<void> dismiss(const Actor &actor, const MetadataProposal &proposal, TimePoint now) override;

private:
    Connections &m_connections;
};

} // namespace usher
