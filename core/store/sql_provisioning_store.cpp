// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_provisioning_store.h"

#include "core/base/text_table.h"
#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"
#include "core/store/sql_configuration_store.h"

#include <algorithm>

namespace usher {

namespace {

using Outcome = ProvisioningPlan::Outcome;

/// A used assertion stays a day longer than it must: a portal whose clock is fast must not forget what another would
/// still accept.
constexpr std::chrono::hours sweptAfter{24};

/// Why a sign-in was refused or a claim not taken, as the log keeps it.
constexpr TextTable<ErrorCode, 8> refusalTexts{{
    {ErrorCode::JitOff, u"jit-off"},
    {ErrorCode::UserDisabled, u"user-disabled"},
    {ErrorCode::NoIdentityKey, u"no-identity-key"},
    {ErrorCode::NameIdTransient, u"name-id-transient"},
    {ErrorCode::NameIdNotPersistent, u"name-id-not-persistent"},
    {ErrorCode::ClaimMissing, u"claim-missing"},
    {ErrorCode::ClaimUnusable, u"claim-unusable"},
    {ErrorCode::MailBelongsToAnother, u"mail-belongs-to-another"},
}};

QString refusalText(ErrorCode code)
{
    const auto row = std::ranges::find(refusalTexts, code, &std::pair<ErrorCode, QStringView>::first);
    return row == refusalTexts.end() ? QStringLiteral("other") : row->second.toString();
}

/// The assertion first: where both are used up, "replayed" says more.
Result<void> consume(Connection &connection, const Consumption &consumption, TimePoint now)
{
    if (consumption.assertionId.isEmpty())
        return fail(ErrorCode::Internal, {}, QStringLiteral("an assertion without an ID can't be remembered"));
    USHER_TRY(connection.run("DELETE FROM consumed_assertion WHERE keep_until <= ?", {now - sweptAfter}));
    USHER_TRY(
        const int remembered,
        connection.run("INSERT INTO consumed_assertion (issuer, assertion_id, keep_until) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                       {consumption.issuer, consumption.assertionId, consumption.keepUntil}));
    if (remembered == 0)
        return fail(ErrorCode::Replayed);
    if (consumption.requestId.isEmpty())
        return {};
    USHER_TRY(const int used,
              connection.run("DELETE FROM pending_request WHERE id = ? AND expires_at > ?", {consumption.requestId, now}));
    return used == 1 ? Result<void>() : fail(ErrorCode::RequestUnknown);
}

std::unexpected<Error> contradictory()
{
    return fail(ErrorCode::Internal, {}, QStringLiteral("a plan whose outcome and members contradict each other"));
}

std::unexpected<Error> outdated(const char *what)
{
    return fail(ErrorCode::PlanOutdated, {}, QString::fromLatin1(what));
}

/// The mail address that the account would get, empty where it keeps its own.
QString newMail(const ProvisioningPlan &plan)
{
    const auto mail = std::ranges::find(plan.fields, ProfileField::Mail, &PlannedField::field);
    return mail != plan.fields.end() && mail->changes() ? mail->after : QString();
}

/// A person who was unknown still is, one who was known is unchanged, and nobody else has the mail address by now.
Result<void> checkAccount(Connection &connection, const ProvisioningPlan &plan)
{
    if (!plan.key)
        return contradictory();
    const auto planned = plan.existing ? std::optional(plan.existing->id) : std::nullopt;
    USHER_TRY(const std::optional<UserId> linked, findByIdentity(connection, *plan.key));
    if (linked != planned)
        return outdated("another account has this identity");
    USHER_TRY(const std::optional<UserId> owner, findByMail(connection, newMail(plan)));
    if (owner && owner != planned)
        return outdated("another account has this mail address");
    return {};
}

/// Whether what the plan was made from still holds.
Result<void> checkGround(Connection &connection, const ProvisioningPlan &plan)
{
    USHER_TRY(const int version, configurationVersion(connection));
    if (plan.configurationVersion != -1 && plan.configurationVersion != version)
        return outdated("the configuration was saved meanwhile");
    if (plan.existing) {
        USHER_TRY(const std::optional<User> current, findUser(connection, plan.existing->id));
        if (!current || current->revision != plan.existing->revision)
            return outdated("the person was changed meanwhile");
    }
    return plan.outcome == Outcome::Refuse ? Result<void>() : checkAccount(connection, plan);
}

Profile filled(Profile profile, const std::vector<PlannedField> &fields)
{
    for (const PlannedField &field : fields)
        profile.setValue(field.field, field.after);
    return profile;
}

/// Which fields kept their value against their claim, and why; empty where none did.
QJsonObject keptFields(const ProvisioningPlan &plan)
{
    QJsonObject kept;
    for (const PlannedField &field : plan.fields) {
        if (field.kept)
            kept.insert(toText(field.field), refusalText(*field.kept));
    }
    return kept;
}

/// JIT rules 3, 5 and 6: flagged, in the default Agent Pool, with the user role.
Result<User> createUser(Connection &connection, const Actor &actor, const ProvisioningPlan &plan, const UserId &id, TimePoint now)
{
    if (!plan.key || plan.existing || plan.refusal)
        return contradictory();
    const auto role = std::ranges::find(builtInRoles(), plan.role, &Role::id);
    USHER_TRY(const bool poolExists, connection.any("SELECT 1 FROM pool WHERE id = ?", {plan.pool}));
    if (role == builtInRoles().end() || !poolExists)
        return outdated("the pool or the role is gone");
    USHER_TRY(const EffectiveAccess access, accessOf(connection, actor));
    USHER_TRY(authorizeGrant(actor, access, *role));

    User user;
    user.id = id;
    user.profile = filled({}, plan.fields);
    user.origin = Origin::SamlJit;
    user.createdAt = now;
    user.lastSignIn = now;
    user.identities = {*plan.key};
    user.pools = {plan.pool};
    user.roles = {plan.role};
    user.revision = 1;
    USHER_TRY(insertUser(connection, user));
    USHER_TRY(append(connection, {.at = now,
                                  .actor = actor.name,
                                  .action = AuditAction::UserProvisioned,
                                  .target = id.text(),
                                  .before = {},
                                  .after = auditedForm(user)}));
    return user;
}

/// A later sign-in: profile and last sign-in, never roles or pools (JIT rules 6 and 7).
Result<User> updateUser(Connection &connection, const Actor &actor, const ProvisioningPlan &plan, TimePoint now)
{
    if (!plan.existing || plan.refusal)
        return contradictory();
    const bool news = plan.outcome == Outcome::Update;
    // Whose revision has not moved differs from the planned one in the last sign-in at most.
    USHER_TRY(const User before, loadUser(connection, plan.existing->id));
    if (before.status != UserStatus::Active)
        return fail(ErrorCode::UserDisabled, before.profile.bestName());
    User after = before;
    after.lastSignIn = now;
    if (news) {
        after.profile = filled(before.profile, plan.fields);
        ++after.revision;
    }
    USHER_TRY(updateAccount(connection, after));
    QJsonObject recorded = auditedForm(after);
    if (const QJsonObject kept = keptFields(plan); !kept.isEmpty())
        recorded.insert(QStringLiteral("kept"), kept);
    USHER_TRY(appendDifference(connection, {.at = now,
                                            .actor = actor.name,
                                            .action = news ? AuditAction::UserUpdated : AuditAction::UserSignedIn,
                                            .target = after.id.text(),
                                            .before = auditedForm(before),
                                            .after = recorded}));
    return after;
}

Result<void> recordRefusal(Connection &connection, const Actor &actor, const ProvisioningPlan &plan, TimePoint now)
{
    if (!plan.refusal)
        return contradictory();
    QJsonObject after{{QStringLiteral("reason"), refusalText(plan.refusal->code)}};
    if (!plan.refusal->subject.isEmpty())
        after.insert(QStringLiteral("subject"), plan.refusal->subject);
    if (plan.key)
        after.insert(QStringLiteral("identity"), auditedForm(*plan.key));
    return append(connection, {.at = now,
                               .actor = actor.name,
                               .action = AuditAction::SignInRefused,
                               .target = plan.existing ? plan.existing->id.text() : QString(),
                               .before = {},
                               .after = after});
}

/// \return the account as it is now; nobody's for a refusal
Result<User> write(Connection &connection, const Actor &actor, const ProvisioningPlan &plan, const UserId &idIfNew, TimePoint now)
{
    switch (plan.outcome) {
    case Outcome::Create:
        return createUser(connection, actor, plan, idIfNew, now);
    case Outcome::Update:
    case Outcome::Unchanged:
        return updateUser(connection, actor, plan, now);
    case Outcome::Refuse:
        break;
    }
    USHER_TRY(recordRefusal(connection, actor, plan, now));
    return User{};
}

} // namespace

Result<KnownAccounts> SqlProvisioningStore::known(const IdentityKey &key, const QString &mail)
{
    return m_connections.read([&](Connection &connection) -> Result<KnownAccounts> {
        KnownAccounts known;
        USHER_TRY(const std::optional<UserId> byKey, findByIdentity(connection, key));
        USHER_TRY(const std::optional<UserId> byMail, findByMail(connection, mail));
        if (byKey) {
            USHER_TRY(known.byKey, findUser(connection, *byKey));
        }
        if (byMail && byMail != byKey) {
            USHER_TRY(known.byMail, findUser(connection, *byMail));
        }
        return known;
    });
}

Result<Pool> SqlProvisioningStore::defaultPool(const PoolId &configured)
{
    USHER_TRY(const std::vector<Pool> pools, m_connections.read(loadPools));
    const auto pool = std::ranges::find_if(
        pools, [&](const Pool &candidate) { return configured.isEmpty() ? candidate.isDefault : candidate.id == configured; });
    if (pool == pools.end())
        return fail(ErrorCode::NotFound, configured.text());
    return *pool;
}

Result<bool> SqlProvisioningStore::wasConsumed(const EntityId &issuer, const QString &assertionId)
{
    return m_connections.read([&](Connection &connection) {
        return connection.any("SELECT 1 FROM consumed_assertion WHERE issuer = ? AND assertion_id = ?", {issuer, assertionId});
    });
}

Result<ProvisioningReceipt> SqlProvisioningStore::commit(const Actor &actor, const ProvisioningPlan &plan,
                                                         const Consumption &consumption, TimePoint now)
{
    const auto transaction = [&](Connection &connection) -> Result<ProvisioningReceipt> {
        USHER_TRY(consume(connection, consumption, now));
        USHER_TRY(checkGround(connection, plan));
        USHER_TRY(User user, write(connection, actor, plan, UserId(m_random.uuid()), now));
        return ProvisioningReceipt{plan, std::move(user)};
    };
    USHER_TRY(ProvisioningReceipt receipt, m_connections.write(transaction));
    // Committed: a refusal consumes and is in the log. Only now does it become the answer.
    if (plan.refusal)
        return std::unexpected(*plan.refusal);
    return receipt;
}

} // namespace usher
