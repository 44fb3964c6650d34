// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/store/connections.h"

namespace usher {

/// People, pools and roles on a database.
class SqlDirectory final : public Directory
{
public:
    SqlDirectory(Connections &connections, const Clock &clock) : m_connections(connections), m_clock(clock) {}

    [[nodiscard]] Result<DirectoryKind> kind() override;
    [[nodiscard]] Result<UserPage> users(const Actor &actor, const UserQuery &query) override;
    [[nodiscard]] Result<UserCounts> counts(const Actor &actor) override;
    [[nodiscard]] Result<User> user(const Actor &actor, const UserId &id) override;
    [[nodiscard]] Result<std::vector<Pool>> pools() override;
    [[nodiscard]] Result<std::vector<Role>> roles() override;
    [[nodiscard]] Result<EffectiveAccess> access(const Actor &actor, const UserId &id) override;

    [[nodiscard]] Result<void> grantRole(const Actor &actor, const UserId &id, const RoleId &role) override;
    [[nodiscard]] Result<void> revokeRole(const Actor &actor, const UserId &id, const RoleId &role) override;
    [[nodiscard]] Result<void> setStatus(const Actor &actor, const UserId &id, UserStatus status) override;

private:
    Connections &m_connections;
    const Clock &m_clock;
};

} // namespace usher
