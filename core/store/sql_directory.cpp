// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_directory.h"

#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"
#include "core/store/user_page.h"

#include <algorithm>

namespace usher {

namespace {

/// Reads need UsersView, but for one's own account.
Result<void> requireView(Connection &connection, const Actor &actor, const UserId &of)
{
    if (actor.kind == Actor::Kind::Person && actor.person == of)
        return {};
    return requirePermission(connection, actor, Permission::UsersView);
}

/// Who can take a role can give it: the same authority both ways.
Result<void> requireAuthorityOver(Connection &connection, const Actor &actor, const RoleId &id)
{
    const auto role = std::ranges::find(builtInRoles(), id, &Role::id);
    if (role == builtInRoles().end())
        return fail(ErrorCode::NotFound, id.text());
    USHER_TRY(const EffectiveAccess access, accessOf(connection, actor));
    return authorizeGrant(actor, access, *role);
}

bool isActiveOwner(const User &user)
{
    return user.status == UserStatus::Active && std::ranges::find(user.roles, roles::owner) != user.roles.end();
}

/// A directory keeps an owner who can sign in, and one who can without the identity provider. Errors: LastOwner, LastLocalOwner.
Result<void> requireAnotherOwner(Connection &connection, const User &leaving)
{
    if (!isActiveOwner(leaving))
        return {};
    USHER_TRY(const bool another, connection.any("SELECT 1 FROM account JOIN account_role ON account_id = id "
                                                 "WHERE role_id = ? AND status = ? AND id <> ?",
                                                 {roles::owner, toText(UserStatus::Active), leaving.id}));
    if (!another)
        return fail(ErrorCode::LastOwner, leaving.profile.bestName());
    USHER_TRY(const bool isLocal, connection.any("SELECT 1 FROM local_credential WHERE account_id = ?", {leaving.id}));
    if (!isLocal)
        return {};
    USHER_TRY(const bool anotherLocal, connection.any("SELECT 1 FROM account JOIN account_role ON account_role.account_id = id "
                                                      "JOIN local_credential ON local_credential.account_id = id "
                                                      "WHERE role_id = ? AND status = ? AND id <> ?",
                                                      {roles::owner, toText(UserStatus::Active), leaving.id}));
    return anotherLocal ? Result<void>() : fail(ErrorCode::LastLocalOwner, leaving.profile.bestName());
}

/// After the rows of \p before have changed: its new revision, and the record of what is different.
Result<void> recordChange(Connection &connection, const Actor &actor, AuditAction action, const User &before, TimePoint now)
{
    USHER_TRY(connection.run("UPDATE account SET revision = revision + 1 WHERE id = ?", {before.id}));
    USHER_TRY(const User after, loadUser(connection, before.id));
    return appendDifference(connection, {.at = now,
                                         .actor = actor.name,
                                         .action = action,
                                         .target = before.id.text(),
                                         .before = auditedForm(before),
                                         .after = auditedForm(after)});
}

} // namespace

Result<DirectoryKind> SqlDirectory::kind()
{
    return m_connections.read(loadKind);
}

Result<UserPage> SqlDirectory::users(const Actor &actor, const UserQuery &query)
{
    return m_connections.read([&](Connection &connection) -> Result<UserPage> {
        USHER_TRY(requirePermission(connection, actor, Permission::UsersView));
        return loadUserPage(connection, query);
    });
}

Result<UserCounts> SqlDirectory::counts(const Actor &actor)
{
    return m_connections.read([&](Connection &connection) -> Result<UserCounts> {
        USHER_TRY(requirePermission(connection, actor, Permission::UsersView));
        return loadUserCounts(connection);
    });
}

Result<User> SqlDirectory::user(const Actor &actor, const UserId &id)
{
    return m_connections.read([&](Connection &connection) -> Result<User> {
        USHER_TRY(requireView(connection, actor, id));
        return loadUser(connection, id);
    });
}

Result<std::vector<Pool>> SqlDirectory::pools()
{
    return m_connections.read(loadPools);
}

Result<std::vector<Role>> SqlDirectory::roles()
{
    return builtInRoles();
}

Result<EffectiveAccess> SqlDirectory::access(const Actor &actor, const UserId &id)
{
    return m_connections.read([&](Connection &connection) -> Result<EffectiveAccess> {
        USHER_TRY(requireView(connection, actor, id));
        USHER_TRY(const User user, loadUser(connection, id));
        return accessOf(connection, user);
    });
}

Result<void> SqlDirectory::grantRole(const Actor &actor, const UserId &id, const RoleId &role)
{
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(requireAuthorityOver(connection, actor, role));
        USHER_TRY(const User before, loadUser(connection, id));
        USHER_TRY(
            const int granted,
            connection.run("INSERT INTO account_role (account_id, role_id) VALUES (?, ?) ON CONFLICT DO NOTHING", {id, role}));
        if (granted == 0)
            return {};
        return recordChange(connection, actor, AuditAction::RoleGranted, before, m_clock.now());
    });
}

Result<void> SqlDirectory::revokeRole(const Actor &actor, const UserId &id, const RoleId &role)
{
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(requireAuthorityOver(connection, actor, role));
        USHER_TRY(const User before, loadUser(connection, id));
        if (role == roles::owner)
            USHER_TRY(requireAnotherOwner(connection, before));
        USHER_TRY(const int revoked, connection.run("DELETE FROM account_role WHERE account_id = ? AND role_id = ?", {id, role}));
        if (revoked == 0)
            return {};
        return recordChange(connection, actor, AuditAction::RoleRevoked, before, m_clock.now());
    });
}

Result<void> SqlDirectory::setStatus(const Actor &actor, const UserId &id, UserStatus status)
{
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(const EffectiveAccess access, accessOf(connection, actor));
        USHER_TRY(authorize(actor, access, Permission::UsersManage)); // before it tells who is there
        USHER_TRY(const User before, loadUser(connection, id));
        USHER_TRY(authorizeStatus(actor, access, before, builtInRoles()));
        if (before.status == status)
            return {};
        if (status == UserStatus::Disabled)
            USHER_TRY(requireAnotherOwner(connection, before));
        USHER_TRY(connection.run("UPDATE account SET status = ? WHERE id = ?", {toText(status), id}));
        const AuditAction action = status == UserStatus::Disabled ? AuditAction::UserDisabled : AuditAction::UserEnabled;
        return recordChange(connection, actor, action, before, m_clock.now());
    });
}

} // namespace usher
