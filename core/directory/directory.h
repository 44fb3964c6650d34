// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/directory/access.h"
#include "core/directory/user.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace usher {

/// A directory is real or a sandbox's, from its first minute and for ever.
enum class DirectoryKind { Real, Sandbox };

/// One row of the Users table.
struct UserRow
{
    UserId id;
    QString name; ///< Profile::bestName()
    QString mail;
    QString userName;
    Origin origin = Origin::Manual;
    UserStatus status = UserStatus::Active;
    QStringList pools; ///< names
    QStringList roles; ///< names of direct roles
    std::optional<TimePoint> lastSignIn;

    bool operator==(const UserRow &) const = default;
};

enum class UserSort { Name, Mail, LastSignIn };

/// Where a page of rows begins: the sort value and id of the row before it (keyset paging).
struct UserCursor
{
    QString sortValue;
    UserId id;
};

struct UserQuery
{
    QString search; ///< part of name, mail or user name; empty for all
    UserSort sort = UserSort::Name;
    Qt::SortOrder order = Qt::AscendingOrder;
    std::optional<UserCursor> after;
    int limit = 100;
};

struct UserPage
{
    std::vector<UserRow> rows;
    std::optional<UserCursor> next; ///< nothing: that was the last page
};

struct UserCounts
{
    int all = 0;
    int samlJit = 0;
    int disabled = 0;

    bool operator==(const UserCounts &) const = default;
};

/// People, pools and roles. Implemented by core/store; every call touches the database, so never on the UI thread.
/// Reads need UsersView, but for one's own account; each command checks its permission inside its transaction and writes its
/// audit record there.
class Directory
{
public:
    virtual ~Directory() = default;

    [[nodiscard]] virtual Result<DirectoryKind> kind() = 0;
    [[nodiscard]] virtual Result<UserPage> users(const Actor &actor, const UserQuery &query) = 0;
    [[nodiscard]] virtual Result<UserCounts> counts(const Actor &actor) = 0;
    /// Error: NotFound.
    [[nodiscard]] virtual Result<User> user(const Actor &actor, const UserId &id) = 0;
    [[nodiscard]] virtual Result<std::vector<Pool>> pools() = 0;
    [[nodiscard]] virtual Result<std::vector<Role>> roles() = 0;
    /// What \p id may do, and why. For others than oneself needs UsersView.
    [[nodiscard]] virtual Result<EffectiveAccess> access(const Actor &actor, const UserId &id) = 0;

    /// Gives a direct role; granting what is there already changes nothing. Errors: NotFound, Forbidden.
    [[nodiscard]] virtual Result<void> grantRole(const Actor &actor, const UserId &id, const RoleId &role) = 0;
    /// Takes a direct role. Errors: NotFound, Forbidden, LastOwner, LastLocalOwner.
    [[nodiscard]] virtual Result<void> revokeRole(const Actor &actor, const UserId &id, const RoleId &role) = 0;
    /// Errors: NotFound, Forbidden (also over a role that the actor couldn't give), LastOwner, LastLocalOwner.
    [[nodiscard]] virtual Result<void> setStatus(const Actor &actor, const UserId &id, UserStatus status) = 0;
};

} // namespace usher
