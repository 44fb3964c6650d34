// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/directory/user.h"

#include <QString>

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace usher {

/// The catalogue: each is checked by a command or decides what a screen shows.
enum class Permission {
    UsersView,
    UsersManage, ///< disable, enable
    RolesManage, ///< grant and take roles
    IdentityView,
    IdentityManage, ///< change the identity configuration
};
[[nodiscard]] std::span<const Permission> allPermissions();
[[nodiscard]] QString toText(Permission permission); ///< `users.view`
[[nodiscard]] std::optional<Permission> permissionFromText(QStringView text);

/// Built-in roles, fixed.
namespace roles {
inline const RoleId owner{QStringLiteral("owner")}; ///< everything; only an owner grants it
inline const RoleId administrator{QStringLiteral("administrator")};
inline const RoleId user{QStringLiteral("user")}; ///< what JIT gives: no administrative permission
} // namespace roles

struct Role
{
    RoleId id;
    QString name;
    std::set<Permission> permissions;

    bool operator==(const Role &) const = default;
};

/// The built-in roles with their permissions.
[[nodiscard]] const std::vector<Role> &builtInRoles();

struct Pool
{
    PoolId id;
    QString name;
    bool isDefault = false;
    std::vector<RoleId> roles; ///< conferred on members, scoped to this pool

    bool operator==(const Pool &) const = default;
};

/// One permission that a person has, and why (ux.md: "Manager, from pool Payments").
struct Grant
{
    Permission permission;
    RoleId role;
    std::optional<PoolId> pool; ///< the pool that confers it and bounds it; none: the whole organisation

    bool operator==(const Grant &) const = default;
};

/// What a person may do, each permission with every path that grants it.
struct EffectiveAccess
{
    std::vector<Grant> grants;

    /// For the whole organisation.
    [[nodiscard]] bool has(Permission permission) const;
    /// Of the whole organisation.
    [[nodiscard]] bool isOwner() const;
    /// Whether any administrative screen is theirs; else they see *My access* only.
    [[nodiscard]] bool isAdministrative() const { return !grants.empty(); }

    bool operator==(const EffectiveAccess &) const = default;
};

/// Rule 7 of JIT: direct roles for the organisation, pools' roles for those pools. A disabled person has none.
[[nodiscard]] EffectiveAccess effectiveAccess(const User &user, const std::vector<Pool> &pools, const std::vector<Role> &roles);

/// Who does something.
struct Actor
{
    enum class Kind {
        Person,      ///< signed in here; `person` says who
        Operator,    ///< the command line: whoever can open the store is an owner
        Provisioner, ///< JIT itself, on behalf of the person who signs in
        Setup,       ///< the first start: an owner while there is none, and nobody afterwards
    };

    Kind kind = Kind::Person;
    UserId person; ///< for Kind::Person
    QString name;  ///< as the audit log shows it: `operator:ana`

    [[nodiscard]] static Actor operatorNamed(const QString &osUser)
    {
        return {Kind::Operator, {}, QStringLiteral("operator:") + osUser};
    }
    [[nodiscard]] static Actor personNamed(UserId id, QString name) { return {Kind::Person, std::move(id), std::move(name)}; }
    /// `Ana Silva <ana@contoso.com>`: a display name alone could be somebody else's, or `operator:root`.
    [[nodiscard]] static Actor of(const User &user);
    [[nodiscard]] static Actor provisioner() { return {Kind::Provisioner, {}, QStringLiteral("saml-jit")}; }
    [[nodiscard]] static Actor setup() { return {Kind::Setup, {}, QStringLiteral("setup")}; }

    bool operator==(const Actor &) const = default;
};

/// What the first start may do while there is no owner: everything.
[[nodiscard]] EffectiveAccess ownerAccess();

/// The one access decision. \p access is what the store found for the actor *inside* the transaction that changes
/// something, so that a disabled person is refused at the next action. Error: Forbidden.
[[nodiscard]] Result<void> authorize(const Actor &actor, const EffectiveAccess &access, Permission permission);

/// For what owners keep to themselves, whatever permissions others have. Error: Forbidden.
[[nodiscard]] Result<void> authorizeOwner(const Actor &actor, const EffectiveAccess &access);

/// May \p actor give \p role to somebody? Needs roles.manage; only an owner grants Owner; nobody grants what they
/// don't have. Error: Forbidden.
[[nodiscard]] Result<void> authorizeGrant(const Actor &actor, const EffectiveAccess &access, const Role &role);

/// May \p actor disable or enable \p person? Needs users.manage, and authority over each of their direct \p roles: else an
/// administrator could shut the owners out. Error: Forbidden.
[[nodiscard]] Result<void> authorizeStatus(const Actor &actor, const EffectiveAccess &access, const User &person,
                                           const std::vector<Role> &roles);

} // namespace usher
