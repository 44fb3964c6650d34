// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "tests/kit/seeded_random.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;

namespace {

const TimePoint notBefore = *parseDateTime(u"2026-01-01T00:00:00Z");
const TimePoint notAfter = *parseDateTime(u"2029-01-01T00:00:00Z");

/// What `openssl COMMAND` prints; empty where it fails.
QByteArray openssl(const QByteArray &command, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral("openssl"), QString::fromLatin1(command).split(u' '));
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

} // namespace

class TestCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto key = PrivateKey::generateRsa(2048);
        QVERIFY(key.has_value());
        m_key = *key;
        auto certificate = m_key->selfSigned(QStringLiteral("Müller & Söhne"), notBefore, notAfter, QByteArray::fromHex("01ab"));
        QVERIFY(certificate.has_value());
        m_certificate = *certificate;
    }

    void saysWhatItIs()
    {
        QCOMPARE(m_certificate->subject(), QStringLiteral("CN=Müller & Söhne"));
        QCOMPARE(m_certificate->issuer(), m_certificate->subject());
        QCOMPARE(m_certificate->notBefore(), notBefore);
        QCOMPARE(m_certificate->notAfter(), notAfter);
        QCOMPARE(m_certificate->keyType(), Certificate::KeyType::Rsa);
        QCOMPARE(m_certificate->keyBits(), 2048);
        QCOMPARE(m_certificate->fingerprint().size(), 32 * 3 - 1);
    }

    void pinsTheKeyThatOpensslReads()
    {
        const QByteArray pem = openssl("x509 -inform DER -noout -pubkey", m_certificate->der());
        const QByteArray publicKey = openssl("pkey -pubin -outform DER", pem);
        QVERIFY(!publicKey.isEmpty());
        QCOMPARE(m_certificate->publicKey(), publicKey);
    }

    void readsEveryFormThatPeopleHave_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("DER") << m_certificate->der();
        QTest::newRow("PEM") << m_certificate->toPem();
        QTest::newRow("PEM with Windows line ends") << m_certificate->toPem().replace("\n", "\r\n");
        QTest::newRow("PEM with words before it") << QByteArray("subject=CN\n") + m_certificate->toPem();
        QTest::newRow("base64 as in metadata") << m_certificate->toBase64();
        QTest::newRow("base64, indented") << QByteArray("\n   ") + m_certificate->toBase64().insert(76, "\n   ") + "\n";
    }

    void readsEveryFormThatPeopleHave()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(Certificate::fromBytes(bytes), Result<Certificate>(*m_certificate));
    }

    void refusesWhatIsNoCertificate_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a SEQUENCE of one letter") << QByteArray("0\x01x");
        QTest::newRow("far too long") << QByteArray(m_certificate->der() + QByteArray(300'000, 'x'));
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html></html>");
        QTest::newRow("half of one") << m_certificate->der().left(300);
        QTest::newRow("PEM without end") << m_certificate->toPem().left(600);
        QTest::newRow("two of them") << m_certificate->toPem() + m_certificate->toPem();
        QTest::newRow("something after it") << m_certificate->der() + "x";
        QTest::newRow("a key") << m_key->toPem().view().toByteArray();
        QTest::newRow("another DER structure") << m_certificate->publicKey();
        QTest::newRow("URL-safe base64") << m_certificate->toBase64().replace('/', '_').replace('+', '-').replace("MI", "M-");
    }

    void refusesWhatIsNoCertificate()
    {
        QFETCH(QByteArray, bytes);
        const auto certificate = Certificate::fromBytes(bytes);
        QVERIFY(!certificate.has_value());
        QCOMPARE(certificate.error().code, ErrorCode::CertificateUnreadable);
    }

    void readsTheKindOfAKey_data()
    {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::addColumn<Certificate::KeyType>("type");
        QTest::addColumn<int>("bits");
        QTest::newRow("RSA") << QByteArray("rsa:2048") << Certificate::KeyType::Rsa << 2048;
        QTest::newRow("P-256") << QByteArray("ec -pkeyopt ec_paramgen_curve:P-256") << Certificate::KeyType::EllipticCurve << 256;
        QTest::newRow("Ed25519") << QByteArray("ed25519") << Certificate::KeyType::Other << 256;
    }

    void readsTheKindOfAKey()
    {
        QFETCH(const QByteArray, algorithm);
        QFETCH(const Certificate::KeyType, type);
        QFETCH(const int, bits);
        const QByteArray der = openssl("req -x509 -newkey " + algorithm + " -nodes -subj /CN=name -keyout /dev/null -outform DER");
        const auto certificate = Certificate::fromBytes(der);
        QVERIFY(certificate.has_value());
        QCOMPARE(certificate->keyType(), type);
        if (type != Certificate::KeyType::Other)
            QCOMPARE(certificate->keyBits(), bits);
    }

    void refusesACertificateThatSaysNonsense_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("replacement");
        QTest::newRow("begins in month 19") << QByteArray("260101000000Z") << QByteArray("261901000000Z");
        QTest::newRow("ends in month 19") << QByteArray("290101000000Z") << QByteArray("291901000000Z");
        const QByteArray rsaEncryption = QByteArray::fromHex("06092a864886f70d010101"); // RFC 8017, A.1
        QTest::newRow("a key of a kind that nobody knows") << rsaEncryption << QByteArray::fromHex("06092a864886f70d01017f");
    }

    void refusesACertificateThatSaysNonsense()
    {
        QFETCH(const QByteArray, find);
        QFETCH(const QByteArray, replacement);
        QVERIFY(m_certificate->der().contains(find));
        const auto certificate = Certificate::fromDer(QByteArray(m_certificate->der()).replace(find, replacement));
        QVERIFY(!certificate.has_value());
        QCOMPARE(certificate.error().code, ErrorCode::CertificateUnreadable);
    }

    void certifiesNothingThatACertificateCantSay_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<TimePoint>("from");
        QTest::addColumn<TimePoint>("until");
        const TimePoint never = notAfter + std::chrono::years(9000);
        QTest::newRow("a name of more than 64 characters") << QString(65, u'n') << notBefore << notAfter; // RFC 5280, A.1
        QTest::newRow("begins after the year 9999") << QStringLiteral("name") << never << notAfter;
        QTest::newRow("ends after the year 9999") << QStringLiteral("name") << notBefore << never;
    }

    void certifiesNothingThatACertificateCantSay()
    {
        QFETCH(const QString, name);
        QFETCH(const TimePoint, from);
        QFETCH(const TimePoint, until);
        QVERIFY(!m_key->selfSigned(name, from, until, "1").has_value());
    }

    void serialNumbersArePositiveAndFull()
    {
        test::SeededRandom random;
        for (int i = 0; i < 100; ++i) {
            const QByteArray serial = certificateSerial(random);
            QCOMPARE(serial.size(), 16);
            QCOMPARE(quint8(serial[0]) & 0xc0, 0x40); // RFC 5280, 4.1.2.2: no sign bit, and none of the octets is left out
        }
    }

    void keysSurviveTheirPem()
    {
        const auto again = PrivateKey::fromPem(m_key->toPem().view());
        QVERIFY(again.has_value());
        QCOMPARE(again->pkcs8(), m_key->pkcs8());
    }

    void readsKeysThatOpensslMade()
    {
        for (const QByteArray &command : {QByteArray("genrsa 2048"), QByteArray("genrsa -traditional 2048")}) {
            const QByteArray pem = openssl(command);
            QVERIFY(!pem.isEmpty());
            QVERIFY(PrivateKey::fromPem(pem).has_value());
        }
    }

    void refusesKeysItCannotUse()
    {
        for (const QByteArray &pem :
             {QByteArray(), QByteArray("-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n"),
              m_certificate->toPem(), openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"),
              openssl("genrsa -aes128 -passout pass:secret 2048")}) {
            const auto key = PrivateKey::fromPem(pem);
            QVERIFY(!key.has_value());
            QCOMPARE(key.error().code, ErrorCode::KeyUnreadable);
        }
    }

    void keysSurviveTheirPkcs8()
    {
        const auto again = PrivateKey::fromPkcs8(SecretBytes(m_key->pkcs8()));
        QVERIFY(again.has_value());
        QCOMPARE(again->pkcs8(), m_key->pkcs8());
    }

    void refusesPkcs8ThatIsNoRsaKey()
    {
        const QByteArray pem = openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        for (const QByteArray &der : {QByteArray("nonsense"), openssl("pkcs8 -topk8 -nocrypt -outform DER", pem)}) {
            QVERIFY(!der.isEmpty());
            QCOMPARE(PrivateKey::fromPkcs8(SecretBytes(der)).error().code, ErrorCode::KeyUnreadable);
        }
    }

    void neverMakesKeysThatAreTooShortOrTooLong()
    {
        QCOMPARE(PrivateKey::generateRsa(1024).error().code, ErrorCode::KeyTooShort);
        QCOMPARE(PrivateKey::generateRsa(8200).error().code, ErrorCode::KeyTooShort);
    }

private:
    std::optional<PrivateKey> m_key;
    std::optional<Certificate> m_certificate;
};

QTEST_GUILESS_MAIN(TestCertificate)
#include "test_certificate.moc"
