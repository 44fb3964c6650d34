// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connections.h"
#include "tests/core/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QThread>

#include <latch>
#include <thread>

using namespace usher;
using namespace usher::test;

namespace {

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("can't read %s", qPrintable(path));
    return file.readAll();
}

constexpr QFileDevice::Permissions anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                                                 QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

} // namespace

using Prepare = std::function<void(StoreFixture &)>;
Q_DECLARE_METATYPE(Prepare)

class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path"); // empty: refused
        QTest::newRow("absolute") << QStringLiteral("sqlite:/srv/usher/directory.sqlite")
                                  << QStringLiteral("/srv/usher/directory.sqlite");
        QTest::newRow("odd letters") << QStringLiteral("sqlite:/srv/ü n?#%.sqlite") << QStringLiteral("/srv/ü n?#%.sqlite");
        QTest::newRow("dots") << QStringLiteral("sqlite:/srv/x/../usher.sqlite") << QStringLiteral("/srv/usher.sqlite");
        QTest::newRow("relative") << QStringLiteral("sqlite:a.sqlite") << QDir::current().filePath(QStringLiteral("a.sqlite"));
        QTest::newRow("memory is a name like others")
            << QStringLiteral("sqlite::memory:") << QDir::current().filePath(QStringLiteral(":memory:"));
        QTest::newRow("no path") << QStringLiteral("sqlite:") << QString();
        QTest::newRow("a folder") << QStringLiteral("sqlite:/srv/") << QString();
        QTest::newRow("no scheme") << QStringLiteral("/srv/directory.sqlite") << QString();
        QTest::newRow("another database") << QStringLiteral("postgresql://ana@host/usher") << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("a NUL") << (QStringLiteral("sqlite:/srv/a") + QChar::Null + QStringLiteral("b")) << QString();
    }

    void readsAddresses()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, path);
        const Result<StoreAddress> address = StoreAddress::parse(text);
        if (path.isEmpty()) {
            COMPARE_ERROR(address, ErrorCode::StoreAddressInvalid);
            return;
        }
        VERIFY_OK(address);
        QCOMPARE(address->path, path);
        QVERIFY(StoreAddress::parse(address->toText()) == *address);
    }

    void repeatsNoPasswordOfAnAddressThatItRefuses()
    {
        const auto address = StoreAddress::parse(QStringLiteral("postgresql://ana:hunter2@host/usher"));
        COMPARE_ERROR(address, ErrorCode::StoreAddressInvalid);
        QVERIFY(!address.error().subject.contains(QStringLiteral("hunter2")));
        QVERIFY(!address.error().detail.contains(QStringLiteral("hunter2")));
    }

    void makesFolderAndFilesForTheirOwnerAlone()
    {
        StoreFixture fixture;
        fixture.address.path = fixture.folder.filePath(QStringLiteral("a/b/ü ?#%.sqlite"));
        const auto store = fixture.open();
        provisioned(*store, QStringLiteral("amira"), fixture);
        for (const char *name : {"a", "a/b", "a/b/ü ?#%.sqlite", "a/b/ü ?#%.sqlite-wal", "a/b/ü ?#%.sqlite-shm"}) {
            const QFileInfo file(fixture.folder.filePath(QString::fromUtf8(name)));
            QVERIFY2(file.exists(), name);
            QVERIFY2(!(file.permissions() & anybodyElse), name);
        }
        QCOMPARE(QDir(fixture.folder.filePath(QStringLiteral("a/b"))).entryList(QDir::Files).size(), 3);
    }

    void makesNothingWhereItMayNot()
    {
        StoreFixture fixture;
        fixture.address.path = fixture.folder.filePath(QStringLiteral("a/directory.sqlite"));
        const auto store = fixture.tryOpen(DirectoryKind::Real, WhenMissing::Fail);
        COMPARE_ERROR(store, ErrorCode::StoreUnopenable);
        QCOMPARE(store.error().subject, fixture.address.path);
        QVERIFY(QDir(fixture.folder.path()).isEmpty());
    }

    void aDirectoryIsOfItsKindForEver()
    {
        StoreFixture fixture;
        QVERIFY(must(must(fixture.tryOpen(DirectoryKind::Sandbox))->directory().kind()) == DirectoryKind::Sandbox);
        QVERIFY(must(must(fixture.tryOpen(DirectoryKind::Real))->directory().kind()) == DirectoryKind::Sandbox);
    }

    void aNewDirectoryHasADefaultPoolAndAConfigurationOfItsOwn()
    {
        StoreFixture fixture;
        const auto store = fixture.open();
        const std::vector<Pool> pools = must(store->directory().pools());
        QCOMPARE(pools.size(), size_t(1));
        QCOMPARE(pools.front().id.text(), QStringLiteral("default"));
        QVERIFY(pools.front().isDefault);
        QVERIFY(pools.front().roles.empty());
        QVERIFY(must(store->provisioning().defaultPool({})) == pools.front());
        QVERIFY(must(store->directory().roles()) == builtInRoles());

        const IdentityConfiguration configuration = must(store->configurations().load());
        QVERIFY(!configuration.provider);
        QVERIFY(configuration.method == ProvisioningMethod::Manual);
        QCOMPARE(configuration.version, 0);
        QVERIFY(configuration.serviceProvider.text().startsWith(QStringLiteral("urn:usher:")));
        const QUrl &replyUrl = configuration.assertionConsumerService;
        QCOMPARE(replyUrl.toString(), QStringLiteral("http://localhost:%1/saml/acs").arg(replyUrl.port()));
        QVERIFY(replyUrl.port() >= 61440 && replyUrl.port() <= 65535);
        VERIFY_OK(validate(configuration, DirectoryKind::Real));

        StoreFixture other(2);
        const IdentityConfiguration others = must(other.open()->configurations().load());
        QVERIFY(others.serviceProvider != configuration.serviceProvider);
        QVERIFY(others.assertionConsumerService != replyUrl);
    }

    void aNewDirectorysConfigurationIsKept()
    {
        StoreFixture fixture;
        const IdentityConfiguration first = must(fixture.open()->configurations().load());
        QVERIFY(must(fixture.open()->configurations().load()) == first);
    }

    void aNewDirectoryBeginsItsLog()
    {
        StoreFixture fixture;
        const std::vector<AuditRecord> records = must(fixture.open()->audit().records(0, 10));
        QCOMPARE(records.size(), size_t(1));
        QVERIFY(records.front().action == AuditAction::DirectoryCreated);
        QCOMPARE(records.front().sequence, qint64(1));
        QVERIFY(records.front().at == fixture.clock.now());
        QCOMPARE(records.front().after.value(QStringLiteral("kind")).toString(), QStringLiteral("real"));
    }

    void twoFirstStartsMakeOneDirectory()
    {
        for (int round = 0; round < 20; ++round) {
            StoreFixture fixture;
            std::latch start(2);
            EntityId found[2];
            const auto run = [&](EntityId &id) {
                start.arrive_and_wait();
                id = must(must(fixture.tryOpen())->configurations().load()).serviceProvider;
            };
            std::thread other([&] { run(found[0]); });
            run(found[1]);
            other.join();
            QVERIFY(found[0] == found[1]);
            QCOMPARE(QDir(fixture.folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("directory.sqlite")});
        }
    }

    void setsEachConnectionUp()
    {
        StoreFixture fixture;
        const auto store = fixture.open();
        Connections connections(fixture.address.path);
        const auto pragma = [&](const QByteArray &name) {
            return must(connections.read([&](Connection &connection) {
                return connection.first("PRAGMA " + name, {}, [](const Row &row) { return row.text(0); });
            }));
        };
        QCOMPARE(pragma("journal_mode").value(), QStringLiteral("wal"));
        QCOMPARE(pragma("foreign_keys").value(), QStringLiteral("1"));
        QCOMPARE(pragma("synchronous").value(), QStringLiteral("2")); // FULL
        QCOMPARE(pragma("trusted_schema").value(), QStringLiteral("0"));
        QCOMPARE(pragma("busy_timeout").value(), QStringLiteral("10000"));
        QCOMPARE(pragma("application_id").value(), QString::number(0x55736872));
    }

    void aReaderNeverWaitsForAWriter()
    {
        StoreFixture fixture;
        const auto store = fixture.open();
        const auto writer = fixture.raw();
        must(begin(*writer, Access::Write));
        must(writer->run("DELETE FROM pool"));
        QCOMPARE(must(store->directory().pools()).size(), size_t(1));
        rollBack(*writer);
    }

    void closesAConnectionWhenItsThreadEnds()
    {
        StoreFixture fixture;
        const auto store = fixture.open();
        const qsizetype before = QSqlDatabase::connectionNames().size();
        qsizetype during = 0;
        const auto use = [&] {
            must(store->directory().pools());
            during = QSqlDatabase::connectionNames().size();
        };

        std::thread foreign(use);
        foreign.join();
        QCOMPARE(during, before + 1);
        QCOMPARE(QSqlDatabase::connectionNames().size(), before);

        const std::unique_ptr<QThread> qts(QThread::create(use));
        qts->start();
        QVERIFY(qts->wait());
        QCOMPARE(during, before + 1);
        QCOMPARE(QSqlDatabase::connectionNames().size(), before);
    }

    void closesEveryConnectionWithItselfWhileThreadsLive()
    {
        StoreFixture fixture;
        auto store = fixture.open();
        std::latch used(4);
        std::latch gone(1);
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                must(store->directory().pools());
                used.count_down();
                gone.wait();
            });
        }
        used.wait();
        QCOMPARE(QSqlDatabase::connectionNames().size(), 5);
        store.reset();
        QCOMPARE(QSqlDatabase::connectionNames().size(), 0);
        QVERIFY(!QFile::exists(fixture.address.path + QStringLiteral("-wal"))); // SQLite takes it along with the last one
        gone.count_down();
        for (std::thread &thread : threads)
            thread.join();
    }

    void servesTheSameThreadWithSeveralStores()
    {
        StoreFixture one;
        StoreFixture two;
        auto first = one.open();
        auto second = must(two.tryOpen(DirectoryKind::Sandbox));
        QVERIFY(must(first->directory().kind()) == DirectoryKind::Real);
        first.reset();
        QVERIFY(must(second->directory().kind()) == DirectoryKind::Sandbox);
    }

    void refusesWhatItCantOpen_data()
    {
        QTest::addColumn<ErrorCode>("expected");
        QTest::addColumn<Prepare>("prepare");
        const auto row = [](const char *name, ErrorCode expected, const Prepare &prepare) {
            QTest::newRow(name) << expected << prepare;
        };

        row("garbage", ErrorCode::StoreNotUsher,
            [](StoreFixture &fixture) { writeFile(fixture.address.path, QByteArray("\x89PNG not a database ").repeated(500)); });
        row("an empty file", ErrorCode::StoreNotUsher, [](StoreFixture &fixture) { writeFile(fixture.address.path, {}); });
        row("somebody else's database", ErrorCode::StoreNotUsher, [](StoreFixture &fixture) {
            writeFile(fixture.address.path, {});
            must(fixture.raw()->run("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)"));
        });
        row("somebody else's, with a write-ahead log", ErrorCode::StoreNotUsher, [](StoreFixture &fixture) {
            writeFile(fixture.address.path, {});
            const auto raw = fixture.raw();
            must(raw->first("PRAGMA journal_mode = WAL", {}, [](const Row &found) { return found.text(0); }));
            must(raw->run("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)"));
        });
        row("our mark and nothing else", ErrorCode::StoreCorrupt, [](StoreFixture &fixture) {
            writeFile(fixture.address.path, {});
            must(fixture.raw()->run("PRAGMA application_id = 0x55736872"));
        });
        row("a newer version", ErrorCode::StoreNewerVersion, [](StoreFixture &fixture) {
            must(fixture.tryOpen());
            must(fixture.raw()->run("INSERT INTO schema_migration (version, name, applied_at) VALUES (9999, 'later', 0)"));
        });
        row("cut off", ErrorCode::StoreCorrupt, [](StoreFixture &fixture) {
            must(fixture.tryOpen());
            QVERIFY(QFile::resize(fixture.address.path, 10000));
        });
        row("written over", ErrorCode::StoreCorrupt, [](StoreFixture &fixture) {
            must(fixture.tryOpen());
            QByteArray bytes = readFile(fixture.address.path);
            bytes.replace(100, bytes.size() - 100, QByteArray(bytes.size() - 100, 'x'));
            writeFile(fixture.address.path, bytes);
        });
        row("a folder", ErrorCode::StoreUnopenable, [](StoreFixture &fixture) { QVERIFY(QDir().mkpath(fixture.address.path)); });
        row("below a file", ErrorCode::StoreUnopenable, [](StoreFixture &fixture) {
            writeFile(fixture.address.path, "x");
            fixture.address.path += QStringLiteral("/directory.sqlite");
        });
        row("a link to nowhere", ErrorCode::StoreUnopenable,
            [](StoreFixture &fixture) { QVERIFY(QFile::link(QStringLiteral("/nowhere/x.sqlite"), fixture.address.path)); });
    }

    void refusesWhatItCantOpen()
    {
        QFETCH(const ErrorCode, expected);
        QFETCH(const Prepare, prepare);
        StoreFixture fixture;
        prepare(fixture);
        const bool isFile = QFileInfo(fixture.address.path).isFile();
        const QByteArray before = isFile ? readFile(fixture.address.path) : QByteArray();
        const QStringList files = QDir(fixture.folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System);

        const auto store = fixture.tryOpen();
        COMPARE_ERROR(store, expected);
        QCOMPARE(store.error().subject, fixture.address.path);
        QCOMPARE(isFile ? readFile(fixture.address.path) : QByteArray(), before);
        QCOMPARE(QDir(fixture.folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System), files);
        QCOMPARE(QSqlDatabase::connectionNames().size(), 0);
    }

    void mixesNoNewDirectoryWithTheLogOfAnOldOne_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("write-ahead log") << QStringLiteral("-wal");
        QTest::newRow("rollback journal") << QStringLiteral("-journal");
    }

    void mixesNoNewDirectoryWithTheLogOfAnOldOne()
    {
        QFETCH(const QString, suffix);
        StoreFixture fixture;
        const QString log = fixture.address.path + suffix;
        writeFile(log, "last changes");
        const auto store = fixture.tryOpen();
        COMPARE_ERROR(store, ErrorCode::StoreLogLeftOver);
        QCOMPARE(store.error().subject, log);
        QCOMPARE(readFile(log), QByteArray("last changes"));
        QVERIFY(!QFile::exists(fixture.address.path));
        QVERIFY(QFile::remove(log));
        VERIFY_OK(fixture.tryOpen());
    }

    void saysThatItIsDamagedWhereItNoticesLater()
    {
        StoreFixture fixture;
        const UserId id = provisioned(*fixture.open(), QStringLiteral("amira"), fixture).id;
        const qint64 page = must(fixture.raw()->number("SELECT rootpage FROM sqlite_schema WHERE name = 'account'"));
        QByteArray bytes = readFile(fixture.address.path);
        bytes.replace((page - 1) * 4096, 4096, QByteArray(4096, 'x'));
        writeFile(fixture.address.path, bytes);

        const auto store = fixture.open();
        const auto user = store->directory().user(anOperator(), id);
        COMPARE_ERROR(user, ErrorCode::StoreCorrupt);
        QCOMPARE(user.error().subject, fixture.address.path);
    }

    void keepsAnEmptyTextApartFromNoText()
    {
        StoreFixture fixture;
        const auto store = fixture.open();
        const auto user = must(commit(*store, creation(QStringLiteral("nobody"), {}), fixture)).user;
        QVERIFY(must(store->directory().user(anOperator(), user.id)) == user);
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
