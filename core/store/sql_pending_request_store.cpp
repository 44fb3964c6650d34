// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_pending_request_store.h"

namespace usher {

namespace {

/// An expired request stays a day, so that an answer that comes too late is told so.
constexpr std::chrono::hours sweptAfter{24};

} // namespace

Result<void> SqlPendingRequestStore::add(const PendingRequest &request)
{
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(connection.run("DELETE FROM pending_request WHERE expires_at <= ?", {request.createdAt - sweptAfter}));
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
