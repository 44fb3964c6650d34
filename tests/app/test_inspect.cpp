// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "core/crypto/private_key.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace usher;
using test::checkOf;
using test::Program;
using test::Run;

class TestInspect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_response = m_program.file(QStringLiteral("response.xml"), m_program.response());
        QVERIFY(m_program.run({QStringLiteral("sandbox"), QStringLiteral("metadata")}).exitCode == 0);
    }

    void acceptsWhatTheSandboxSigned_data()
    {
        QTest::addColumn<QStringList>("made");
        QTest::newRow("XML") << QStringList();
        QTest::newRow("base64") << QStringList{QStringLiteral("--base64")};
        QTest::newRow("the response signed") << QStringList{QStringLiteral("--sign"), QStringLiteral("response")};
        QTest::newRow("both signed") << QStringList{QStringLiteral("--sign"), QStringLiteral("both")};
        QTest::newRow("somebody new") << QStringList{QStringLiteral("--user"), QStringLiteral("grace.hopper")};
        QTest::newRow("a claim with markup in it") << QStringList{QStringLiteral("--claim"), QStringLiteral("department=R&D <x>")};
    }

    void acceptsWhatTheSandboxSigned()
    {
        QFETCH(QStringList, made);
        const Run run = inspect({QStringLiteral("-")}, m_program.response(made));
        QCOMPARE(run.exitCode, 0);
        const QJsonObject report = run.json();
        QCOMPARE(report[QStringLiteral("input")].toString(), QStringLiteral("-"));
        QCOMPARE(report[QStringLiteral("verdict")].toString(), QStringLiteral("accepted"));
        QVERIFY(!report.contains(QStringLiteral("reason")));
        QCOMPARE(checkOf(report, QStringLiteral("signature"))[QStringLiteral("outcome")].toString(), QStringLiteral("passed"));
        QCOMPARE(checkOf(report, QStringLiteral("in-response-to"))[QStringLiteral("outcome")].toString(),
                 QStringLiteral("skipped"));
        QVERIFY(!checkOf(report, QStringLiteral("in-response-to"))[QStringLiteral("hint")].toString().isEmpty());
        QCOMPARE(checkOf(report, QStringLiteral("replay"))[QStringLiteral("outcome")].toString(), QStringLiteral("skipped"));
        QCOMPARE(report[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(), QStringLiteral("create"));
        QVERIFY2(run.err.isEmpty(), run.err);
    }

    void showsClaimsAndWhatProvisioningWouldDo()
    {
        const QStringList made{QStringLiteral("--claim"), QStringLiteral("firstName=Ada"), QStringLiteral("--claim"),
                               QStringLiteral("team=a"),  QStringLiteral("--claim"),       QStringLiteral("team=b")};
        const QJsonObject report = inspect({QStringLiteral("-")}, m_program.response(made)).json();
        QCOMPARE(report[QStringLiteral("attributes")][QStringLiteral("team")].toArray(),
                 (QJsonArray{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(report[QStringLiteral("provisioning")][QStringLiteral("fields")][QStringLiteral("firstName")].toString(),
                 QStringLiteral("Ada"));
        QVERIFY(report[QStringLiteral("issuer")].toString().startsWith(u"https://sts.windows.net/"));
    }

    void theRightCheckRejects_data()
    {
        QTest::addColumn<QStringList>("made");
        QTest::addColumn<QStringList>("trusted");
        QTest::addColumn<QString>("check");
        const auto row = [](const char *name, const QStringList &made, const QStringList &trusted, const char *check) {
            QTest::newRow(name) << made << trusted << QString::fromLatin1(check);
        };
        row("for another's Reply URL", {QStringLiteral("--acs-url"), QStringLiteral("http://localhost:1/saml/acs")}, {},
            "destination");
        row("for another application", {QStringLiteral("--entity-id"), QStringLiteral("urn:another")}, {}, "audience");
        row("made two hours ago, or a fast clock", {}, {QStringLiteral("--at"), QStringLiteral("2099-01-01T00:00:00Z")},
            "not-on-or-after");
        row("made in the future, or a slow clock", {}, {QStringLiteral("--at"), QStringLiteral("2020-01-01T00:00:00")},
            "not-before");
        row("another request", {QStringLiteral("--in-response-to"), QStringLiteral("_a")},
            {QStringLiteral("--request-id"), QStringLiteral("_b")}, "in-response-to");
        row("no request", {}, {QStringLiteral("--request-id"), QStringLiteral("_b")}, "in-response-to");
        row("another tenant's person",
            {QStringLiteral("--claim"), QStringLiteral("http://schemas.microsoft.com/identity/claims/tenantid=0000")}, {},
            "tenant");
    }

    void theRightCheckRejects()
    {
        QFETCH(QStringList, made);
        QFETCH(QStringList, trusted);
        QFETCH(QString, check);
        const Run run = inspect(QStringList{QStringLiteral("-")} + trusted, m_program.response(made));
        QCOMPARE(run.exitCode, 1);
        const QJsonObject report = run.json();
        QCOMPARE(report[QStringLiteral("verdict")].toString(), QStringLiteral("rejected"));
        QCOMPARE(report[QStringLiteral("reason")][QStringLiteral("check")].toString(), check);
        QVERIFY(report[QStringLiteral("reason")][QStringLiteral("text")].toString().endsWith(u'.'));
        QCOMPARE(checkOf(report, check)[QStringLiteral("outcome")].toString(), QStringLiteral("failed"));
        QVERIFY(!checkOf(report, check)[QStringLiteral("hint")].toString().isEmpty());
        QVERIFY(!report.contains(QStringLiteral("nameId")));
        QVERIFY(report[QStringLiteral("unverified")].toObject().contains(QStringLiteral("nameId")));
        QVERIFY(!report.contains(QStringLiteral("provisioning")));
    }

    void anotherKeysSignatureIsRejected()
    {
        const Program elsewhere; // a tenant with the same name and another key
        const Run run = inspect({QStringLiteral("-")}, elsewhere.response());
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.json()[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("signature"));
    }

    void aChangedLetterIsRejected()
    {
        const QByteArray forged = m_program.response().replace("amira@", "mallory@");
        const Run run = inspect({QStringLiteral("-")}, forged);
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.json()[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("signature"));
        QVERIFY(run.json()[QStringLiteral("unverified")][QStringLiteral("nameId")][QStringLiteral("value")].toString().startsWith(
            u"mallory@"));
    }

    void opensEncryptedAssertionsWithTheirKey()
    {
        const SystemClock clock;
        const PrivateKey key = *PrivateKey::generateRsa(2048);
        const Certificate certificate =
            *key.selfSigned(QStringLiteral("sp"), clock.now(), clock.now() + std::chrono::hours(1), QByteArray::fromHex("01"));
        const QString certificateFile = m_program.file(QStringLiteral("sp.pem"), certificate.toPem());
        const QByteArray encrypted = m_program.response({QStringLiteral("--encrypt"), certificateFile});
        QVERIFY(!encrypted.contains("amira@"));
        const Run without = inspect({QStringLiteral("-")}, encrypted);
        QCOMPARE(without.exitCode, 1);
        QCOMPARE(without.json()[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("encryption"));
        const QString keyFile = m_program.file(QStringLiteral("sp.key"), key.toPem().view().toByteArray());
        const Run with = inspect({QStringLiteral("-"), QStringLiteral("--decryption-key"), keyFile}, encrypted);
        QCOMPARE(with.exitCode, 0);
        QCOMPARE(checkOf(with.json(), QStringLiteral("encryption"))[QStringLiteral("outcome")].toString(),
                 QStringLiteral("passed"));
    }

    void trustsACertificateThatIsGivenAlone()
    {
        const QJsonObject provider = m_program
                                         .run({QStringLiteral("metadata"), QStringLiteral("show"), m_program.metadata(),
                                               QStringLiteral("--format"), QStringLiteral("json")})
                                         .json()[QStringLiteral("identityProvider")]
                                         .toObject();
        const QByteArray metadata = readAll(m_program.metadata());
        const QByteArray base64 = metadata.mid(metadata.indexOf("X509Certificate>") + 16).split('<').first();
        const QString pem = m_program.file(QStringLiteral("idp.cer"), base64);
        const Run run = m_program.run({QStringLiteral("inspect"), m_response, QStringLiteral("--idp-entity-id"),
                                       provider[QStringLiteral("entityId")].toString(), QStringLiteral("--idp-certificate"), pem,
                                       QStringLiteral("--entity-id"), QLatin1String(Program::entityId), QStringLiteral("--acs-url"),
                                       QLatin1String(Program::acsUrl)});
        QCOMPARE(run.exitCode, 0);
    }

    void withoutTrustItShowsAndDoesNotJudge()
    {
        const Run run = m_program.run({QStringLiteral("inspect"), m_response, QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(run.exitCode, 3);
        QCOMPARE(run.json()[QStringLiteral("verdict")].toString(), QStringLiteral("unjudged"));
        QVERIFY(run.json()[QStringLiteral("unverified")].toObject().contains(QStringLiteral("nameId")));
        const Run text = m_program.run({QStringLiteral("inspect"), m_response});
        QCOMPARE(text.exitCode, 3);
        QVERIFY2(text.out.contains("nothing to judge by"), text.out);
    }

    void withoutTrustItNamesTheDirectoryThatIsThere()
    {
        const Program program;
        const QString response = program.file(QStringLiteral("response.xml"), program.response());
        const QStringList arguments{QStringLiteral("inspect"), response};
        QVERIFY(program.run(arguments).err.isEmpty());
        const SystemClock clock;
        SystemRandom random;
        const StoreAddress address{program.file(QStringLiteral("usher/directory.sqlite"))};
        QVERIFY(Store::open(address, DirectoryKind::Real, WhenMissing::Create, clock, random));
        const Run run = program.run(arguments);
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.error().contains(QStringLiteral("add --directory ") + address.toText()), run.err);
        QVERIFY(program.run(arguments + QStringList{QStringLiteral("--directory"), address.toText()}).err.isEmpty());
        QVERIFY(program.run(arguments + program.trust()).err.isEmpty());
    }

    void whatIsNoResponseIsSaid_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("judged");
        const QString noResponse = QStringLiteral("The document is no SAML response.");
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html><body>Sign in</body></html>")
                                    << QStringLiteral("The input is not a sign-in response") << 2;
        QTest::newRow("metadata") << readAll(m_program.metadata()) << noResponse << 1;
        QTest::newRow("a request") << QByteArray("<p:AuthnRequest xmlns:p='urn:oasis:names:tc:SAML:2.0:protocol' ID='_1'/>")
                                   << noResponse << 1;
    }

    void whatIsNoResponseIsSaid()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, says);
        QFETCH(int, judged);
        const Run with = inspect({QStringLiteral("-")}, input);
        QCOMPARE(with.exitCode, judged);
        QVERIFY2(with.json()[QStringLiteral("reason")][QStringLiteral("text")].toString().startsWith(says), with.out);
        const Run without = m_program.run(
            {QStringLiteral("inspect"), QStringLiteral("-"), QStringLiteral("--format"), QStringLiteral("json")}, input);
        QCOMPARE(without.exitCode, 2); // unreadable: there is no response to show
        QVERIFY2(without.json()[QStringLiteral("reason")][QStringLiteral("text")].toString().startsWith(says), without.out);
    }

    void aReservationIsNamed()
    {
        // Long after the sandbox tenant's certificate has ended.
        const QStringList then{QStringLiteral("--at"), QStringLiteral("2080-01-01T00:00:00Z")};
        const Run run = m_program.run(QStringList{QStringLiteral("inspect"), QStringLiteral("-")} + then + m_program.trust(),
                                      m_program.response(then));
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.out.contains("One reservation: The signing certificate has expired."), run.out);
    }

    void anUnreadableFileIsSaidInItsTurn()
    {
        const QString missing = m_program.file(QStringLiteral("missing.xml"));
        const Run run = inspect({m_response, missing, m_response});
        QCOMPARE(run.exitCode, 2);
        const auto reports = run.lines();
        QCOMPARE(reports.size(), size_t(3));
        QCOMPARE(reports[1][QStringLiteral("verdict")].toString(), QStringLiteral("unreadable"));
        QCOMPARE(reports[1][QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("input"));
        QVERIFY(reports[1][QStringLiteral("reason")][QStringLiteral("text")].toString().contains(missing));
        QCOMPARE(reports[2][QStringLiteral("verdict")].toString(), QStringLiteral("accepted"));
    }

    void theWorseStatusCounts()
    {
        const QString rejected = m_program.file(QStringLiteral("rejected.xml"),
                                                m_program.response({QStringLiteral("--entity-id"), QStringLiteral("urn:x")}));
        const QString prose = m_program.file(QStringLiteral("prose.txt"), "Please read this file");
        QCOMPARE(inspect({m_response, rejected}).exitCode, 1);
        QCOMPARE(inspect({rejected, prose}).exitCode, 2);
        QCOMPARE(inspect({prose, rejected, m_response}).exitCode, 2);
    }

    void walksFoldersInOrderHoweverManyJobs()
    {
        QDir folder(m_program.file(QStringLiteral("many")));
        QVERIFY(folder.mkpath(QStringLiteral("inner")));
        for (int i = 0; i < 8; ++i) {
            const QString name = (i % 2 ? QStringLiteral("many/inner/%1.xml") : QStringLiteral("many/%1.xml")).arg(i);
            m_program.file(name, m_program.response({QStringLiteral("--user"), QStringLiteral("person%1").arg(i)}));
        }
        const QStringList arguments{folder.path(), QStringLiteral("--at"), formatDateTime(SystemClock().now())}; // reports name it
        const Run one = inspect(arguments);
        const Run two = inspect(arguments + QStringList{QStringLiteral("--jobs"), QStringLiteral("2")});
        QCOMPARE(one.exitCode, 0);
        QCOMPARE(one.lines().size(), size_t(8));
        QVERIFY(one.lines().front()[QStringLiteral("input")].toString().endsWith(u"many/0.xml"));
        QCOMPARE(two.out, one.out);
    }

    void anEmptyFolderIsSaid()
    {
        QVERIFY(QDir().mkpath(m_program.file(QStringLiteral("empty"))));
        const Run run = inspect({m_program.file(QStringLiteral("empty"))});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("holds no file"), run.err);
    }

    void trustFilesThatAreNoneAreExplained_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QByteArray &content, const char *option, const char *says) {
            QTest::newRow(name) << content << QString::fromLatin1(option) << QString::fromUtf8(says);
        };
        row("metadata that is a web page", "<!DOCTYPE html><html><head><title>Sign in</title></head></html>", "--idp-metadata",
            "is a web page");
        row("metadata that is empty", "", "--idp-metadata", "There is nothing in");
        row("metadata that is prose", "hello", "--idp-metadata", "is not SAML metadata");
        row("a key that is none", "hello", "--decryption-key", "is not a private key");
    }

    void trustFilesThatAreNoneAreExplained()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, option);
        QFETCH(QString, says);
        const QString file = m_program.file(QStringLiteral("wrong-file"), content);
        const Run run = m_program.run({QStringLiteral("inspect"), m_response, option, file});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(says), run.err);
        QVERIFY2(run.error().contains(file), run.err);
    }

    void itTakesWhatIsNotGivenFromTheDirectory()
    {
        const SystemClock clock;
        SystemRandom random;
        const StoreAddress address = m_program.directory(QStringLiteral("saved.sqlite"));
        QVERIFY(Store::open(address, DirectoryKind::Sandbox, WhenMissing::Create, clock, random));
        const QStringList directory{QStringLiteral("--directory"), address.toText()};
        QCOMPARE(m_program.run(QStringList{QStringLiteral("inspect"), m_response} + directory).exitCode,
                 3); // no provider in it yet
        QCOMPARE(m_program.run(QStringList{QStringLiteral("metadata"), QStringLiteral("import"), m_program.metadata()} + directory)
                     .exitCode,
                 0);
        const Run run =
            m_program.run(QStringList{QStringLiteral("inspect"), m_response, QStringLiteral("--entity-id"),
                                      QLatin1String(Program::entityId), QStringLiteral("--acs-url"), QLatin1String(Program::acsUrl),
                                      QStringLiteral("--format"), QStringLiteral("json")} +
                          directory);
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(checkOf(run.json(), QStringLiteral("replay"))[QStringLiteral("outcome")].toString(), QStringLiteral("passed"));
        QVERIFY(Program::usersIn(address).empty());
    }

    void aMissingDirectoryIsSaidAndNotMade()
    {
        const StoreAddress address = m_program.directory(QStringLiteral("nowhere.sqlite"));
        const Run run = inspect({m_response, QStringLiteral("--directory"), address.toText()});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(QStringLiteral("There is no directory at “%1” yet.").arg(address.path)), run.err);
        QVERIFY(!QFile::exists(address.path));
    }

    void textIsForPeople()
    {
        const Run accepted = m_program.run(QStringList{QStringLiteral("inspect"), m_response} + m_program.trust());
        const QString text = QString::fromUtf8(accepted.out);
        QVERIFY2(text.contains(u": accepted"), accepted.out);
        QVERIFY2(text.contains(u"✓  The signature"), accepted.out);
        QVERIFY2(text.contains(u"What provisioning would do"), accepted.out);
        QVERIFY2(text.contains(u"an account is made"), accepted.out);
    }

    void claimsCanNotSteerATerminal()
    {
        const QByteArray forged = m_program.response().replace("Amira Haddad", "\xc2\x9b\x32J Amira");
        const Run run = m_program.run(QStringList{QStringLiteral("inspect"), QStringLiteral("-")} + m_program.trust(), forged);
        QVERIFY(!run.out.contains("\xc2\x9b"));
    }

private:
    [[nodiscard]] Run inspect(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_program.run(QStringList{QStringLiteral("inspect"), QStringLiteral("--format"), QStringLiteral("json")} +
                                 m_program.trust() + arguments,
                             input);
    }

    static QByteArray readAll(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Program m_program;
    QString m_response;
};

QTEST_GUILESS_MAIN(TestInspect)
#include "test_inspect.moc"
