// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/directory/access.h"
#include "core/provisioning/identity_configuration.h"

#include <QString>

#include <optional>
#include <vector>

namespace usher {

/// One field of the account: what it was, what it becomes, and why.
struct PlannedField
{
    ProfileField field;
    QString before;
    QString after;
    QString claim; ///< where the value came from; empty where no claim had it
    UpdatePolicy update = UpdatePolicy::EverySignIn;
    /// Why a known person's field keeps its value against the claim: ClaimUnusable, MailBelongsToAnother.
    std::optional<ErrorCode> kept = {};

    [[nodiscard]] bool changes() const { return before != after; }
    bool operator==(const PlannedField &) const = default;
};

/// What would be written for one verified assertion. A dry run shows it, a sign-in commits it: the same value.
struct ProvisioningPlan
{
    enum class Outcome {
        Create,
        Update,    ///< known, and the claims bring news
        Unchanged, ///< known; only the last sign-in moves
        Refuse,
    };

    Outcome outcome = Outcome::Refuse;
    std::optional<Error> refusal;   ///< set exactly where the outcome is Refuse
    std::optional<IdentityKey> key; ///< who it is about, as far as that could be told
    std::vector<PlannedField> fields;
    std::optional<User> existing; ///< as it was when planned; commit() refuses if its revision has moved on
    PoolId pool;                  ///< for Create (JIT rule 5)
    RoleId role;                  ///< for Create (JIT rules 5 and 6)
    int configurationVersion = 0; ///< what it was planned by; -1 for a configuration of this run only

    bool operator==(const ProvisioningPlan &) const = default;
};
[[nodiscard]] QString toText(ProvisioningPlan::Outcome outcome); ///< `create`, `update`, `unchanged`, `refuse`

/// What the directory knows that matters to a plan.
struct KnownAccounts
{
    std::optional<User> byKey;
    std::optional<User> byMail; ///< somebody else's account with the mail address of the assertion
};

/// Claims → plan; a function of its arguments (JIT rules 1 to 7, entra.md).
/// Refusals: identityKey()'s and applyMapping()'s errors, JitOff (unknown, and the method is not SAML JIT),
/// UserDisabled, ClaimUnusable, MailBelongsToAnother (never linked silently). The last two lock no known person out of their
/// account over an optional claim: the field keeps its value, and PlannedField::kept says why.
[[nodiscard]] ProvisioningPlan planProvisioning(const VerifiedAssertion &assertion, const IdentityConfiguration &configuration,
                                                const Pool &defaultPool, const KnownAccounts &known);

} // namespace usher
