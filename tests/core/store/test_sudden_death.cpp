// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>

using namespace usher;
using namespace usher::test;

/// This program starts itself again as the portal that is killed.
namespace {

/// Signs new people in as fast as it can, and says of each that it was committed.
int signInUntilKilled(const StoreAddress &address)
{
    const SystemClock clock;
    SystemRandom random;
    const auto store = must(Store::open(address, DirectoryKind::Real, WhenMissing::Create, clock, random));
    while (true) {
        const auto receipt = must(
            store->provisioning().commit(Actor::provisioner(), creation(random.hex(8)), assertion(random.uuid()), clock.now()));
        std::printf("%s\n", qPrintable(receipt.user.id.text()));
        std::fflush(stdout);
    }
}

int startOnce(const StoreAddress &address)
{
    const SystemClock clock;
    SystemRandom random;
    must(Store::open(address, DirectoryKind::Real, WhenMissing::Create, clock, random));
    return 0;
}

/// Starts the portal on \p address and kills it (SIGKILL) within \p longest milliseconds of its start. \return what it said
QByteArray killedWithin(int longest, const QString &role, const StoreAddress &address)
{
    QProcess portal;
    portal.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    portal.start(QCoreApplication::applicationFilePath(), {role, address.path});
    if (!portal.waitForStarted())
        qFatal("the portal did not start");
    QTest::qSleep(1 + QRandomGenerator::global()->bounded(longest));
    portal.kill();
    portal.waitForFinished(-1);
    return portal.readAllStandardOutput();
}

QString text(const Row &row)
{
    return row.text(0);
}

} // namespace

class TestSuddenDeath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAtAnyMoment()
    {
        StoreFixture fixture;
        must(fixture.tryOpen());
        QSet<QString> said;
        for (int death = 0; death < 50; ++death) {
            // What was said last may be cut off in the middle of a line: then it was not said.
            const QByteArray output = killedWithin(150, QStringLiteral("--sign-in-until-killed"), fixture.address);
            for (const QByteArray &line : output.left(output.lastIndexOf('\n') + 1).split('\n')) {
                if (!line.isEmpty())
                    said.insert(QString::fromLatin1(line));
            }
            verifyWhole(fixture, said);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(said.size() > 50, "the portals hardly came to work before they were killed");
    }

    void aFirstStartIsWholeOrDidNotHappen()
    {
        int whole = 0;
        for (int death = 0; death < 50; ++death) {
            StoreFixture fixture;
            killedWithin(120, QStringLiteral("--start-once"), fixture.address);
            const bool exists = QFile::exists(fixture.address.path);
            whole += exists ? 1 : 0;
            if (exists)
                verifyWhole(fixture, {});
            // Either way, the next start works as if nothing had been.
            const auto store = fixture.tryOpen();
            VERIFY_OK(store);
            QCOMPARE(recordCount(**store), qint64(1));
        }
        QVERIFY(whole > 0);
    }

private:
    /// Everybody of whom it was said is there; everybody who is there is there whole; the log has no gap.
    static void verifyWhole(const StoreFixture &fixture, const QSet<QString> &said)
    {
        const auto raw = fixture.raw();
        QCOMPARE(must(raw->first("PRAGMA integrity_check", {}, text)).value(), QStringLiteral("ok"));
        QCOMPARE(must(raw->any("PRAGMA foreign_key_check")), false);

        const std::vector<QString> ids = must(raw->all("SELECT id FROM account", {}, text));
        QVERIFY(QSet<QString>(ids.begin(), ids.end()).contains(said));
        const qint64 accounts = qint64(ids.size());
        const qint64 whole =
            must(raw->number("SELECT COUNT(*) FROM account WHERE"
                             " (SELECT COUNT(*) FROM identity_link WHERE account_id = id) = 1"
                             " AND (SELECT COUNT(*) FROM pool_member WHERE account_id = id AND pool_id = 'default') = 1"
                             " AND (SELECT COUNT(*) FROM account_role WHERE account_id = id AND role_id = 'user') = 1"));
        QCOMPARE(whole, accounts);
        for (const char *table : {"identity_link", "pool_member", "account_role", "consumed_assertion"})
            QCOMPARE(must(raw->number(QByteArray("SELECT COUNT(*) FROM ") + table)), accounts);

        const std::vector<QString> recorded =
            must(raw->all("SELECT target FROM audit_record WHERE action = 'user.provisioned'", {}, text));
        QCOMPARE(QSet<QString>(recorded.begin(), recorded.end()), QSet<QString>(ids.begin(), ids.end()));
        QCOMPARE(qint64(recorded.size()), accounts);
        QCOMPARE(must(raw->number("SELECT COUNT(*) FROM audit_record")), accounts + 1);
        QCOMPARE(must(raw->number("SELECT MIN(sequence) FROM audit_record")), qint64(1));
        QCOMPARE(must(raw->number("SELECT MAX(sequence) FROM audit_record")), accounts + 1);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--sign-in-until-killed")
        return signInUntilKilled({arguments.value(2)});
    if (arguments.value(1) == u"--start-once")
        return startOnce({arguments.value(2)});
    TestSuddenDeath test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_sudden_death.moc"
