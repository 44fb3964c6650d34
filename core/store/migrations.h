// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <QByteArray>

#include <span>

namespace usher {

/// One step of the schema: `resources/sql/0001_directory.sql` and its SQLite-only part beside.
struct Migration
{
    qint64 version = 0;
    QString name; ///< `directory`
    QByteArray portable;
    QByteArray dialect;
};

/// Those compiled in, in order.
[[nodiscard]] Result<std::vector<Migration>> compiledMigrations();

/// What the directory has; 0 for none.
[[nodiscard]] Result<qint64> schemaVersion(Connection &connection);

/// Applies what is missing; inside a transaction, so that all of it or nothing happens.
/// Error besides a statement's: StoreNewerVersion.
[[nodiscard]] Result<void> migrate(Connection &connection, std::span<const Migration> migrations, TimePoint now);

} // namespace usher
