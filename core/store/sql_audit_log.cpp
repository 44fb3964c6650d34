// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_audit_log.h"

#include <limits>

namespace usher {

namespace {

Result<AuditRecord> recordOf(const Row &row)
{
    AuditRecord record;
    record.sequence = row.number(0);
    record.at = row.time(1);
    record.actor = row.text(2);
    USHER_TRY(record.action, meaning(auditActionFromText(row.text(3)), row.text(3)));
    record.target = row.text(4);
    USHER_TRY(record.before, row.json(5));
    USHER_TRY(record.after, row.json(6));
    return record;
}

} // namespace

Result<std::vector<AuditRecord>> SqlAuditLog::records(qint64 before, int limit)
{
    const qint64 below = before > 0 ? before : std::numeric_limits<qint64>::max();
    return m_connections.read([&](Connection &connection) {
        return connection.all("SELECT sequence, at, actor, action, target, before_change, after_change FROM audit_record "
                              "WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
                              {below, std::max(limit, 0)}, recordOf);
    });
}

} // namespace usher
