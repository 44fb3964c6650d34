// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

/// A static library's resources are linked only where they are named (Q_INIT_RESOURCE, outside any namespace).
static void linkSqlResource()
{
    Q_INIT_RESOURCE(sql);
}

namespace usher {

namespace {

Result<QByteArray> textOf(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, name, file.errorString());
    return file.readAll();
}

/// Statements are parted by an empty line, so that a trigger's semicolons need no parser. Drivers take one at a time.
QByteArrayList statements(const QByteArray &script)
{
    QByteArrayList found;
    QByteArray statement;
    for (const QByteArray &line : (script + '\n').split('\n')) {
        if (line.startsWith("--"))
            continue;
        if (!line.trimmed().isEmpty()) {
            statement += line + '\n';
        } else if (!statement.isEmpty()) {
            found.append(statement);
            statement.clear();
        }
    }
    return found;
}

Result<void> apply(Connection &connection, const Migration &migration, TimePoint now)
{
    for (const QByteArray &statement : statements(migration.portable) + statements(migration.dialect))
        USHER_TRY(connection.run(statement));
    USHER_TRY(connection.run("INSERT INTO schema_migration (version, name, applied_at) VALUES (?, ?, ?)",
                             {migration.version, migration.name, now}));
    return {};
}

} // namespace

Result<std::vector<Migration>> compiledMigrations()
{
    linkSqlResource();
    static const QRegularExpression pattern(QStringLiteral("\\A([0-9]{4})_([a-z_]+)\\.sql\\z"));
    const QDir folder(QStringLiteral(":/sql"));
    std::vector<Migration> migrations;
    for (const QString &file : folder.entryList(QDir::Files, QDir::Name)) {
        const QRegularExpressionMatch match = pattern.match(file);
        if (!match.hasMatch())
            continue; // the dialect's part of another
        const QString portable = folder.filePath(file);
        const QString dialect = portable.chopped(3) + QStringLiteral("sqlite.sql");
        Migration migration{match.captured(1).toLongLong(), match.captured(2), {}, {}};
        USHER_TRY(migration.portable, textOf(portable));
        if (QFile::exists(dialect)) {
            USHER_TRY(migration.dialect, textOf(dialect));
        }
        migrations.push_back(std::move(migration));
    }
    return migrations;
}

Result<qint64> schemaVersion(Connection &connection)
{
    if (!connection.hasTable(QStringLiteral("schema_migration")))
        return 0;
    return connection.number("SELECT COALESCE(MAX(version), 0) FROM schema_migration");
}

Result<void> migrate(Connection &connection, std::span<const Migration> migrations, TimePoint now)
{
    USHER_TRY(const qint64 found, schemaVersion(connection));
    const qint64 newest = migrations.empty() ? 0 : migrations.back().version;
    if (found > newest)
        return fail(ErrorCode::StoreNewerVersion, connection.path(),
                    QStringLiteral("schema %1, known up to %2").arg(found).arg(newest));
    for (const Migration &migration : migrations) {
        if (migration.version > found)
            USHER_TRY(apply(connection, migration, now));
    }
    return {};
}

} // namespace usher
