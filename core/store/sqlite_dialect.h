// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/connection.h"

#include <QString>

/// What is SQLite's own, and nobody else's in this folder.
namespace usher::sqlite {

/// Takes the write lock at once: a transaction that reads first and writes later could fail half way (SQLITE_BUSY_SNAPSHOT).
inline constexpr auto beginWrite = "BEGIN IMMEDIATE";
inline constexpr auto beginRead = "BEGIN";

/// A URI that never makes a file (uri.html, mode=rw).
[[nodiscard]] QString databaseName(const QString &path);
[[nodiscard]] QString connectOptions();

/// \param native  an extended result code, as decimal digits (rescode.html)
[[nodiscard]] ErrorCode errorCode(const QString &native);

/// Writes the mark that recognise() looks for; inside the transaction that makes the directory.
[[nodiscard]] Result<void> mark(Connection &connection);
/// Errors: StoreNotUsher, StoreCorrupt (our mark, and nothing behind it). Writes nothing.
[[nodiscard]] Result<void> recognise(Connection &connection);

/// What each connection needs: foreign keys, full durability, no trust in the file's schema.
[[nodiscard]] Result<void> configure(Connection &connection);
/// Error besides: StoreUnopenable where the file system has no shared memory for it (wal.html, 4).
[[nodiscard]] Result<void> useWriteAheadLog(Connection &connection);

} // namespace usher::sqlite
