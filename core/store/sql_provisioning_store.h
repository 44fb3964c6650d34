// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/provisioning/jit_provisioner.h"
#include "core/store/connections.h"

namespace usher {

/// Commits plans, each in one transaction.
class SqlProvisioningStore final : public ProvisioningStore
{
public:
    SqlProvisioningStore(Connections &connections, Random &random) : m_connections(connections), m_random(random) {}

    [[nodiscard]] Result<KnownAccounts> known(const IdentityKey &key, const QString &mail) override;
    [[nodiscard]] Result<Pool> defaultPool(const PoolId &configured) override;
    [[nodiscard]] Result<bool> wasConsumed(const EntityId &issuer, const QString &assertionId) override;
    [[nodiscard]] Result<ProvisioningReceipt> commit(const Actor &actor, const ProvisioningPlan &plan,
                                                     const Consumption &consumption, TimePoint now) override;

private:
    Connections &m_connections;
    Random &m_random;
};

} // namespace usher
