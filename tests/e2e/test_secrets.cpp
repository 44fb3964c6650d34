// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/private_key.h"
#include "core/sandbox/sandbox_keys.h"
#include "core/vault/key_keeper.h"
#include "tests/app/program.h"
#include "tests/core/store/store_fixture.h"
#include "tests/e2e/secret_material.h"
#include "tests/e2e/window_run.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

using namespace usher;
using namespace usher::test;

namespace {

constexpr int longest = 240'000; // milliseconds

/// With everything that could be logged, but what Qt logs of accessibility: that is what stands on the screen.
void talkative(QProcess &process)
{
    QProcessEnvironment environment = process.processEnvironment();
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*.debug=true;qt.accessibility.*=false"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qPrintable(path));
    return file.readAll();
}

/// The secret numbers of a key: its last two thirds. The first has the modulus, which the certificate publishes.
QByteArray secretPart(const PrivateKey &key)
{
    const QByteArrayView pkcs8 = key.pkcs8();
    return pkcs8.sliced(pkcs8.size() / 3).toByteArray();
}

/// Output that may show whom a response is about, because that is what was asked for, and output that may not.
struct Heard
{
    QByteArray results;
    QByteArray rest;
};

} // namespace

/// A whole run, from the first start to a sign-out and over the command line, with debug logging on: what it says, and what it
/// leaves in files, holds no key, passphrase or password; and what it says besides results, no NameID and no assertion either.
class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatItLooksFor();
    void noKeyMaterialIsSaid();
    void noNameOrAssertionIsLogged();
    void noKeyMaterialLiesInFiles();

private:
    void runWindow();
    void runTour();
    void runCommands();
    void collectSecrets();
    void collectDirectory(const QString &folder, DirectoryKind kind);
    void collectResponses();
    int run(const QStringList &arguments);

    Program m_program;
    SystemClock m_clock;
    SystemRandom m_random;
    Heard m_heard;
    std::vector<Secret> m_keys;  ///< keys, passphrases, passwords
    std::vector<Secret> m_names; ///< NameIDs, assertions
    QSet<QString> m_keyHolders;  ///< files whose purpose it is
};

void TestSecrets::initTestCase()
{
    runWindow();
    runTour();
    runCommands();
    collectSecrets();
    collectResponses();
}

void TestSecrets::runWindow()
{
    QVERIFY(QDir().mkpath(m_program.file(QStringLiteral("posted"))));
    QProcess window;
    m_program.prepare(window, {m_program.file(QStringLiteral("posted"))});
    window.setProgram(QStringLiteral(USHER_WINDOW_RUN));
    talkative(window);
    window.start();
    QVERIFY(window.waitForFinished(longest));
    m_heard.rest += window.readAllStandardOutput() + window.readAllStandardError();
    QVERIFY2(window.exitStatus() == QProcess::NormalExit && window.exitCode() == 0, m_heard.rest.right(2000).constData());
}

void TestSecrets::runTour()
{
    QProcess tour; // the embedded view, the tenant's pages and the captured form
    m_program.prepare(tour, {QStringLiteral("tour"), m_program.file(QStringLiteral("pictures"))});
    talkative(tour);
    tour.start();
    QVERIFY(tour.waitForFinished(longest));
    m_heard.results += tour.readAllStandardOutput(); // it shows the account that was made
    const QByteArray logged = tour.readAllStandardError();
    m_heard.rest += logged;
    QVERIFY2(tour.exitCode() == 0, logged.right(2000).constData());
}

int TestSecrets::run(const QStringList &arguments)
{
    QProcess process;
    m_program.prepare(process, arguments);
    talkative(process);
    process.start();
    if (!process.waitForFinished(longest) || process.exitStatus() != QProcess::NormalExit)
        qFatal("%s did not end by itself", qPrintable(arguments.join(u' ')));
    m_heard.results += process.readAllStandardOutput();
    m_heard.rest += process.readAllStandardError();
    return process.exitCode();
}

void TestSecrets::runCommands()
{
    const PrivateKey key = *PrivateKey::generateRsa(2048);
    const PrivateKey other = *PrivateKey::generateRsa(2048);
    const Certificate certificate =
        *key.selfSigned(QStringLiteral("key"), m_clock.now(), m_clock.now() + std::chrono::years(1), certificateSerial(m_random));
    for (const auto &[name, one] : {std::pair{QStringLiteral("key.pem"), key}, {QStringLiteral("other.pem"), other}}) {
        m_program.file(name, one.toPem().view().toByteArray());
        m_keyHolders.insert(m_program.file(name));
        m_keys.push_back({QStringLiteral("a key for --decryption-key"), secretPart(one)});
    }
    m_program.file(QStringLiteral("key.cer"), certificate.toPem());
    const QString encrypted =
        m_program.file(QStringLiteral("posted/encrypted.xml"),
                       m_program.response({QStringLiteral("--encrypt"), m_program.file(QStringLiteral("key.cer"))}));
    const QString plain = m_program.file(QStringLiteral("posted/plain.b64"), m_program.response({QStringLiteral("--base64")}));
    const QString unsolicited = QStringLiteral("--allow-unsolicited");
    const QString decryptionKey = QStringLiteral("--decryption-key");
    const QString directory = QStringLiteral("--directory=") + m_program.directory(QStringLiteral("commands.sqlite")).toText();

    const auto judge = [&](const QString &command, const QStringList &more) {
        return run(QStringList{command, unsolicited} + m_program.trust() + more);
    };
    const QString inspect = QStringLiteral("inspect");
    QCOMPARE(judge(inspect, {plain}), 0);
    QCOMPARE(judge(inspect, {decryptionKey, m_program.file(QStringLiteral("key.pem")), encrypted}), 0);
    QCOMPARE(judge(inspect, {decryptionKey, m_program.file(QStringLiteral("other.pem")), encrypted}), 1);
    QCOMPARE(judge(inspect, {encrypted}), 1);
    QCOMPARE(judge(inspect, {QStringLiteral("--at"), QStringLiteral("2031-01-01T00:00:00Z"), plain}), 1);
    QCOMPARE(judge(inspect, {decryptionKey, plain, encrypted}), 2);             // no key at all
    QCOMPARE(judge(inspect, {m_program.file(QStringLiteral("other.pem"))}), 2); // no response at all
    QCOMPARE(judge(QStringLiteral("provision"), {directory, plain}), 0);
    QCOMPARE(judge(QStringLiteral("provision"), {directory, plain}), 1); // a second time
    QCOMPARE(judge(QStringLiteral("provision"), {directory, decryptionKey, m_program.file(QStringLiteral("key.pem")), encrypted}),
             0);
    for (const char *verb : {"show", "export"})
        QCOMPARE(run({QStringLiteral("metadata"), QLatin1String(verb)}), 0);
    QCOMPARE(run({QStringLiteral("metadata"), QStringLiteral("import"), m_program.file(QStringLiteral("key.pem"))}), 2);
}

void TestSecrets::collectDirectory(const QString &folder, DirectoryKind kind)
{
    KeyKeeper keeper(folder, nullptr);
    m_keyHolders.insert(keeper.path());
    const SealedBoxKey portal = must(keeper.key());
    m_keys.push_back({QStringLiteral("the portal's key"), portal.privateHalf().toByteArray()});

    const StoreAddress address{folder + QStringLiteral("/directory.sqlite")};
    const auto store = must(Store::open(address, kind, WhenMissing::Fail, m_clock, m_random, &keeper));
    const std::vector<KeyPair> keys = must(store->serviceProviderKeys().keys());
    QVERIFY(!keys.empty());
    for (const KeyPair &pair : keys)
        m_keys.push_back({QStringLiteral("a service provider key"), secretPart(pair.key)});
    const auto wrapped = must(must(Connection::open(address.path))->first("SELECT wrapped_key FROM portal", {}, [](const Row &row) {
        return row.octets(0);
    }));
    m_keys.push_back({QStringLiteral("the directory key"), must(portal.open(wrapped.value())).view().toByteArray()});
}

void TestSecrets::collectSecrets()
{
    const QString data = m_program.file(QStringLiteral("usher"));
    const QString sandbox = data + QStringLiteral("/sandbox");
    collectDirectory(data, DirectoryKind::Real);
    collectDirectory(sandbox, DirectoryKind::Sandbox);
    const sandbox::Keys tenant = must(sandbox::Keys::loadOrCreate(sandbox, m_clock, m_random));
    m_keys.push_back({QStringLiteral("the tenant's key"), secretPart(tenant.key)});
    m_keyHolders.insert(sandbox + QStringLiteral("/sandbox-tenant.pem"));
    for (const char *word : {typed::ownerPassword, typed::wrongPassword, typed::recoveryPassphrase, typed::wrongPassphrase})
        m_keys.push_back({QStringLiteral("what was typed: ") + QLatin1String(word), word});
    m_keys.push_back({QStringLiteral("a key as PEM"), "PRIVATE KEY-----"});
}

void TestSecrets::collectResponses()
{
    static const QRegularExpression nameId(QStringLiteral("<NameID[^>]*>([^<]+)<"));
    QDirIterator walk(m_program.file(QStringLiteral("posted")), QDir::Files);
    while (walk.hasNext()) {
        const QString path = walk.next();
        QByteArray xml = contentOf(path);
        if (path.endsWith(u".b64"))
            xml = QByteArray::fromBase64(xml);
        const QRegularExpressionMatch match = nameId.match(QString::fromUtf8(xml));
        if (match.hasMatch())
            m_names.push_back({QStringLiteral("the NameID in ") + path, match.captured(1).toUtf8()});
        // Behind the names of the protocol, which a log may use.
        const qsizetype begin = std::max(xml.indexOf("<SignatureValue"), xml.indexOf("<xenc:CipherValue"));
        if (begin > 0)
            m_names.push_back({QStringLiteral("the assertion in ") + path, xml.sliced(begin + 24, 600)});
    }
    m_names.push_back({QStringLiteral("an assertion"), "<Assertion "});
    m_names.push_back({QStringLiteral("a response"), "<samlp:Response"});
    QVERIFY(m_names.size() > 10);
}

/// A search that finds nothing would prove nothing.
void TestSecrets::findsWhatItLooksFor()
{
    std::vector<Secret> all = m_keys;
    all.insert(all.end(), m_names.begin(), m_names.end());
    for (const Secret &secret : all) {
        for (int before = 0; before < 3; ++before) {
            const QByteArray octets = QByteArray(before, 'x') + secret.octets + "yy";
            QByteArray lines = octets.toBase64();
            for (qsizetype at = 64; at < lines.size(); at += 65)
                lines.insert(at, '\n');
            for (const QByteArray &form : {octets, octets.toHex(), octets.toHex(':').toUpper(), octets.toBase64(), lines})
                QVERIFY2(shownIn("before " + form + " after", {secret}).contains(secret.name), qPrintable(secret.name));
        }
        QVERIFY(shownIn("something else", {secret}).isEmpty());
    }
}

void TestSecrets::noKeyMaterialIsSaid()
{
    QVERIFY(m_heard.rest.contains("usher.")); // logging was on
    const QStringList shown = shownIn(m_heard.rest + m_heard.results, m_keys);
    QVERIFY2(shown.isEmpty(), qPrintable(shown.join(u'\n')));
}

void TestSecrets::noNameOrAssertionIsLogged()
{
    const QStringList shown = shownIn(m_heard.rest, m_names);
    QVERIFY2(shown.isEmpty(), qPrintable(shown.join(u'\n')));
}

void TestSecrets::noKeyMaterialLiesInFiles()
{
    int files = 0;
    QDirIterator walk(m_program.file({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        if (m_keyHolders.contains(path))
            continue;
        ++files;
        QVERIFY2(shownIn(contentOf(path), m_keys).isEmpty(), qPrintable(path + shownIn(contentOf(path), m_keys).join(u',')));
    }
    QVERIFY(files > 5);
    QVERIFY(QFile::exists(m_program.file(QStringLiteral("usher/directory.sqlite"))));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "test_secrets.moc"
