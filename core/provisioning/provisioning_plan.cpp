// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/provisioning_plan.h"

#include "core/base/text_table.h"

#include <algorithm>

namespace usher {

namespace {

constexpr TextTable<ProvisioningPlan::Outcome, 4> outcomeTexts{{
    {ProvisioningPlan::Outcome::Create, u"create"},
    {ProvisioningPlan::Outcome::Update, u"update"},
    {ProvisioningPlan::Outcome::Unchanged, u"unchanged"},
    {ProvisioningPlan::Outcome::Refuse, u"refuse"},
}};

ProvisioningPlan refused(ProvisioningPlan plan, Error error)
{
    plan.outcome = ProvisioningPlan::Outcome::Refuse;
    plan.refusal = std::move(error);
    return plan;
}

/// What a claim is required for is an account that has the value: one that has it already is not locked out when the claim stops
/// coming.
ClaimMapping withoutNeedlessRequirements(ClaimMapping mapping, const std::optional<User> &existing)
{
    for (FieldMapping &row : mapping.fields) {
        if (existing && !existing->profile.value(row.field).isEmpty())
            row.presence = FieldMapping::Presence::Optional;
    }
    return mapping;
}

/// A claim that did not come takes nothing away, and a field that belongs to the portal after creation stays as it is.
PlannedField plannedField(const MappedField &mapped, const std::optional<User> &existing)
{
    const QString before = existing ? existing->profile.value(mapped.field) : QString();
    const bool keeps = mapped.value.isEmpty() || (existing && mapped.update == UpdatePolicy::OnCreation);
    return {mapped.field, before, keeps ? before : mapped.value, mapped.claim, mapped.update};
}

/// The mail address that the account would get and somebody else has; nothing where it keeps its own.
std::optional<QString> contestedMail(const std::vector<PlannedField> &fields, const KnownAccounts &known)
{
    const auto mail = std::ranges::find(fields, ProfileField::Mail, &PlannedField::field);
    const bool takesAnother = mail != fields.end() && mail->before.toCaseFolded() != mail->after.toCaseFolded();
    return known.byMail && takesAnother ? std::optional(mail->after) : std::nullopt;
}

} // namespace

QString toText(ProvisioningPlan::Outcome outcome)
{
    return textOf(outcomeTexts, outcome);
}

ProvisioningPlan planProvisioning(const VerifiedAssertion &assertion, const IdentityConfiguration &configuration,
                                  const Pool &defaultPool, const KnownAccounts &known)
{
    ProvisioningPlan plan;
    plan.configurationVersion = configuration.version;
    const Result<IdentityKey> key = identityKey(assertion, configuration.mapping.key);
    if (!key)
        return refused(std::move(plan), key.error());
    plan.key = *key;
    plan.existing = known.byKey;
    if (known.byKey && known.byKey->status != UserStatus::Active)
        return refused(std::move(plan), {ErrorCode::UserDisabled, known.byKey->profile.bestName()});

    // Rules 1 and 4: with JIT off the assertion writes no account, and who has one gets in as they are.
    if (configuration.method != ProvisioningMethod::SamlJit) {
        if (!known.byKey)
            return refused(std::move(plan), {ErrorCode::JitOff});
        plan.outcome = ProvisioningPlan::Outcome::Unchanged;
        return plan;
    }

    const auto mapped = applyMapping(assertion, withoutNeedlessRequirements(configuration.mapping, known.byKey));
    if (!mapped)
        return refused(std::move(plan), mapped.error());
    for (const MappedField &field : *mapped)
        plan.fields.push_back(plannedField(field, known.byKey));
    if (const auto mail = contestedMail(plan.fields, known))
        return refused(std::move(plan), {ErrorCode::MailBelongsToAnother, *mail});

    if (!known.byKey) {
        plan.outcome = ProvisioningPlan::Outcome::Create;
        plan.pool = defaultPool.id;
        plan.role = configuration.defaultRole;
        return plan;
    }
    // Rules 6 and 7: what an administrator assigned is never part of a later sign-in's plan.
    plan.outcome = std::ranges::any_of(plan.fields, &PlannedField::changes) ? ProvisioningPlan::Outcome::Update
                                                                            : ProvisioningPlan::Outcome::Unchanged;
    return plan;
}

} // namespace usher
