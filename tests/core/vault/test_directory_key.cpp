// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/directory_key.h"

#include <QTest>

using namespace usher;

namespace {

const SecretName name{QStringLiteral("service-provider-key"), QStringLiteral("row 1")};

SecretBytes secret(const char *text)
{
    return SecretBytes(QByteArrayView(text));
}

} // namespace

class TestDirectoryKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed()
    {
        const DirectoryKey key = *DirectoryKey::generate();
        const QByteArray sealed = *key.seal(name, "a secret");
        QVERIFY(!sealed.contains("secret"));
        QCOMPARE(key.open(name, sealed)->view().toByteArray(), QByteArray("a secret"));
    }

    void sealsNothingTwiceAlike()
    {
        const DirectoryKey key = *DirectoryKey::generate();
        QVERIFY(*key.seal(name, "a secret") != *key.seal(name, "a secret"));
    }

    void opensNothingElse_data()
    {
        QTest::addColumn<QString>("purpose");
        QTest::addColumn<QString>("row");
        QTest::newRow("another purpose") << QStringLiteral("last-claims") << name.row;
        QTest::newRow("another row") << name.purpose << QStringLiteral("row 2");
        QTest::newRow("the parts moved") << QStringLiteral("service-provider-keyrow") << QStringLiteral(" 1");
    }
    void opensNothingElse()
    {
        QFETCH(QString, purpose);
        QFETCH(QString, row);
        const DirectoryKey key = *DirectoryKey::generate();
        const QByteArray sealed = *key.seal(name, "a secret");
        QCOMPARE(key.open({purpose, row}, sealed).error().code, ErrorCode::SecretUnreadable);
    }

    void anotherKeyOpensNothing()
    {
        const QByteArray sealed = *DirectoryKey::generate()->seal(name, "a secret");
        QCOMPARE(DirectoryKey::generate()->open(name, sealed).error().code, ErrorCode::SecretUnreadable);
    }

    void isUnwrappedByItsPortalAlone()
    {
        const SealedBoxKey portal = *SealedBoxKey::generate();
        const DirectoryKey key = *DirectoryKey::generate();
        const QByteArray sealed = *key.seal(name, "a secret");
        const QByteArray wrapped = *key.wrapFor(portal.publicHalf());
        QCOMPARE(DirectoryKey::unwrap(wrapped, portal)->open(name, sealed)->view().toByteArray(), QByteArray("a secret"));
        QCOMPARE(DirectoryKey::unwrap(wrapped, *SealedBoxKey::generate()).error().code, ErrorCode::SecretUnreadable);
    }

    void comesBackWithTheRecoveryPassphraseAlone()
    {
        const DirectoryKey key = *DirectoryKey::generate();
        const QByteArray sealed = *key.seal(name, "a secret");
        const RecoveryLock lock = *key.lockWith(secret("correct horse battery"));
        const Result<DirectoryKey> back = DirectoryKey::unlock(lock, secret("correct horse battery"));
        QVERIFY(back);
        QCOMPARE(back->open(name, sealed)->view().toByteArray(), QByteArray("a secret"));
        QCOMPARE(DirectoryKey::unlock(lock, secret("Correct horse battery")).error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(DirectoryKey::unlock(lock, SecretBytes()).error().code, ErrorCode::WrongPassphrase);
    }

    /// Whoever wrote the file must not make an owner derive a key cheaply, or wait for ever.
    void refusesADerivationOutOfBounds_data()
    {
        QTest::addColumn<qulonglong>("operations");
        QTest::addColumn<qulonglong>("memory");
        QTest::newRow("cheap") << 3ull << 8192ull;
        QTest::newRow("all memory") << 3ull << (64ull << 30);
        QTest::newRow("for ever") << 1000000ull << (256ull << 20);
    }
    void refusesADerivationOutOfBounds()
    {
        QFETCH(qulonglong, operations);
        QFETCH(qulonglong, memory);
        RecoveryLock lock = *DirectoryKey::generate()->lockWith(secret("correct horse battery"));
        lock.derivation.operations = operations;
        lock.derivation.memory = memory;
        QCOMPARE(DirectoryKey::unlock(lock, secret("correct horse battery")).error().code, ErrorCode::CryptoFailure);
    }
};

QTEST_APPLESS_MAIN(TestDirectoryKey)
#include "test_directory_key.moc"
