// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/signature.h"

#include <QTest>

using namespace usher;

namespace {

/// A key with its certificate, made once for the whole program.
struct Pair
{
    PrivateKey key = PrivateKey::generateRsa(2048).value();
    Certificate certificate =
        key.selfSigned(QStringLiteral("test"), TimePoint(), TimePoint() + std::chrono::hours(1), QByteArray("\1")).value();
};

const Pair &ours()
{
    static const Pair pair;
    return pair;
}

const Pair &theirs()
{
    static const Pair pair;
    return pair;
}

constexpr auto text = "SAMLRequest=fZ&RelayState=a%2Bb";

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsItsKeyAndItsOctetsAlone_data()
    {
        QTest::addColumn<SignatureDigest>("digest");
        QTest::newRow("SHA-1") << SignatureDigest::Sha1;
        QTest::newRow("SHA-256") << SignatureDigest::Sha256;
        QTest::newRow("SHA-384") << SignatureDigest::Sha384;
        QTest::newRow("SHA-512") << SignatureDigest::Sha512;
    }

    void fitsItsKeyAndItsOctetsAlone()
    {
        QFETCH(const SignatureDigest, digest);
        const QByteArray signature = signOctets(text, ours().key, digest).value();
        const Certificate &certificate = ours().certificate;
        QCOMPARE(signature.size(), 256);
        QVERIFY(checkSignature(text, signature, certificate, digest) == SignatureMatch::Matches);
        QVERIFY(checkSignature("SAMLRequest=fZ&RelayState=a%2bb", signature, certificate, digest) == SignatureMatch::Differs);
        QVERIFY(checkSignature(text, signature, theirs().certificate, digest) == SignatureMatch::Differs);
        const auto another = digest == SignatureDigest::Sha256 ? SignatureDigest::Sha512 : SignatureDigest::Sha256;
        QVERIFY(checkSignature(text, signature, certificate, another) == SignatureMatch::Differs);
    }

    void refusesWhatIsNoSignature_data()
    {
        QTest::addColumn<QByteArray>("signature");
        const QByteArray good = signOctets(text, ours().key).value();
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut off") << good.chopped(1);
        QTest::newRow("a byte more") << good + '\0';
        QTest::newRow("zeros") << QByteArray(256, '\0');
        QTest::newRow("far too long") << QByteArray(100'000, 'x');
    }

    void refusesWhatIsNoSignature()
    {
        QFETCH(const QByteArray, signature);
        QVERIFY(checkSignature(text, signature, ours().certificate, SignatureDigest::Sha256) == SignatureMatch::Differs);
    }

    void signsNothingToo()
    {
        const QByteArray signature = signOctets({}, ours().key).value();
        QVERIFY(checkSignature({}, signature, ours().certificate, SignatureDigest::Sha256) == SignatureMatch::Matches);
        QVERIFY(checkSignature("x", signature, ours().certificate, SignatureDigest::Sha256) == SignatureMatch::Differs);
    }

    /// No signature method of ours is made with such a key.
    void anEllipticKeyMadeNoSignature()
    {
        const Certificate elliptic = Certificate::fromText(ellipticCertificate).value();
        QVERIFY(elliptic.keyType() == Certificate::KeyType::EllipticCurve);
        QVERIFY(checkSignature(text, signOctets(text, ours().key).value(), elliptic, SignatureDigest::Sha256) ==
                SignatureMatch::Differs);
    }

private:
    static constexpr auto ellipticCertificate =
        "MIIBfTCCASOgAwIBAgIUSlwiCt3jx0EOFG0ciXmSgiOUQTwwCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIZWxsaXB0aWMwIBcNMjYx"
        "MTI1MDEzODU4WhgPMjEyNjExMDEwMTM4NThaMBMxETAPBgNVBAMMCGVsbGlwdGljMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"
        "QbSqyZ7MYB9xSduexbnepoDEkZS/qzH2/hGqJUZ0gf6mVHeYGrkouQhH2ApffnIMZZaMNV5TyotG4srJo9Hv1qNTMFEwHQYDVR0O"
        "BBYEFEEI9gh7+8mR8VnDPfhSwslCoB50MB8GA1UdIwQYMBaAFEEI9gh7+8mR8VnDPfhSwslCoB50MA8GA1UdEwEB/wQFMAMBAf8w"
        "CgYIKoZIzj0EAwIDSAAwRQIhANjcB2g5P18eBmktO4lShGfduEH7GO3rqVeSWlHUiXdbAiANnpuLLngBpneCH5L05XWa9RdiUcL5"
        "XkIrZIo4dIOE4w==";
};

QTEST_APPLESS_MAIN(TestSignature)
#include "test_signature.moc"
