// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "core/store/connections.h"

namespace usher {

/// Sign-outs go into the audit log.
class SqlSessionLog final : public SessionLog
{
public:
    explicit SqlSessionLog(Connections &connections) : m_connections(connections) {}

    [[nodiscard]] Result<void> recordSignOut(const Actor &actor, const UserId &user, SignOutReach reach, TimePoint now) override;

private:
    Connections &m_connections;
};

} // namespace usher
