// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"

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

    void neverMakesShortKeys() { QCOMPARE(PrivateKey::generateRsa(1024).error().code, ErrorCode::KeyTooShort); }

private:
    std::optional<PrivateKey> m_key;
    std::optional<Certificate> m_certificate;
};

QTEST_GUILESS_MAIN(TestCertificate)
#include "test_certificate.moc"
