// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_keeper.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace usher;

/// Where there is no keychain: the file alone. test_keychain has the rest.
class TestKeyKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingAtFirst()
    {
        QVERIFY(!*keeper().identity());
        QCOMPARE(keeper().key().error().code, ErrorCode::PortalKeyMissing);
        QVERIFY(!QFile::exists(keeper().path())); // asking makes nothing
    }

    void keepsTheKeyInAFileOfThisUsersAlone()
    {
        const Result<SealedBoxKey> made = keeper().make({});
        QVERIFY(made);
        QCOMPARE(keeper().key()->privateHalf().toByteArray(), made->privateHalf().toByteArray());
        const std::optional<PortalIdentity> identity = *keeper().identity();
        QCOMPARE(identity->place, KeyPlace::File);
        QCOMPARE(identity->publicHalf, made->publicHalf());
        QCOMPARE(QFile::permissions(keeper().path()) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(QFile::permissions(QFileInfo(keeper().path()).path()) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void makesOneKeyHoweverManyStart()
    {
        std::vector<QByteArray> publicHalves(8);
        std::vector<std::thread> threads;
        for (QByteArray &half : publicHalves)
            threads.emplace_back([this, &half] { half = keeper().make({})->publicHalf(); });
        for (std::thread &thread : threads)
            thread.join();
        const QByteArray kept = keeper().key()->publicHalf();
        for (const QByteArray &half : publicHalves)
            QCOMPARE(half, kept);
    }

    void makesAnotherInPlaceOfALostOne()
    {
        const QByteArray first = keeper().make({})->publicHalf();
        const QByteArray second = keeper().make(*keeper().identity())->publicHalf();
        QVERIFY(first != second);
        QCOMPARE(keeper().key()->publicHalf(), second);
    }

    /// A file from a time with a keychain, and none here now.
    void doesNotWriteOverWhatAKeychainKeeps()
    {
        write("keychain " + SealedBoxKey::generate()->publicHalf().toBase64() + '\n');
        QCOMPARE((*keeper().identity())->place, KeyPlace::Keychain);
        QCOMPARE(keeper().key().error().code, ErrorCode::KeychainUnavailable);
    }

    void refusesAFileThatIsNoneOfOurs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another word") << QByteArray("elsewhere AAAA\n");
        QTest::newRow("no base64") << QByteArray("file ???\n");
        QTest::newRow("too short") << QByteArray("file AAAA\n");
        QTest::newRow("nothing in it") << QByteArray("file \n");
        QTest::newRow("no public half") << QByteArray("keychain \n");
    }
    void refusesAFileThatIsNoneOfOurs()
    {
        QFETCH(QByteArray, content);
        write(content);
        QCOMPARE(keeper().identity().error().code, ErrorCode::KeyUnreadable);
        QCOMPARE(keeper().key().error().code, ErrorCode::KeyUnreadable);
    }

    void saysWhereNothingCanBeWritten()
    {
        QFile inTheWay(m_home->filePath(QStringLiteral("usher")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(keeper().make({}).error().code, ErrorCode::FileUnwritable);
    }

    void init() { m_home = std::make_unique<QTemporaryDir>(); }

private:
    [[nodiscard]] KeyKeeper keeper() const { return {m_home->filePath(QStringLiteral("usher")), nullptr}; }

    void write(const QByteArray &content) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(keeper().path()).path()));
        QFile file(keeper().path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_APPLESS_MAIN(TestKeyKeeper)
#include "test_key_keeper.moc"
