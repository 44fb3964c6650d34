// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/new_directory.h"

#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"
#include "core/store/migrations.h"
#include "core/store/sql_configuration_store.h"
#include "core/store/sqlite_dialect.h"
#include "core/store/sqlite_file.h"

namespace usher {

namespace {

/// A port for private use (RFC 6335, 6), above those that Linux gives to connections by itself (32768 to 60999): 61440 to 65535.
int randomPort(Random &random)
{
    const QByteArray bytes = random.bytes(2);
    return 0xf000 | ((quint8(bytes[0]) << 8 | quint8(bytes[1])) & 0x0fff);
}

IdentityConfiguration firstConfiguration(Random &random)
{
    IdentityConfiguration configuration;
    configuration.serviceProvider = EntityId(QStringLiteral("urn:usher:") + random.uuid());
    configuration.assertionConsumerService = QUrl(QStringLiteral("http://localhost:%1/saml/acs").arg(randomPort(random)));
    return configuration;
}

Result<void> writeFirstRows(Connection &connection, DirectoryKind kind, TimePoint now, Random &random)
{
    const QString id = random.uuid();
    USHER_TRY(connection.run("INSERT INTO directory (id, kind, created_at) VALUES (?, ?, ?)", {id, toText(kind), now}));
    USHER_TRY(connection.run("INSERT INTO pool (id, name, is_default) VALUES (?, ?, 1)",
                             {QStringLiteral("default"), QStringLiteral("Default")}));
    USHER_TRY(insertConfiguration(connection, firstConfiguration(random)));
    return append(connection, {.at = now,
                               .actor = Actor::setup().name,
                               .action = AuditAction::DirectoryCreated,
                               .target = id,
                               .before = {},
                               .after = {{QStringLiteral("kind"), toText(kind)}}});
}

Result<void> fill(const QString &path, DirectoryKind kind, TimePoint now, Random &random)
{
    USHER_TRY(const std::vector<Migration> migrations, compiledMigrations());
    USHER_TRY(const auto connection, Connection::open(path));
    USHER_TRY(sqlite::configure(*connection));
    USHER_TRY(inTransaction(*connection, Access::Write, [&](Connection &writer) -> Result<void> {
        USHER_TRY(sqlite::mark(writer));
        USHER_TRY(migrate(writer, migrations, now));
        return writeFirstRows(writer, kind, now, random);
    }));
    // Last, and only read through: closing must not have anything left to copy into the file. Reading makes the log's index, so
    // that a disk without room for it is found out before anything is published.
    USHER_TRY(sqlite::useWriteAheadLog(*connection));
    USHER_TRY(loadKind(*connection));
    return {};
}

} // namespace

Result<void> createDirectory(const QString &path, DirectoryKind kind, const Clock &clock, Random &random)
{
    USHER_TRY(sqlite::NewFile file, sqlite::NewFile::create(path));
    if (Result<void> filled = fill(file.path(), kind, clock.now(), random); !filled) {
        filled.error().subject = path;
        return filled;
    }
    return file.publish();
}

} // namespace usher
