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
/// coming, or stops being usable.
ClaimMapping withoutNeedlessRequirements(ClaimMapping mapping, const std::optional<User> &existing)
{
    for (FieldMapping &row : mapping.fields) {
        if (existing && !existing->profile.value(row.field).isEmpty())
            row.presence = FieldMapping::Presence::Optional;
    }
    return mapping;
}

/// What speaks against the value that a claim brings.
std::optional<Error> objection(const MappedField &mapped, const QString &before, const KnownAccounts &known)
{
    if (mapped.fault)
        return Error{*mapped.fault, toText(mapped.field)};
    const bool isNewMail = mapped.field == ProfileField::Mail && mapped.value.toCaseFolded() != before.toCaseFolded();
    if (isNewMail && known.byMail)
        return Error{ErrorCode::MailBelongsToAnother, mapped.value};
    return std::nullopt;
}

/// A claim that did not come takes nothing away, and a field that belongs to the portal after creation stays as it is. Whoever can
/// write somebody's claims must not be able to lock them out with one, so a known person's field rather keeps its value.
Result<PlannedField> plannedField(const MappedField &mapped, const KnownAccounts &known)
{
    const QString before = known.byKey ? known.byKey->profile.value(mapped.field) : QString();
    PlannedField field{mapped.field, before, before, mapped.claim, mapped.update};
    if (mapped.value.isEmpty() || (known.byKey && mapped.update == UpdatePolicy::OnCreation))
        return field;
    const std::optional<Error> against = objection(mapped, before, known);
    if (!against) {
        field.after = mapped.value;
        return field;
    }
    if (!known.byKey || mapped.presence == FieldMapping::Presence::Required)
        return std::unexpected(*against);
    field.kept = against->code;
    return field;
}

Result<std::vector<PlannedField>> plannedFields(const VerifiedAssertion &assertion, const ClaimMapping &mapping,
                                                const KnownAccounts &known)
{
    USHER_TRY(const std::vector<MappedField> mapped, applyMapping(assertion, withoutNeedlessRequirements(mapping, known.byKey)));
    std::vector<PlannedField> fields;
    for (const MappedField &one : mapped) {
        USHER_TRY(PlannedField field, plannedField(one, known));
        fields.push_back(std::move(field));
    }
    return fields;
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

    auto fields = plannedFields(assertion, configuration.mapping, known);
    if (!fields)
        return refused(std::move(plan), fields.error());
    plan.fields = *std::move(fields);

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
