// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealed_box_key.h"
#include "core/crypto/sealing_key.h"
#include "tests/kit/short_memory.h"

#include <QTest>

using namespace usher;

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

class TestSealing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// draft-irtf-cfrg-xchacha-03, A.3.1
    void opensWhatOthersSealed()
    {
        const QByteArray nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
        const QByteArray sealed =
            hex("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
                "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
                "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
        const SealingKey key = *SealingKey::fromBytes(hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
        const Result<SecretBytes> opened = key.open(nonce + sealed, hex("50515253c0c1c2c3c4c5c6c7"));
        QVERIFY(opened);
        QCOMPARE(opened->view().toByteArray(),
                 QByteArray("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                            "sunscreen would be it."));
    }

    void noticesEveryChangedByte()
    {
        const SealingKey key = *SealingKey::generate();
        const QByteArray sealed = *key.seal("secret", "context");
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = char(changed[i] ^ 1);
            QCOMPARE(key.open(changed, "context").error().code, ErrorCode::SecretUnreadable);
        }
        for (qsizetype size = 0; size < sealed.size(); ++size)
            QCOMPARE(key.open(sealed.first(size), "context").error().code, ErrorCode::SecretUnreadable);
        QCOMPARE(key.open(sealed, "contexT").error().code, ErrorCode::SecretUnreadable);
        QCOMPARE(key.open(sealed, "").error().code, ErrorCode::SecretUnreadable);
    }

    void sealsNothingToo()
    {
        const SealingKey key = *SealingKey::generate();
        QVERIFY(key.open(*key.seal({}, {}), {})->isEmpty());
    }

    void takesKeysOfTheRightSizeOnly()
    {
        QCOMPARE(SealingKey::fromBytes(QByteArray(31, 'k')).error().code, ErrorCode::CryptoFailure);
        QCOMPARE(SealingKey::fromBytes(QByteArray(33, 'k')).error().code, ErrorCode::CryptoFailure);
    }

    void derivesTheSameKeyFromTheSamePassphrase()
    {
        KeyDerivation derivation = *KeyDerivation::fresh();
        derivation.memory = quint64(64) << 20; // the least, to be quick
        const SecretBytes passphrase(QByteArrayView("passphrase"));
        const QByteArray first = SealingKey::derive(passphrase, derivation)->bytes().toByteArray();
        QCOMPARE(SealingKey::derive(passphrase, derivation)->bytes().toByteArray(), first);
        KeyDerivation salted = derivation;
        salted.salt[0] = char(salted.salt[0] ^ 1);
        QVERIFY(SealingKey::derive(passphrase, salted)->bytes().toByteArray() != first);
        derivation.salt.chop(1);
        QCOMPARE(SealingKey::derive(passphrase, derivation).error().code, ErrorCode::CryptoFailure);
    }

    void derivesNothingFromParametersThatNobodyChose_data()
    {
        QTest::addColumn<qsizetype>("saltSize");
        QTest::addColumn<quint64>("operations");
        QTest::addColumn<quint64>("memory");
        const KeyDerivation good = *KeyDerivation::fresh();
        const qsizetype salt = good.salt.size();
        QTest::newRow("a short salt") << salt - 1 << good.operations << good.memory;
        QTest::newRow("little memory") << salt << good.operations << (quint64(64) << 20) - 1;
        QTest::newRow("more memory than anybody has to spare") << salt << good.operations << (quint64(1) << 30) + 1;
        QTest::newRow("no operation") << salt << quint64(0) << good.memory;
        QTest::newRow("operations for hours") << salt << quint64(17) << good.memory;
    }

    void derivesNothingFromParametersThatNobodyChose()
    {
        QFETCH(const qsizetype, saltSize);
        QFETCH(const quint64, operations);
        QFETCH(const quint64, memory);
        const SecretBytes passphrase{QByteArrayView("passphrase")};
        const KeyDerivation derivation{QByteArray(saltSize, 's'), operations, memory};
        QCOMPARE(SealingKey::derive(passphrase, derivation).error().code, ErrorCode::CryptoFailure);
    }

    void saysThatMemoryIsShort()
    {
        const KeyDerivation derivation = *KeyDerivation::fresh();
        const test::ShortMemory shortage(64 << 20); // a quarter of what argon2id wants
        QCOMPARE(SealingKey::derive(SecretBytes(QByteArrayView("passphrase")), derivation).error().code, ErrorCode::CryptoFailure);
    }

    void makesNoKeyWithoutMemory()
    {
        const test::ShortMemory shortage(0);
        QCOMPARE(SealingKey::generate().error().code, ErrorCode::CryptoFailure);
    }

    void derivesAKeyFromNoPassphraseToo()
    {
        KeyDerivation derivation = *KeyDerivation::fresh();
        derivation.memory = quint64(64) << 20;
        QVERIFY(SealingKey::derive({}, derivation).has_value());
    }

    void sealsForNoPointOfSmallOrder() { QCOMPARE(sealFor(QByteArray(32, '\0'), "secret").error().code, ErrorCode::CryptoFailure); }

    void aBoxOpensForItsKeyAlone()
    {
        const SealedBoxKey key = *SealedBoxKey::generate();
        const QByteArray sealed = *sealFor(key.publicHalf(), "secret");
        QCOMPARE(key.open(sealed)->view().toByteArray(), QByteArray("secret"));
        QCOMPARE(SealedBoxKey::generate()->open(sealed).error().code, ErrorCode::SecretUnreadable);
        QCOMPARE(key.open(sealed.chopped(1)).error().code, ErrorCode::SecretUnreadable);
        QCOMPARE(key.open("short").error().code, ErrorCode::SecretUnreadable);
    }

    void aPrivateHalfKnowsItsPublicOne()
    {
        const SealedBoxKey key = *SealedBoxKey::generate();
        QCOMPARE(SealedBoxKey::fromPrivateHalf(SecretBytes(key.privateHalf()))->publicHalf(), key.publicHalf());
        QCOMPARE(SealedBoxKey::fromPrivateHalf(SecretBytes(QByteArrayView("short"))).error().code, ErrorCode::CryptoFailure);
        QCOMPARE(sealFor("short", "secret").error().code, ErrorCode::CryptoFailure);
    }
};

QTEST_APPLESS_MAIN(TestSealing)
#include "test_sealing.moc"
