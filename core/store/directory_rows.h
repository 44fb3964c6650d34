// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/access.h"
#include "core/directory/directory.h"
#include "core/store/connection.h"

namespace usher {

[[nodiscard]] QString toText(DirectoryKind kind); ///< `real`, `sandbox`
[[nodiscard]] std::optional<DirectoryKind> directoryKindFromText(QStringView text);

[[nodiscard]] Result<DirectoryKind> loadKind(Connection &connection);
[[nodiscard]] Result<std::vector<Pool>> loadPools(Connection &connection);

/// Nothing where there is no such person.
[[nodiscard]] Result<std::optional<User>> findUser(Connection &connection, const UserId &id);
/// Error: NotFound.
[[nodiscard]] Result<User> loadUser(Connection &connection, const UserId &id);
[[nodiscard]] Result<std::optional<UserId>> findByIdentity(Connection &connection, const IdentityKey &key);
[[nodiscard]] Result<std::optional<UserId>> findByMail(Connection &connection, const QString &mail);

/// Writes a new person with identities, pools and roles.
[[nodiscard]] Result<void> insertUser(Connection &connection, const User &user);
/// Writes profile, status and last sign-in of a known one, and nothing else (JIT rules 6 and 7); its revision is the caller's.
[[nodiscard]] Result<void> updateAccount(Connection &connection, const User &user);

/// Their direct roles and their pools' roles, as the rows are now.
[[nodiscard]] Result<EffectiveAccess> accessOf(Connection &connection, const User &user);
/// Whether somebody can administer everything here; until then it is the first start.
[[nodiscard]] Result<bool> anyActiveOwner(Connection &connection);

/// An actor's: a person's own; the first start's, while there is no active owner; nobody else has any.
[[nodiscard]] Result<EffectiveAccess> accessOf(Connection &connection, const Actor &actor);
/// authorize(), by accessOf(). Error: Forbidden.
[[nodiscard]] Result<void> requirePermission(Connection &connection, const Actor &actor, Permission permission);

} // namespace usher
