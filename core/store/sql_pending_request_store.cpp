// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_pending_request_store.h"

namespace usher {

Result<void> SqlPendingRequestStore::add(const PendingRequest &request)
{
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(connection.run("INSERT INTO pending_request (id, relay_state, created_at, expires_at) VALUES (?, ?, ?, ?)",
                                 {request.id, request.relayState, request.createdAt, request.expiresAt}));
        return {};
    });
}

Result<PendingRequest> SqlPendingRequestStore::find(const QString &id)
{
    const auto requestOf = [](const Row &row) { return PendingRequest{row.text(0), row.text(1), row.time(2), row.time(3)}; };
    USHER_TRY(const auto found, m_connections.read([&](Connection &connection) {
        return connection.first("SELECT id, relay_state, created_at, expires_at FROM pending_request WHERE id = ?", {id},
                                requestOf);
    }));
    if (!found)
        return fail(ErrorCode::RequestUnknown);
    return *found;
}

} // namespace usher
