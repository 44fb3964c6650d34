// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_dialect.h"

#include <QUrl>

namespace usher::sqlite {

namespace {

/// Rcodes that matter here (rescode.html); the low byte is the primary code, the rest says more.
enum ResultCode {
    Perm = 3,
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADatabase = 26,
    IoErrorShmSize = IoError | (19 << 8), // the index of the write-ahead log could not grow: no space
};

constexpr qint64 applicationId = 0x55736872; // "Ushr" (pragma.html#pragma_application_id)

} // namespace

QString databaseName(const QString &path)
{
    return QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded) + QStringLiteral("?mode=rw");
}

QString connectOptions()
{
    // Ten seconds: other portals' transactions take milliseconds, a checkpoint on a slow disk can take one or two.
    return QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=10000");
}

ErrorCode errorCode(const QString &native)
{
    const int code = native.toInt();
    if (code == IoErrorShmSize)
        return ErrorCode::StoreFull;
    switch (code & 0xff) {
    case Busy:
    case Locked:
        return ErrorCode::StoreBusy;
    case Perm:
    case ReadOnly:
        return ErrorCode::StoreReadOnly;
    case Full:
        return ErrorCode::StoreFull;
    case Corrupt:
        return ErrorCode::StoreCorrupt;
    case CantOpen:
        return ErrorCode::StoreUnopenable;
    case NotADatabase:
        return ErrorCode::StoreNotUsher;
    default:
        return ErrorCode::StoreFailure;
    }
}

Result<void> mark(Connection &connection)
{
    USHER_TRY(connection.run("PRAGMA application_id = " + QByteArray::number(applicationId)));
    return {};
}

Result<void> recognise(Connection &connection)
{
    USHER_TRY(const qint64 found, connection.number("PRAGMA application_id"));
    if (found != applicationId)
        return fail(ErrorCode::StoreNotUsher, connection.path(), QStringLiteral("application_id %1").arg(found));
    if (!connection.hasTable(QStringLiteral("schema_migration")))
        return fail(ErrorCode::StoreCorrupt, connection.path(), QStringLiteral("marked as a directory, but without its tables"));
    return {};
}

Result<void> configure(Connection &connection)
{
    USHER_TRY(connection.run("PRAGMA foreign_keys = ON"));
    USHER_TRY(connection.run("PRAGMA synchronous = FULL"));
    USHER_TRY(connection.run("PRAGMA trusted_schema = OFF"));
    return {};
}

Result<void> useWriteAheadLog(Connection &connection)
{
    USHER_TRY(const auto mode, connection.first("PRAGMA journal_mode = WAL", {}, [](const Row &row) { return row.text(0); }));
    if (mode != QStringLiteral("wal"))
        return fail(ErrorCode::StoreUnopenable, connection.path(), QStringLiteral("no write-ahead log on this file system"));
    return {};
}

} // namespace usher::sqlite
