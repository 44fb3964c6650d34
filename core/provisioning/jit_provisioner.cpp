// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/jit_provisioner.h"

#include <algorithm>

namespace usher {

namespace {

/// Each round that fails means that another portal changed the same person meanwhile; more than a few in a row is a defect.
constexpr int maximumRounds = 5;

/// The mail address that the claims bring, where the mapping can be applied at all.
QString mailOf(const VerifiedAssertion &assertion, const ClaimMapping &mapping)
{
    const auto &rows = mapping.fields;
    const auto row = std::ranges::find(rows, ProfileField::Mail, &FieldMapping::field);
    if (row == rows.end())
        return {};
    const auto mapped = applyMapping(assertion, {mapping.key, {*row}});
    return mapped && !mapped->front().fault ? mapped->front().value : QString();
}

} // namespace

Result<ProvisioningPlan> JitProvisioner::plan(const VerifiedAssertion &assertion, const IdentityConfiguration &configuration) const
{
    const Result<IdentityKey> key = identityKey(assertion, configuration.mapping.key);
    if (!key)
        return planProvisioning(assertion, configuration, {}, {});
    USHER_TRY(const KnownAccounts known, m_store.known(*key, mailOf(assertion, configuration.mapping)));
    if (known.byKey)
        return planProvisioning(assertion, configuration, {}, known);
    USHER_TRY(const Pool pool, m_store.defaultPool(configuration.defaultPool));
    return planProvisioning(assertion, configuration, pool, known);
}

JitProvisioner::Provisioned JitProvisioner::provision(const Actor &actor, const VerifiedAssertion &assertion,
                                                      const IdentityConfiguration &configuration, const Consumption &consumption,
                                                      TimePoint now) const
{
    Provisioned provisioned{{}, fail(ErrorCode::PlanOutdated)};
    for (int round = 0; round < maximumRounds; ++round) {
        const Result<ProvisioningPlan> planned = plan(assertion, configuration);
        if (!planned) {
            provisioned.plan.outcome = ProvisioningPlan::Outcome::Refuse;
            provisioned.plan.refusal = planned.error();
            provisioned.user = std::unexpected(planned.error());
            return provisioned;
        }
        provisioned.plan = *planned;
        const Result<ProvisioningReceipt> receipt = m_store.commit(actor, *planned, consumption, now);
        if (receipt)
            return {receipt->plan, receipt->user};
        provisioned.user = std::unexpected(receipt.error());
        if (receipt.error().code != ErrorCode::PlanOutdated)
            return provisioned;
    }
    return provisioned;
}

} // namespace usher
