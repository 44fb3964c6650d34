// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/store/connections.h"

namespace usher {

/// The audit log's rows, newest first.
class SqlAuditLog final : public AuditLog
{
public:
    explicit SqlAuditLog(Connections &connections) : m_connections(connections) {}

    [[nodiscard]] Result<std::vector<AuditRecord>> records(qint64 before, int limit) override;

private:
    Connections &m_connections;
};

} // namespace usher
