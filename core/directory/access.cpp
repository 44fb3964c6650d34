// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/directory/access.h"

#include "core/base/text_table.h"

#include <algorithm>

namespace usher {

namespace {

constexpr TextTable<Permission, 5> permissionTexts{{
    {Permission::UsersView, u"users.view"},
    {Permission::UsersManage, u"users.manage"},
    {Permission::RolesManage, u"roles.manage"},
    {Permission::IdentityView, u"identity.view"},
    {Permission::IdentityManage, u"identity.manage"},
}};

constexpr std::array everyPermission{Permission::UsersView, Permission::UsersManage, Permission::RolesManage,
                                     Permission::IdentityView, Permission::IdentityManage};
static_assert(everyPermission.size() == permissionTexts.size());

std::set<Permission> permissionsOf(const Role &role)
{
    // Whatever a store knows of it: the owner has everything, permissions of later versions included.
    if (role.id == roles::owner)
        return {everyPermission.begin(), everyPermission.end()};
    return role.permissions;
}

/// One role that a person has, and the pool that confers it.
struct Conferral
{
    const Role *role;
    std::optional<PoolId> pool;
};

/// Every role of \p user that exists, direct ones first. One that nobody knows confers nothing.
std::vector<Conferral> conferrals(const User &user, const std::vector<Pool> &pools, const std::vector<Role> &roles)
{
    std::vector<Conferral> found;
    const auto add = [&](const std::vector<RoleId> &ids, const std::optional<PoolId> &pool) {
        for (const RoleId &id : ids) {
            if (const auto role = std::ranges::find(roles, id, &Role::id); role != roles.end())
                found.push_back({&*role, pool});
        }
    };
    add(user.roles, std::nullopt);
    for (const Pool &pool : pools) {
        if (std::ranges::find(user.pools, pool.id) != user.pools.end())
            add(pool.roles, pool.id);
    }
    return found;
}

/// Nobody has authority over a role that has more than they have, and over owners only owners have.
Result<void> requireAuthorityOver(const Actor &actor, const EffectiveAccess &access, const Role &role)
{
    if (actor.kind == Actor::Kind::Operator)
        return {};
    if (role.id == roles::owner && !access.isOwner())
        return fail(ErrorCode::Forbidden, role.name);
    for (const Permission permission : permissionsOf(role))
        USHER_TRY(authorize(actor, access, permission));
    return {};
}

} // namespace

std::span<const Permission> allPermissions()
{
    return everyPermission;
}

QString toText(Permission permission)
{
    return textOf(permissionTexts, permission);
}

std::optional<Permission> permissionFromText(QStringView text)
{
    return valueOf(permissionTexts, text);
}

const std::vector<Role> &builtInRoles()
{
    // Names are plain English here; core/explain has them in the reader's language. The administrator does not change the
    // identity configuration: who chooses the provider can sign in as anybody, owners included.
    static const std::vector<Role> all{
        {roles::owner, QStringLiteral("Owner"), {everyPermission.begin(), everyPermission.end()}},
        {roles::administrator,
         QStringLiteral("Administrator"),
         {Permission::UsersView, Permission::UsersManage, Permission::RolesManage, Permission::IdentityView}},
        {roles::user, QStringLiteral("User"), {}},
    };
    return all;
}

bool EffectiveAccess::has(Permission permission) const
{
    return std::ranges::any_of(grants, [&](const Grant &grant) { return grant.permission == permission && !grant.pool; });
}

EffectiveAccess effectiveAccess(const User &user, const std::vector<Pool> &pools, const std::vector<Role> &roles)
{
    EffectiveAccess access;
    if (user.status != UserStatus::Active)
        return access;
    const std::vector<Conferral> all = conferrals(user, pools, roles);
    for (const Permission permission : everyPermission) {
        for (const Conferral &conferral : all) {
            const Grant grant{permission, conferral.role->id, conferral.pool};
            if (permissionsOf(*conferral.role).contains(permission) &&
                std::ranges::find(access.grants, grant) == access.grants.end())
                access.grants.push_back(grant);
        }
    }
    return access;
}

bool EffectiveAccess::isOwner() const
{
    return std::ranges::any_of(grants, [](const Grant &grant) { return grant.role == roles::owner && !grant.pool; });
}

Actor Actor::of(const User &user)
{
    const Profile &profile = user.profile;
    QString account = profile.userName.isEmpty() ? profile.mail : profile.userName;
    if (account.isEmpty())
        account = user.id.text();
    return personNamed(user.id, QStringLiteral("%1 <%2>").arg(profile.bestName(), account));
}

EffectiveAccess ownerAccess()
{
    User owner;
    owner.roles = {roles::owner};
    return effectiveAccess(owner, {}, builtInRoles());
}

Result<void> authorize(const Actor &actor, const EffectiveAccess &access, Permission permission)
{
    switch (actor.kind) {
    case Actor::Kind::Operator:
        return {};
    case Actor::Kind::Person:
    case Actor::Kind::Setup:
        if (access.has(permission))
            return {};
        break;
    case Actor::Kind::Provisioner:
        break; // JIT writes accounts through its plan, and does nothing that needs a permission.
    }
    return fail(ErrorCode::Forbidden, toText(permission));
}

Result<void> authorizeOwner(const Actor &actor, const EffectiveAccess &access)
{
    if (actor.kind == Actor::Kind::Operator || access.isOwner())
        return {};
    return fail(ErrorCode::Forbidden, roles::owner.text());
}

Result<void> authorizeGrant(const Actor &actor, const EffectiveAccess &access, const Role &role)
{
    // JIT rule 5: what provisioning gives is a user's role, without any administrative permission.
    if (actor.kind == Actor::Kind::Provisioner)
        return permissionsOf(role).empty() ? Result<void>() : fail(ErrorCode::Forbidden, role.name);
    USHER_TRY(authorize(actor, access, Permission::RolesManage));
    return requireAuthorityOver(actor, access, role);
}

Result<void> authorizeStatus(const Actor &actor, const EffectiveAccess &access, const User &person, const std::vector<Role> &roles)
{
    USHER_TRY(authorize(actor, access, Permission::UsersManage));
    for (const Role &role : roles) {
        if (std::ranges::find(person.roles, role.id) != person.roles.end())
            USHER_TRY(requireAuthorityOver(actor, access, role));
    }
    return {};
}

} // namespace usher
