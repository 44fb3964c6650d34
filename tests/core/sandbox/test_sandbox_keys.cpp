// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_keys.h"

#include "core/saml/entra.h"
#include "tests/kit/manual_clock.h"
#include "tests/kit/seeded_random.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

#include <sys/resource.h>
#include <unistd.h>

using namespace usher;

namespace {

const TimePoint start = *parseDateTime(u"2026-11-24T17:06:36Z");

Result<sandbox::Keys> loadOrCreate(const QString &folder)
{
    const test::ManualClock clock(start);
    SystemRandom random;
    return sandbox::Keys::loadOrCreate(folder, clock, random);
}

/// What this program does instead of testing where it is started as a child: load or make the keys, and say what came of it.
int loadAsChild(const QByteArray &hardship, const QString &folder)
{
    if (hardship == "full-disk") { // a limit on the size of files is as near as a test gets without a file system of its own
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1000, 1000};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            return 2;
    }
    if (hardship == "no-privileges" && geteuid() == 0 && setuid(65534) != 0) // root may write everywhere
        return 2;
    const auto keys = loadOrCreate(folder);
    const QByteArray answer =
        keys ? keys->certificate.fingerprint().toLatin1() : "error " + QByteArray::number(int(keys.error().code));
    std::puts(answer.constData());
    return 0;
}

std::unique_ptr<QProcess> startChild(const char *hardship, const QString &folder)
{
    auto child = std::make_unique<QProcess>();
    child->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--child"), QString::fromLatin1(hardship), folder});
    return child;
}

QByteArray answerOf(QProcess &child)
{
    child.waitForFinished();
    return child.exitCode() == 0 ? child.readAllStandardOutput().trimmed() : child.readAllStandardError();
}

QByteArray error(ErrorCode code)
{
    return "error " + QByteArray::number(int(code));
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

} // namespace

class TestSandboxKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesKeysAsEntraHasThem()
    {
        const QTemporaryDir folder;
        const auto keys = loadOrCreate(folder.path());
        QVERIFY(keys.has_value());
        QCOMPARE(keys->certificate.keyType(), Certificate::KeyType::Rsa);
        QCOMPARE(keys->certificate.keyBits(), 2048);
        // by which a real directory refuses it
        QVERIFY(keys->certificate.subject().contains(QLatin1String(entra::sandboxCertificateName)));
        QVERIFY(keys->certificate.notBefore() <= start);
        const auto days = std::chrono::duration_cast<std::chrono::days>(keys->certificate.notAfter() - start).count();
        QVERIFY(days > 3 * 365 - 2 && days < 3 * 365 + 2);
    }

    void keepsThem()
    {
        const QTemporaryDir folder;
        const auto first = loadOrCreate(folder.path());
        const auto second = loadOrCreate(folder.path());
        QVERIFY(first && second);
        QCOMPARE(second->certificate, first->certificate);
        QCOMPARE(second->key.pkcs8(), first->key.pkcs8());
    }

    void certificateBelongsToTheKey()
    {
        const QTemporaryDir folder;
        const auto keys = loadOrCreate(folder.path());
        QVERIFY(keys.has_value());
        const auto same = keys->key.selfSigned(QStringLiteral("the same key"), start, start, QByteArray(1, 1));
        QVERIFY(same.has_value());
        QCOMPARE(keys->certificate.publicKey(), same->publicKey());
    }

    void nobodyElseCanReadThem()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QStringLiteral("new/and/deep"));
        QVERIFY(loadOrCreate(folder).has_value());
        const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
        const auto alsoAsUser = QFileDevice::ReadUser | QFileDevice::WriteUser;
        QCOMPARE(QFile::permissions(folder + QStringLiteral("/sandbox-tenant.pem")), owner | alsoAsUser);
        QCOMPARE(QFile::permissions(folder), owner | alsoAsUser | QFileDevice::ExeOwner | QFileDevice::ExeUser);
    }

    void programsThatStartTogetherAgree()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QStringLiteral("sandbox"));
        std::vector<std::unique_ptr<QProcess>> children;
        for (int number = 0; number < 6; ++number)
            children.push_back(startChild("none", folder));
        QSet<QByteArray> answers;
        for (const auto &child : children)
            answers << answerOf(*child);
        const auto keys = loadOrCreate(folder);
        QVERIFY(keys.has_value());
        QCOMPARE(answers, QSet<QByteArray>{keys->certificate.fingerprint().toLatin1()});
        QCOMPARE(filesIn(folder), QStringList{QStringLiteral("sandbox-tenant.pem")});
    }

    void leavesNothingHalfWrittenOnAFullDisk()
    {
        const QTemporaryDir folder;
        QCOMPARE(answerOf(*startChild("full-disk", folder.path())), error(ErrorCode::DiskFull));
        QCOMPARE(filesIn(folder.path()), QStringList());
        QVERIFY(loadOrCreate(folder.path()).has_value());
    }

    void saysThatTheFolderIsReadOnly()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QStringLiteral("sandbox"));
        QVERIFY(QDir().mkdir(folder));
        const auto everybodyReads = QFileDevice::ReadOwner | QFileDevice::ExeOwner | QFileDevice::ReadOther | QFileDevice::ExeOther;
        QVERIFY(QFile::setPermissions(folder, everybodyReads));
        QVERIFY(QFile::setPermissions(parent.path(), everybodyReads | QFileDevice::WriteOwner));
        QCOMPARE(answerOf(*startChild("no-privileges", folder)), error(ErrorCode::FolderReadOnly));
        QCOMPARE(answerOf(*startChild("no-privileges", folder + QStringLiteral("/below"))), error(ErrorCode::FolderReadOnly));
        QVERIFY(QFile::setPermissions(folder, everybodyReads | QFileDevice::WriteOwner));
    }

    void saysThatTheFolderIsAFile()
    {
        const QTemporaryDir parent;
        QFile file(parent.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto keys = loadOrCreate(file.fileName() + QStringLiteral("/below"));
        QVERIFY(!keys.has_value());
        QCOMPARE(keys.error().code, ErrorCode::FileUnwritable);
    }

    void neverReplacesWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("something else") << QByteArray("not a key\n");
        QTest::newRow("a key without its certificate") << PrivateKey::generateRsa(2048)->toPem().view().toByteArray();
    }

    void neverReplacesWhatItCannotRead()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sandbox-tenant.pem"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto keys = loadOrCreate(folder.path());
        QVERIFY(!keys.has_value());
        QCOMPARE(keys.error().code, ErrorCode::KeyUnreadable);
        QCOMPARE(keys.error().subject, path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }
};

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--child")
        return loadAsChild(arguments[2].toLatin1(), arguments[3]);
    TestSandboxKeys test;
    return QTest::qExec(&test, arguments);
}
#include "test_sandbox_keys.moc"
