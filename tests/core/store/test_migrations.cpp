// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "tests/core/store/store_fixture.h"

#include <QFile>

using namespace usher;
using namespace usher::test;

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        QFile file(fixture->address.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        connection = fixture->raw();
    }

    void cleanup()
    {
        connection.reset();
        fixture.reset();
    }

    void areCompiledInAndNumberedWithoutGaps()
    {
        const std::vector<Migration> migrations = must(compiledMigrations());
        QVERIFY(!migrations.empty());
        for (size_t i = 0; i < migrations.size(); ++i) {
            QCOMPARE(migrations[i].version, qint64(i + 1));
            QVERIFY(!migrations[i].name.isEmpty());
            QVERIFY(!migrations[i].portable.isEmpty());
        }
        QVERIFY(migrations.front().dialect.contains("CREATE TRIGGER"));
    }

    void portablePartsUseNothingOfSqlites()
    {
        for (const Migration &migration : must(compiledMigrations())) {
            for (const char *word :
                 {"AUTOINCREMENT", "WITHOUT ROWID", "TRIGGER", "PRAGMA", "INTEGER PRIMARY KEY", "STRICT", "DATETIME", "BLOB"})
                QVERIFY2(!migration.portable.toUpper().contains(word), word);
        }
    }

    void bringAnOlderDirectoryUpToDate()
    {
        std::vector<Migration> migrations = must(compiledMigrations());
        must(migrated(migrations));
        QCOMPARE(must(schemaVersion(*connection)), migrations.back().version);
        must(connection->run("INSERT INTO pool (id, name, is_default) VALUES ('kept', 'Kept', 1)"));

        const qint64 next = migrations.back().version + 1;
        migrations.push_back({next,
                              QStringLiteral("later"),
                              "-- a comment\n\nALTER TABLE pool ADD COLUMN note TEXT\n\nUPDATE pool SET note = 'x;y'",
                              {}});
        must(migrated(migrations));
        QCOMPARE(must(schemaVersion(*connection)), next);
        QCOMPARE(must(connection->first("SELECT note FROM pool WHERE id = 'kept'", {}, [](const Row &row) { return row.text(0); }))
                     .value(),
                 QStringLiteral("x;y"));
        must(migrated(migrations)); // and a second time does nothing
    }

    void failWholly()
    {
        std::vector<Migration> migrations = must(compiledMigrations());
        must(migrated(migrations));
        const qint64 version = migrations.back().version;
        migrations.push_back(
            {version + 1, QStringLiteral("broken"), "CREATE TABLE new_table (id TEXT)\n\nCREATE TABLE pool (id TEXT)", {}});
        COMPARE_ERROR(migrated(migrations), ErrorCode::StoreFailure);
        QVERIFY(!connection->hasTable(QStringLiteral("new_table")));
        QCOMPARE(must(schemaVersion(*connection)), version);
    }

    void refuseANewerDirectory()
    {
        const std::vector<Migration> migrations = must(compiledMigrations());
        must(migrated(migrations));
        COMPARE_ERROR(migrated({}), ErrorCode::StoreNewerVersion);
    }

private:
    [[nodiscard]] Result<void> migrated(const std::vector<Migration> &migrations)
    {
        return inTransaction(*connection, Access::Write,
                             [&](Connection &writer) { return migrate(writer, migrations, fixture->clock.now()); });
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Connection> connection;
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "test_migrations.moc"
