// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <unistd.h>

using namespace usher;
using namespace usher::test;

/// A disk that is full or read-only is a mount, which needs a namespace of its own: so this program starts itself again
/// inside one, with the folder that was mounted there, and that inner run is the test.
namespace {

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
}

constexpr qint64 diskSize = 1 << 20;

/// Takes all of a small disk but \p room bytes.
class Filler
{
public:
    Filler(const QString &folder, qint64 room) : m_file(folder + QStringLiteral("/filler"))
    {
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            qFatal("can't make the filler");
        const QByteArray block(4096, 'x');
        while (m_file.write(block) == block.size()) {
        }
        m_file.resize(std::max<qint64>(0, m_file.size() - room));
        m_file.close();
    }
    ~Filler() { m_file.remove(); }
    Q_DISABLE_COPY_MOVE(Filler)

private:
    QFile m_file;
};

/// Accounts that are whole, and nothing else.
void verifyWhole(const StoreFixture &fixture, qint64 accounts)
{
    const auto raw = fixture.raw();
    QCOMPARE(must(raw->first("PRAGMA integrity_check", {}, [](const Row &row) { return row.text(0); })).value(),
             QStringLiteral("ok"));
    for (const char *table : {"account", "identity_link", "pool_member", "account_role", "consumed_assertion"})
        QCOMPARE(must(raw->number(QByteArray("SELECT COUNT(*) FROM ") + table)), accounts);
    QCOMPARE(must(raw->number("SELECT COUNT(*) FROM audit_record")), accounts + 1);
}

} // namespace

/// Inside: `folder` is a disk of `diskSize`.
class OnASmallDisk : public QObject
{
    Q_OBJECT

public:
    explicit OnASmallDisk(QString folder) : m_folder(std::move(folder)) {}

private Q_SLOTS:
    void makesADirectoryWholeOrNotAtAll()
    {
        int refusals = 0;
        for (qint64 room = 0;; room += 4096) {
            QVERIFY(room < diskSize);
            const Filler filler(m_folder, room);
            StoreFixture fixture;
            fixture.address.path = m_folder + QStringLiteral("/a/b/directory.sqlite");
            const auto store = fixture.tryOpen();
            if (store)
                break;
            ++refusals;
            COMPARE_ERROR(store, ErrorCode::StoreFull);
            QCOMPARE(store.error().subject, fixture.address.path);
            QCOMPARE(filesIn(m_folder), QStringList{QStringLiteral("filler")});
        }
        QVERIFY(refusals > 10);
        QVERIFY(QDir(m_folder + QStringLiteral("/a")).removeRecursively());
    }

    void losesNothingWhenTheDiskFillsUp()
    {
        StoreFixture fixture;
        fixture.address.path = m_folder + QStringLiteral("/directory.sqlite");
        auto store = fixture.open();
        qint64 accounts = 0;
        {
            const Filler filler(m_folder, diskSize * 2 / 3);
            Result<ProvisioningReceipt> receipt = commit(*store, creation(QString::number(accounts)), fixture);
            for (; receipt; receipt = commit(*store, creation(QString::number(accounts)), fixture))
                ++accounts;
            COMPARE_ERROR(receipt, ErrorCode::StoreFull);
            QCOMPARE(receipt.error().subject, fixture.address.path);
            QVERIFY(accounts > 5);
            COMPARE_ERROR(commit(*store, creation(QStringLiteral("again")), fixture), ErrorCode::StoreFull);
            QCOMPARE(qint64(must(store->directory().counts(anOperator())).all), accounts); // reading goes on
            verifyWhole(fixture, accounts);
        }
        must(commit(*store, creation(QStringLiteral("after")), fixture)); // and so does writing, with room again
        verifyWhole(fixture, accounts + 1);
        store.reset();
        store = fixture.open();
        QCOMPARE(qint64(must(store->directory().counts(anOperator())).all), accounts + 1);
    }

private:
    QString m_folder;
};

/// Inside: `folder` is read-only, and has a directory in it; `file.sqlite` alone is read-only in `folder/../beside`.
class OnAReadOnlyDisk : public QObject
{
    Q_OBJECT

public:
    explicit OnAReadOnlyDisk(QString folder) : m_folder(std::move(folder)) {}

private Q_SLOTS:
    void opensNothingThere_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("an existing directory") << m_folder + QStringLiteral("/directory.sqlite");
        QTest::newRow("a new one") << m_folder + QStringLiteral("/new.sqlite");
        QTest::newRow("a new one in a new folder") << m_folder + QStringLiteral("/new/new.sqlite");
        QTest::newRow("a file that is read-only, in a folder that is not")
            << m_folder + QStringLiteral("/../beside/directory.sqlite");
    }

    void opensNothingThere()
    {
        QFETCH(const QString, path);
        StoreFixture fixture;
        fixture.address.path = path;
        const QStringList before = filesIn(m_folder) + filesIn(m_folder + QStringLiteral("/../beside"));
        const auto store = fixture.tryOpen();
        COMPARE_ERROR(store, ErrorCode::StoreReadOnly);
        QCOMPARE(store.error().subject, path);
        QCOMPARE(filesIn(m_folder) + filesIn(m_folder + QStringLiteral("/../beside")), before);
    }

private:
    QString m_folder;
};

class TestDisks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskIsASentenceAndLosesNothing()
    {
        const QTemporaryDir folder;
        runInside(QStringLiteral("mount -t tmpfs -o size=1m none \"$1\""), QStringLiteral("--small-disk"), folder.path());
    }

    void aReadOnlyDiskIsASentence()
    {
        const QTemporaryDir folder;
        for (const char *name : {"/disk", "/beside"}) {
            StoreFixture fixture;
            fixture.address.path = folder.path() + QLatin1String(name) + QStringLiteral("/directory.sqlite");
            must(fixture.tryOpen());
        }
        runInside(QStringLiteral("for place in \"$1\" \"$1/../beside/directory.sqlite\"; do"
                                 " mount --bind \"$place\" \"$place\" && mount -o remount,ro,bind \"$place\" || exit 1; done"),
                  QStringLiteral("--read-only-disk"), folder.path() + QStringLiteral("/disk"));
    }

private:
    static void runInside(const QString &setUp, const QString &argument, const QString &folder)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("unshare"),
                      {::geteuid() == 0 ? QStringLiteral("-m") : QStringLiteral("-rm"), QStringLiteral("sh"), QStringLiteral("-c"),
                       setUp + QStringLiteral(" && exec \"$2\" \"$3\" \"$1\""), QStringLiteral("sh"), folder,
                       QCoreApplication::applicationFilePath(), argument});
        QVERIFY2(process.waitForFinished(120'000), "the inner run does not end");
        const QByteArray output = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
        QVERIFY2(output.contains("Totals: "), output.constData()); // it ran, and was not only started
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--small-disk") {
        OnASmallDisk test(arguments.value(2));
        return QTest::qExec(&test, {arguments.first()});
    }
    if (arguments.value(1) == u"--read-only-disk") {
        OnAReadOnlyDisk test(arguments.value(2));
        return QTest::qExec(&test, {arguments.first()});
    }
    TestDisks test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_disks.moc"
