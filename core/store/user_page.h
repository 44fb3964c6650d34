// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/store/connection.h"

namespace usher {

/// The statement behind a page; apart, so that a test can ask which index it takes.
struct PageStatement
{
    QByteArray sql;
    Values values;
};
[[nodiscard]] PageStatement pageStatement(const UserQuery &query, int limit);

/// One page of the Users table: searched, sorted and cut in the database, by its indices.
[[nodiscard]] Result<UserPage> loadUserPage(Connection &connection, const UserQuery &query);
[[nodiscard]] Result<UserCounts> loadUserCounts(Connection &connection);

} // namespace usher
