// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace usher;
using test::checkOf;
using test::Program;
using test::Run;

class TestProvision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheDirectoryAndTheAccount()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("new/deeper/directory.sqlite"));
        const QString response =
            m_program.file(QStringLiteral("ada.xml"), m_program.response({QStringLiteral("--user"), QStringLiteral("ada.byron")}));
        const Run run = provision({response, QStringLiteral("--allow-unsolicited")}, address);
        QCOMPARE(run.exitCode, 0);
        const QJsonObject report = run.json();
        QCOMPARE(report[QStringLiteral("verdict")].toString(), QStringLiteral("accepted"));
        QCOMPARE(report[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(), QStringLiteral("create"));
        const std::vector<User> users = Program::usersIn(address);
        QCOMPARE(users.size(), size_t(1));
        QCOMPARE(users[0].id.text(), report[QStringLiteral("userId")].toString());
        QCOMPARE(users[0].origin, Origin::SamlJit);
        QCOMPARE(users[0].roles, std::vector<RoleId>{roles::user});
        QCOMPARE(users[0].pools.size(), size_t(1));
        QCOMPARE(users[0].profile.mail,
                 report[QStringLiteral("provisioning")][QStringLiteral("fields")][QStringLiteral("mail")].toString());
    }

    void theSameResponseCountsOnce()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("once.sqlite"));
        const QByteArray response = m_program.response();
        const QStringList arguments{QStringLiteral("-"), QStringLiteral("--allow-unsolicited")};
        QCOMPARE(provision(arguments, address, response).exitCode, 0);
        const Run again = provision(arguments, address, response);
        QCOMPARE(again.exitCode, 1);
        QCOMPARE(again.json()[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("replay"));
        QCOMPARE(Program::usersIn(address).size(), size_t(1));
        // Whoever inspects it sees that, too.
        const Run inspected = m_program.run(QStringList{QStringLiteral("inspect"), QStringLiteral("-"), QStringLiteral("--format"),
                                                        QStringLiteral("json"), QStringLiteral("--directory"), address.toText()} +
                                                m_program.trust(),
                                            response);
        QCOMPARE(inspected.exitCode, 1);
        QCOMPARE(checkOf(inspected.json(), QStringLiteral("replay"))[QStringLiteral("outcome")].toString(),
                 QStringLiteral("failed"));
    }

    void anOldResponseCountsOnceToo()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("old.sqlite"));
        const QStringList then{QStringLiteral("--at"), QStringLiteral("2024-02-29T12:00:00Z")};
        const QByteArray response = m_program.response(then);
        const QStringList arguments = QStringList{QStringLiteral("-"), QStringLiteral("--allow-unsolicited")} + then;
        QCOMPARE(provision(arguments, address, response).exitCode, 0);
        // Another commit in between sweeps what need not be remembered any more.
        QCOMPARE(provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, m_program.response()).exitCode,
                 0);
        QCOMPARE(provision(arguments, address, response).json()[QStringLiteral("reason")][QStringLiteral("check")].toString(),
                 QStringLiteral("replay"));
    }

    void aResponseThatCountedDoesNotCountAgainAsOfThen()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("again.sqlite"));
        const QByteArray response = m_program.response();
        const QStringList arguments{QStringLiteral("-"), QStringLiteral("--allow-unsolicited")};
        QCOMPARE(provision(arguments, address, response).exitCode, 0);
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("again"));
        database.setDatabaseName(address.path);
        QVERIFY(database.open());
        {
            // Long after its end, a commit must not have swept it: it is kept for as many years again as there are since 1970.
            QSqlQuery kept(database);
            QVERIFY(kept.exec(
                QStringLiteral("SELECT min(keep_until) > 2 * max(applied_at) FROM consumed_assertion, schema_migration")));
            QVERIFY(kept.next());
            QCOMPARE(kept.value(0).toInt(), 1);
        }
        database.close();
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("again"));
        const Run again =
            provision(arguments + QStringList{QStringLiteral("--at"), formatDateTime(SystemClock().now())}, address, response);
        QCOMPARE(again.json()[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("replay"));
    }

    void aSecondSignInUpdates()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("update.sqlite"));
        const QStringList arguments{QStringLiteral("-"), QStringLiteral("--allow-unsolicited")};
        QCOMPARE(provision(arguments, address, m_program.response()).exitCode, 0);
        QCOMPARE(provision(arguments, address, m_program.response())
                     .json()[QStringLiteral("provisioning")][QStringLiteral("outcome")]
                     .toString(),
                 QStringLiteral("unchanged"));
        const QByteArray married = m_program.response({QStringLiteral("--claim"), QStringLiteral("lastName=Lovelace")});
        QCOMPARE(
            provision(arguments, address, married).json()[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(),
            QStringLiteral("update"));
        const std::vector<User> users = Program::usersIn(address);
        QCOMPARE(users.size(), size_t(1));
        QCOMPARE(users[0].profile.lastName, QStringLiteral("Lovelace"));
    }

    void aDryRunWritesNothing()
    {
        const StoreAddress missing = m_program.directory(QStringLiteral("missing/directory.sqlite"));
        const QStringList arguments{QStringLiteral("-"), QStringLiteral("--allow-unsolicited"), QStringLiteral("--dry-run")};
        const Run fresh = provision(arguments, missing, m_program.response());
        QCOMPARE(fresh.exitCode, 0);
        QCOMPARE(fresh.json()[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(), QStringLiteral("create"));
        QVERIFY(!fresh.json().contains(QStringLiteral("userId")));
        QVERIFY(!QFile::exists(QFileInfo(missing.path).path()));

        const StoreAddress address = m_program.directory(QStringLiteral("dry.sqlite"));
        QCOMPARE(provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, m_program.response()).exitCode,
                 0);
        const QByteArray another = m_program.response({QStringLiteral("--user"), QStringLiteral("another")});
        for (int twice = 0; twice < 2; ++twice) // nor is the response used up
            QCOMPARE(provision(arguments, address, another).exitCode, 0);
        QCOMPARE(Program::usersIn(address).size(), size_t(1));
    }

    void aRejectedResponseMakesNoAccount()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("rejected.sqlite"));
        const QByteArray wrong = m_program.response({QStringLiteral("--entity-id"), QStringLiteral("urn:another")});
        const Run run = provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, wrong);
        QCOMPARE(run.exitCode, 1);
        QVERIFY(!run.json().contains(QStringLiteral("userId")));
        QVERIFY(!QFile::exists(address.path));
    }

    void whatCanNotBeJudgedMakesNoDirectory_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html></html>") << 2;
        QTest::newRow("nothing to judge by") << m_program.response() << 3;
    }

    void whatCanNotBeJudgedMakesNoDirectory()
    {
        QFETCH(QByteArray, input);
        QFETCH(int, exitCode);
        const StoreAddress address = m_program.directory(QStringLiteral("never/made.sqlite"));
        const Run run = m_program.run(
            {QStringLiteral("provision"), QStringLiteral("-"), QStringLiteral("--directory"), address.toText()}, input);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY(!QFile::exists(QFileInfo(address.path).path()));
    }

    void theDirectoryIsMadeAtTheFirstAcceptedOfSeveral()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("several.sqlite"));
        const QString page = m_program.file(QStringLiteral("page.html"), "<html></html>");
        const QString one = m_program.file(QStringLiteral("one.xml"), m_program.response());
        const QString other =
            m_program.file(QStringLiteral("other.xml"), m_program.response({QStringLiteral("--user"), QStringLiteral("other")}));
        const Run run = provision({page, one, one, other, QStringLiteral("--allow-unsolicited")}, address);
        QCOMPARE(run.exitCode, 2);
        const std::vector<QJsonObject> reports = run.lines();
        QCOMPARE(reports.size(), size_t(4));
        for (const auto &[report, verdict] : {std::pair(0, "unreadable"), {1, "accepted"}, {2, "rejected"}, {3, "accepted"}})
            QCOMPARE(reports[size_t(report)][QStringLiteral("verdict")].toString(), QLatin1String(verdict));
        QCOMPARE(checkOf(reports[1], QStringLiteral("replay"))[QStringLiteral("outcome")].toString(), QStringLiteral("passed"));
        QCOMPARE(reports[2][QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("replay"));
        QCOMPARE(Program::usersIn(address).size(), size_t(2));
    }

    void whoCanNotBeRecognisedCountsAsRejected()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("refused.sqlite"));
        const QStringList unsolicited{QStringLiteral("-"), QStringLiteral("--allow-unsolicited")};
        QCOMPARE(provision(unsolicited, address, m_program.response()).exitCode, 0);
        // Somebody else with the same mail address: accounts are never joined by that.
        const QByteArray response = m_program.response(
            {QStringLiteral("--user"), QStringLiteral("impostor"), QStringLiteral("--claim"),
             QStringLiteral(
                 "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress=Amira.Haddad@sandbox.usher.example")});
        const Run run = provision(unsolicited, address, response);
        QCOMPARE(run.exitCode, 1);
        const QJsonObject report = run.json();
        QCOMPARE(report[QStringLiteral("verdict")].toString(), QStringLiteral("rejected"));
        QCOMPARE(report[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(), QStringLiteral("refuse"));
        QVERIFY(report[QStringLiteral("reason")][QStringLiteral("text")].toString().contains(u"Another account"));
        QVERIFY(report.contains(QStringLiteral("nameId"))); // the response itself is in order
        QCOMPARE(Program::usersIn(address).size(), size_t(1));
    }

    void withoutARequestOnlyAPendingOneCounts()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("pending.sqlite"));
        const QByteArray unasked = m_program.response();
        const Run run = provision({QStringLiteral("-")}, address, unasked);
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.json()[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("in-response-to"));

        const SystemClock clock;
        SystemRandom random;
        const auto store = Store::open(address, DirectoryKind::Real, WhenMissing::Create, clock, random);
        QVERIFY(store);
        const TimePoint now = clock.now();
        QVERIFY((*store)->requests().add({QStringLiteral("_asked"), QStringLiteral("token"), now, now + std::chrono::minutes(10)}));
        const QStringList answer{QStringLiteral("--in-response-to"), QStringLiteral("_asked")};
        QCOMPARE(provision({QStringLiteral("-")}, address, m_program.response(answer)).exitCode, 0);
        QCOMPARE((*store)->requests().find(QStringLiteral("_asked")).error().code, ErrorCode::RequestUnknown);
        QCOMPARE(provision({QStringLiteral("-")}, address, m_program.response(answer)).exitCode, 1); // used up
    }

    void theSavedConfigurationDecidesWithoutTrustOptions()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("saved.sqlite"));
        const SystemClock clock;
        SystemRandom random;
        const auto store = Store::open(address, DirectoryKind::Sandbox, WhenMissing::Create, clock, random);
        QVERIFY(store);
        const QStringList directory{QStringLiteral("--directory"), address.toText()};
        const QStringList unsolicited{QStringLiteral("provision"), QStringLiteral("-"), QStringLiteral("--allow-unsolicited"),
                                      QStringLiteral("--format"), QStringLiteral("json")};
        QCOMPARE(m_program.run(unsolicited + directory, m_program.response()).exitCode, 3);
        QCOMPARE(m_program.run(QStringList{QStringLiteral("metadata"), QStringLiteral("import"), m_program.metadata()} + directory)
                     .exitCode,
                 0);

        const IdentityConfiguration saved = *(*store)->configurations().load();
        const QByteArray response = m_program.response({QStringLiteral("--entity-id"), saved.serviceProvider.text(),
                                                        QStringLiteral("--acs-url"), saved.assertionConsumerService.toString()});
        const Run jitOff = m_program.run(unsolicited + directory, response);
        QCOMPARE(jitOff.exitCode, 1);
        QVERIFY2(jitOff.json()[QStringLiteral("reason")][QStringLiteral("text")].toString().contains(u"SAML JIT"), jitOff.out);
        QVERIFY(Program::usersIn(address).empty());
    }

    void helpSaysWhichOptionsAreForOneRun()
    {
        const QByteArray help = m_program.run({QStringLiteral("provision"), QStringLiteral("--help")}).out.simplified();
        QVERIFY2(help.contains("--idp-metadata, --idp-entity-id, --entity-id or --acs-url"), help);
        QVERIFY2(help.contains("the other options leave the directory's configuration to decide"), help);
    }

    void trustOptionsAreNotSaved()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("unsaved.sqlite"));
        QCOMPARE(provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, m_program.response()).exitCode,
                 0);
        const SystemClock clock;
        SystemRandom random;
        const auto store = Store::open(address, DirectoryKind::Real, WhenMissing::Fail, clock, random);
        QVERIFY(store);
        QVERIFY(!(*store)->configurations().load()->provider);
    }

    void theOperatorIsInTheAuditLog()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("audited.sqlite"));
        QCOMPARE(provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, m_program.response()).exitCode,
                 0);
        const SystemClock clock;
        SystemRandom random;
        const auto store = Store::open(address, DirectoryKind::Real, WhenMissing::Fail, clock, random);
        QVERIFY(store);
        const auto records = (*store)->audit().records(0, 10);
        QVERIFY(records && !records->empty());
        QVERIFY2(records->front().actor.startsWith(u"operator:"), qPrintable(records->front().actor));
        QCOMPARE(records->front().actor.contains(u'/'), false);
    }

    void theDefaultDirectoryIsTheWindows()
    {
        const Run run =
            m_program.run(QStringList{QStringLiteral("provision"), QStringLiteral("-"), QStringLiteral("--allow-unsolicited")} +
                              m_program.trust(),
                          m_program.response());
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(QString::fromUtf8(run.out).contains(u"The account, as written"), run.out);
        QCOMPARE(Program::usersIn({m_program.file(QStringLiteral("usher/directory.sqlite"))}).size(), size_t(1));
    }

    void aReadOnlyFolderIsExplained()
    {
        QVERIFY(QDir().mkpath(m_program.file(QStringLiteral("locked"))));
        QVERIFY(QFile::setPermissions(m_program.file(QStringLiteral("locked")), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        const StoreAddress address = m_program.directory(QStringLiteral("locked/directory.sqlite"));
        const Run run =
            m_program.run(QStringList{QStringLiteral("provision"), QStringLiteral("-"), QStringLiteral("--allow-unsolicited"),
                                      QStringLiteral("--directory"), address.toText()} +
                              m_program.trust(),
                          m_program.response(), Program::Privileges::HeldToPermissions);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(u"usher: "), run.err);
        QVERIFY2(run.error().contains(u"written") || run.error().contains(u"opened"), run.err);
        QVERIFY(QDir(m_program.file(QStringLiteral("locked"))).isEmpty());
        QVERIFY(QFile::setPermissions(m_program.file(QStringLiteral("locked")),
                                      QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    }

    void aDirectoryOfANewerVersionIsLeftAlone()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("newer.sqlite"));
        QCOMPARE(provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, m_program.response()).exitCode,
                 0);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
            database.setDatabaseName(address.path);
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(
                QStringLiteral("INSERT INTO schema_migration (version, name, applied_at) VALUES (999, 'x', 0)")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("newer"));
        const Run run = provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, address, m_program.response());
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(u"newer version of Usher"), run.err);
    }

    void aFileThatIsNoDirectoryIsLeftAlone()
    {
        const QString file = m_program.file(QStringLiteral("letter.txt"), "Dear all,\n");
        const Run run = provision({QStringLiteral("-"), QStringLiteral("--allow-unsolicited")}, {file}, m_program.response());
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(u"is not a directory of Usher's"), run.err);
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("Dear all,\n"));
    }

private:
    [[nodiscard]] Run provision(const QStringList &arguments, const StoreAddress &address, const QByteArray &input = {}) const
    {
        return m_program.run(QStringList{QStringLiteral("provision"), QStringLiteral("--format"), QStringLiteral("json"),
                                         QStringLiteral("--directory"), address.toText()} +
                                 m_program.trust() + arguments,
                             input);
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(TestProvision)
#include "test_provision.moc"
