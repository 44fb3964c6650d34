// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include "core/base/log.h"
#include "core/store/sqlite_dialect.h"

#include <QSqlError>

namespace usher {

namespace {

/// The one place where Qt's SQL errors become ours.
Error toError(const QSqlError &error, const QString &path)
{
    return {sqlite::errorCode(error.nativeErrorCode()), path,
            QStringLiteral("SQLite %1: %2").arg(error.nativeErrorCode(), error.text())};
}

} // namespace

Connection::Connection(QString path)
    : m_path(std::move(path))
    // Qt keeps connections under names; this object's address is unique while it lives.
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("usher-%1").arg(quintptr(this), 0, 16)))
{
}

Connection::~Connection()
{
    const QString name = m_database.connectionName();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &path)
{
    std::unique_ptr<Connection> connection(new Connection(path));
    QSqlDatabase &database = connection->m_database;
    if (!database.isValid())
        return fail(ErrorCode::StoreUnopenable, path, QStringLiteral("Qt's driver for SQLite is not installed"));
    database.setDatabaseName(sqlite::databaseName(path));
    database.setConnectOptions(sqlite::connectOptions());
    if (!database.open())
        return std::unexpected(toError(database.lastError(), path));
    return connection;
}

Result<QSqlQuery> Connection::executed(QByteArrayView sql, const Values &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (query.prepare(QString::fromUtf8(sql))) {
        for (const Value &value : values)
            query.addBindValue(value.variant());
        query.exec();
    }
    USHER_TRY(checked(query));
    return query;
}

Result<void> Connection::checked(const QSqlQuery &query) const
{
    const QSqlError error = query.lastError();
    if (error.isValid())
        return std::unexpected(toError(error, m_path));
    return {};
}

Result<int> Connection::run(QByteArrayView sql, const Values &values)
{
    USHER_TRY(const QSqlQuery query, executed(sql, values));
    return query.numRowsAffected();
}

Result<bool> Connection::any(QByteArrayView sql, const Values &values)
{
    USHER_TRY(const auto row, first(sql, values, [](const Row &) { return true; }));
    return row.has_value();
}

Result<qint64> Connection::number(QByteArrayView sql, const Values &values)
{
    USHER_TRY(const auto row, first(sql, values, [](const Row &found) { return found.number(0); }));
    if (!row)
        return fail(ErrorCode::StoreCorrupt, m_path, QStringLiteral("no row where there is always one"));
    return *row;
}

Result<void> begin(Connection &connection, Access access)
{
    USHER_TRY(connection.run(access == Access::Write ? sqlite::beginWrite : sqlite::beginRead));
    return {};
}

Result<void> commit(Connection &connection)
{
    const Result<int> done = connection.run("COMMIT");
    if (done)
        return {};
    rollBack(connection);
    return std::unexpected(done.error());
}

void rollBack(Connection &connection)
{
    // SQLite has rolled back by itself after some errors (lang_transaction.html, 3); then this one says so and means nothing.
    if (const Result<int> done = connection.run("ROLLBACK"); !done)
        qCDebug(logStore) << "rollback:" << done.error().detail;
}

} // namespace usher
