// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_local_owner_store.h"

#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"

namespace usher {

namespace {

LocalCredential credentialOf(const Row &row)
{
    return {UserId(row.text(0)), row.text(1), row.text(2).toLatin1()};
}

Result<User> createOwner(Connection &connection, const Profile &profile, const LocalCredential &credential, TimePoint now)
{
    USHER_TRY(const bool over, anyActiveOwner(connection));
    if (over)
        return fail(ErrorCode::LocalOwnerExists);

    User owner;
    owner.id = credential.user;
    owner.profile = profile;
    owner.origin = Origin::Manual;
    owner.createdAt = now;
    owner.roles = {roles::owner};
    owner.revision = 1;
    USHER_TRY(insertUser(connection, owner));
    USHER_TRY(
        connection.run("INSERT INTO local_credential (account_id, name, name_folded, password_hash) VALUES (?, ?, ?, ?)",
                       {owner.id, credential.name, credential.name.toCaseFolded(), QString::fromLatin1(credential.passwordHash)}));
    USHER_TRY(append(connection, {.at = now,
                                  .actor = Actor::setup().name,
                                  .action = AuditAction::LocalOwnerCreated,
                                  .target = owner.id.text(),
                                  .before = {},
                                  .after = auditedForm(owner)}));
    return owner;
}

Result<User> moveLastSignIn(Connection &connection, const UserId &id, TimePoint now)
{
    USHER_TRY(const User before, loadUser(connection, id));
    if (before.status != UserStatus::Active)
        return fail(ErrorCode::UserDisabled, before.profile.bestName());
    User after = before;
    after.lastSignIn = now;
    USHER_TRY(updateAccount(connection, after));
    USHER_TRY(appendDifference(connection, {.at = now,
                                            .actor = Actor::of(before).name,
                                            .action = AuditAction::LocalOwnerSignedIn,
                                            .target = id.text(),
                                            .before = auditedForm(before),
                                            .after = auditedForm(after)}));
    return after;
}

} // namespace

Result<bool> SqlLocalOwnerStore::needsFirstStart()
{
    USHER_TRY(const bool over, m_connections.read(anyActiveOwner));
    return !over;
}

Result<User> SqlLocalOwnerStore::create(const Profile &profile, const LocalCredential &credential, TimePoint now)
{
    return m_connections.write([&](Connection &connection) { return createOwner(connection, profile, credential, now); });
}

Result<LocalCredential> SqlLocalOwnerStore::find(const QString &name)
{
    USHER_TRY(const auto found, m_connections.read([&](Connection &connection) {
        return connection.first("SELECT account_id, name, password_hash FROM local_credential WHERE name_folded = ?",
                                {name.toCaseFolded()}, credentialOf);
    }));
    if (!found)
        return fail(ErrorCode::NotFound, name);
    return *found;
}

Result<User> SqlLocalOwnerStore::recordSignIn(const UserId &user, TimePoint now)
{
    return m_connections.write([&](Connection &connection) { return moveLastSignIn(connection, user, now); });
}

} // namespace usher
