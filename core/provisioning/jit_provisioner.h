// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/provisioning/provisioning_plan.h"

namespace usher {

/// What a commit uses up, so that it can happen once only.
struct Consumption
{
    QString requestId; ///< the pending request; empty where none is needed (unsolicited, or a file with trust options)
    EntityId issuer;
    QString assertionId;
    TimePoint keepUntil; ///< until when the assertion's ID must be remembered
};

/// What was written.
struct ProvisioningReceipt
{
    ProvisioningPlan plan;
    User user; ///< as it is now
};

/// The provisioner's view of the store; implemented by core/store.
class ProvisioningStore
{
public:
    virtual ~ProvisioningStore() = default;

    [[nodiscard]] virtual Result<KnownAccounts> known(const IdentityKey &key, const QString &mail) = 0;
    [[nodiscard]] virtual Result<Pool> defaultPool(const PoolId &configured) = 0;
    [[nodiscard]] virtual Result<bool> wasConsumed(const EntityId &issuer, const QString &assertionId) = 0;

    /// One transaction: consumes the request and the assertion, writes the account with its identity, pool and role, and the
    /// audit record. A refused plan consumes and audits too, and writes no account.
    /// \return the account as written; for a refused plan its refusal as the error.
    /// Errors besides: Replayed, RequestUnknown, PlanOutdated (somebody was faster: plan again, nothing was written).
    [[nodiscard]] virtual Result<ProvisioningReceipt> commit(const Actor &actor, const ProvisioningPlan &plan,
                                                             const Consumption &consumption, TimePoint now) = 0;
};

/// Just-in-time provisioning: plans, commits, and plans again when another portal was faster.
class JitProvisioner
{
public:
    explicit JitProvisioner(ProvisioningStore &store) : m_store(store) {}

    /// The plan alone: the dry run is the real run without its commit.
    [[nodiscard]] Result<ProvisioningPlan> plan(const VerifiedAssertion &assertion,
                                                const IdentityConfiguration &configuration) const;

    struct Provisioned
    {
        ProvisioningPlan plan; ///< the one that was committed, or refused
        Result<User> user;
    };
    [[nodiscard]] Provisioned provision(const Actor &actor, const VerifiedAssertion &assertion,
                                        const IdentityConfiguration &configuration, const Consumption &consumption,
                                        TimePoint now) const;

private:
    ProvisioningStore &m_store;
};

} // namespace usher
