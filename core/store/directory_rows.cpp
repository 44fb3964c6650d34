// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/directory_rows.h"

#include "core/base/text_table.h"

#include <algorithm>

namespace usher {

namespace {

constexpr TextTable<DirectoryKind, 2> kindTexts{{
    {DirectoryKind::Real, u"real"},
    {DirectoryKind::Sandbox, u"sandbox"},
}};

template<typename Id>
Id idOf(const Row &row)
{
    return Id(row.text(0));
}

Result<User> userOf(const Row &row)
{
    User user;
    user.id = UserId(row.text(0));
    user.profile = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
    USHER_TRY(user.origin, meaning(originFromText(row.text(6)), row.text(6)));
    USHER_TRY(user.status, meaning(userStatusFromText(row.text(7)), row.text(7)));
    user.createdAt = row.time(8);
    user.lastSignIn = row.timeIfAny(9);
    user.revision = int(row.number(10));
    return user;
}

Result<IdentityKey> identityOf(const Row &row)
{
    USHER_TRY(const IdentityKey::Kind kind, meaning(identityKeyKindFromText(row.text(0)), row.text(0)));
    return IdentityKey{kind, row.text(1), row.text(2)};
}

} // namespace

QString toText(DirectoryKind kind)
{
    return textOf(kindTexts, kind);
}

std::optional<DirectoryKind> directoryKindFromText(QStringView text)
{
    return valueOf(kindTexts, text);
}

Result<DirectoryKind> loadKind(Connection &connection)
{
    USHER_TRY(const auto kind, connection.first("SELECT kind FROM directory", {}, [](const Row &row) {
        return meaning(directoryKindFromText(row.text(0)), row.text(0));
    }));
    if (!kind)
        return fail(ErrorCode::StoreCorrupt, connection.path(), QStringLiteral("the directory has lost its first row"));
    return *kind;
}

Result<std::vector<Pool>> loadPools(Connection &connection)
{
    USHER_TRY(std::vector<Pool> pools,
              connection.all("SELECT id, name, is_default FROM pool ORDER BY name, id", {},
                             [](const Row &row) { return Pool{PoolId(row.text(0)), row.text(1), row.number(2) != 0, {}}; }));
    for (Pool &pool : pools) {
        USHER_TRY(pool.roles,
                  connection.all("SELECT role_id FROM pool_role WHERE pool_id = ? ORDER BY role_id", {pool.id}, idOf<RoleId>));
    }
    return pools;
}

Result<std::optional<User>> findUser(Connection &connection, const UserId &id)
{
    USHER_TRY(std::optional<User> user,
              connection.first("SELECT id, display_name, first_name, last_name, mail, user_name, origin, status, created_at, "
                               "last_sign_in_at, revision FROM account WHERE id = ?",
                               {id}, userOf));
    if (!user)
        return user;
    USHER_TRY(user->identities, connection.all("SELECT kind, authority, subject FROM identity_link WHERE account_id = ? "
                                               "ORDER BY kind, authority, subject",
                                               {id}, identityOf));
    USHER_TRY(user->pools,
              connection.all("SELECT pool_id FROM pool_member WHERE account_id = ? ORDER BY pool_id", {id}, idOf<PoolId>));
    USHER_TRY(user->roles,
              connection.all("SELECT role_id FROM account_role WHERE account_id = ? ORDER BY role_id", {id}, idOf<RoleId>));
    return user;
}

Result<User> loadUser(Connection &connection, const UserId &id)
{
    USHER_TRY(std::optional<User> user, findUser(connection, id));
    if (!user)
        return fail(ErrorCode::NotFound, id.text());
    return *std::move(user);
}

Result<std::optional<UserId>> findByIdentity(Connection &connection, const IdentityKey &key)
{
    return connection.first("SELECT account_id FROM identity_link WHERE kind = ? AND authority = ? AND subject = ?",
                            {toText(key.kind), key.authority, key.subject}, idOf<UserId>);
}

Result<std::optional<UserId>> findByMail(Connection &connection, const QString &mail)
{
    if (mail.isEmpty())
        return std::nullopt;
    return connection.first("SELECT id FROM account WHERE mail_folded = ?", {mail.toCaseFolded()}, idOf<UserId>);
}

Result<void> insertUser(Connection &connection, const User &user)
{
    const Profile &profile = user.profile;
    USHER_TRY(connection.run(
        "INSERT INTO account (id, display_name, first_name, last_name, mail, user_name, best_name_folded, mail_folded, "
        "user_name_folded, origin, status, created_at, last_sign_in_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)",
        {user.id, profile.displayName, profile.firstName, profile.lastName, profile.mail, profile.userName,
         profile.bestName().toCaseFolded(), profile.mail.toCaseFolded(), profile.userName.toCaseFolded(), toText(user.origin),
         toText(user.status), user.createdAt, user.lastSignIn, user.revision}));
    for (const IdentityKey &key : user.identities) {
        USHER_TRY(connection.run("INSERT INTO identity_link (kind, authority, subject, account_id) VALUES (?, ?, ?, ?)",
                                 {toText(key.kind), key.authority, key.subject, user.id}));
    }
    for (const PoolId &pool : user.pools)
        USHER_TRY(connection.run("INSERT INTO pool_member (account_id, pool_id) VALUES (?, ?)", {user.id, pool}));
    for (const RoleId &role : user.roles)
        USHER_TRY(connection.run("INSERT INTO account_role (account_id, role_id) VALUES (?, ?)", {user.id, role}));
    return {};
}

Result<void> updateAccount(Connection &connection, const User &user)
{
    const Profile &profile = user.profile;
    USHER_TRY(connection.run(
        "UPDATE account SET display_name = ?, first_name = ?, last_name = ?, mail = ?, user_name = ?, best_name_folded = ?, "
        "mail_folded = ?, user_name_folded = ?, status = ?, last_sign_in_at = ?, revision = ? WHERE id = ?",
        {profile.displayName, profile.firstName, profile.lastName, profile.mail, profile.userName,
         profile.bestName().toCaseFolded(), profile.mail.toCaseFolded(), profile.userName.toCaseFolded(), toText(user.status),
         user.lastSignIn, user.revision, user.id}));
    return {};
}

Result<EffectiveAccess> accessOf(Connection &connection, const User &user)
{
    USHER_TRY(const std::vector<Pool> pools, loadPools(connection));
    return effectiveAccess(user, pools, builtInRoles());
}

Result<bool> anyActiveOwner(Connection &connection)
{
    return connection.any("SELECT 1 FROM account JOIN account_role ON account_id = id WHERE role_id = ? AND status = ?",
                          {roles::owner, toText(UserStatus::Active)});
}

Result<EffectiveAccess> accessOf(Connection &connection, const Actor &actor)
{
    if (actor.kind == Actor::Kind::Setup) {
        USHER_TRY(const bool over, anyActiveOwner(connection));
        return over ? EffectiveAccess{} : ownerAccess();
    }
    if (actor.kind != Actor::Kind::Person)
        return EffectiveAccess{};
    USHER_TRY(const std::optional<User> user, findUser(connection, actor.person));
    return user ? accessOf(connection, *user) : EffectiveAccess{};
}

Result<void> requirePermission(Connection &connection, const Actor &actor, Permission permission)
{
    USHER_TRY(const EffectiveAccess access, accessOf(connection, actor));
    return authorize(actor, access, permission);
}

} // namespace usher
