// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_session_log.h"

#include "core/base/text_table.h"
#include "core/store/audit_trail.h"

namespace usher {

namespace {

constexpr TextTable<SignOutReach, 2> reachTexts{{
    {SignOutReach::Portal, u"portal"},
    {SignOutReach::Provider, u"provider"},
}};

} // namespace

Result<void> SqlSessionLog::recordSignOut(const Actor &actor, const UserId &user, SignOutReach reach, TimePoint now)
{
    return m_connections.write([&](Connection &connection) {
        return append(connection, {.at = now,
                                   .actor = actor.name,
                                   .action = AuditAction::UserSignedOut,
                                   .target = user.text(),
                                   .before = {},
                                   .after = {{QStringLiteral("reach"), textOf(reachTexts, reach)}}});
    });
}

} // namespace usher
