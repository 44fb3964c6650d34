// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_keeper.h"
#include "core/vault/keychain.h"
#include "tests/core/vault/keyring_session.h"

#include <QFile>
#include <QTest>

#include <future>

using namespace usher;
using namespace usher::test;

/// The real way to a real keychain: QtKeychain, libsecret, GNOME Keyring.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsASecret()
    {
        const QByteArray secret("\0\xff octets", 9);
        QVERIFY(m_keychain.write(QStringLiteral("kept"), SecretBytes(QByteArrayView(secret))));
        const Result<SecretBytes> read = m_keychain.read(QStringLiteral("kept"));
        QVERIFY(read);
        QCOMPARE(read->view().toByteArray(), secret);
    }

    void saysWhatItDoesNotKnow()
    {
        const Result<SecretBytes> read = m_keychain.read(QStringLiteral("never written"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::PortalKeyMissing);
    }

    void servesSeveralThreadsAtOnce()
    {
        std::vector<std::future<Result<SecretBytes>>> reads;
        QVERIFY(m_keychain.write(QStringLiteral("shared"), SecretBytes(QByteArrayView("secret"))));
        for (int i = 0; i < 4; ++i)
            reads.push_back(std::async(std::launch::async, [this] { return m_keychain.read(QStringLiteral("shared")); }));
        for (auto &read : reads)
            QCOMPARE(read.get()->view().toByteArray(), QByteArray("secret"));
    }

    void aPortalKeyGoesIntoTheKeychainAndOnlyTheChoiceIntoTheFile()
    {
        const QTemporaryDir folder;
        KeyKeeper keeper(folder.path(), &m_keychain);
        const Result<SealedBoxKey> made = keeper.make({});
        QVERIFY(made);
        QCOMPARE((*keeper.identity())->place, KeyPlace::Keychain);
        QFile file(keeper.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains(made->publicHalf().toBase64()));
        QVERIFY(!content.contains(made->privateHalf().toByteArray().toBase64()));

        const KeyKeeper later(folder.path(), &m_keychain);
        QCOMPARE(later.key()->privateHalf().toByteArray(), made->privateHalf().toByteArray());
        QVERIFY(!m_keyring.files().contains(made->privateHalf().toByteArray())); // the keyring seals what it keeps
    }

    void twoDataFoldersDoNotMeetInTheKeychain()
    {
        const QTemporaryDir one;
        const QTemporaryDir other;
        const Result<SealedBoxKey> first = KeyKeeper(one.path(), &m_keychain).make({});
        const Result<SealedBoxKey> second = KeyKeeper(other.path(), &m_keychain).make({});
        QVERIFY(first->publicHalf() != second->publicHalf());
        QCOMPARE(KeyKeeper(one.path(), &m_keychain).key()->publicHalf(), first->publicHalf());
    }

    void aKeychainThatForgotIsSaidAndMadeGood()
    {
        const QTemporaryDir folder;
        KeyKeeper keeper(folder.path(), &m_keychain);
        const QByteArray lost = keeper.make({})->publicHalf();
        m_keyring.forget();
        const Result<SealedBoxKey> key = keeper.key();
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::PortalKeyMissing);
        const Result<SealedBoxKey> made = keeper.make(*keeper.identity());
        QVERIFY(made);
        QVERIFY(made->publicHalf() != lost);
        QCOMPARE((*keeper.identity())->place, KeyPlace::Keychain);
    }

    /// What the keychain had is never put into a file by itself.
    void aKeychainThatIsAwayIsWaitedForByPeople()
    {
        const QTemporaryDir folder;
        KeyKeeper keeper(folder.path(), &m_keychain);
        QVERIFY(keeper.make({}));
        m_keyring.stop();
        const Result<SealedBoxKey> key = keeper.key();
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::KeychainUnavailable);
        QCOMPARE((*keeper.identity())->place, KeyPlace::Keychain);
    }

    /// After the one before: the service is off the bus, and libsecret does not find one that comes back within one process.
    void withoutAKeychainServiceTheFileIsTakenAtOnce()
    {
        const QTemporaryDir folder;
        KeyKeeper keeper(folder.path(), &m_keychain);
        QElapsedTimer time;
        time.start();
        QVERIFY(keeper.make({}));
        QVERIFY2(time.elapsed() < 5000, QByteArray::number(time.elapsed()).constData());
        QCOMPARE((*keeper.identity())->place, KeyPlace::File);
        m_keyring.start();
        QCOMPARE((*keeper.identity())->place, KeyPlace::File); // the choice is remembered
        QVERIFY(keeper.key());
    }

private:
    Keyring m_keyring;
    Keychain m_keychain;
};

int main(int argc, char **argv)
{
    if (const std::optional<int> outer = runInOwnSession(argc, argv))
        return *outer;
    QCoreApplication application(argc, argv);
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_keychain.moc"
