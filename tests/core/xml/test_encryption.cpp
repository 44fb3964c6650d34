// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"
#include "core/xml/encryption.h"
#include "core/xml/signature.h"
#include "sample_response.h"

#include <QTest>

using namespace usher;
using namespace usher::xml;
using test::between;

namespace {

constexpr auto saml = "urn:oasis:names:tc:SAML:2.0:assertion";

/// Changes the octets inside the last CipherValue: the one of EncryptedData.
QByteArray withCipherValue(const QByteArray &bytes, const std::function<void(QByteArray &)> &change)
{
    const QByteArray opening = "<xenc:CipherValue>";
    const qsizetype begin = bytes.indexOf(opening) + opening.size();
    const qsizetype end = bytes.indexOf("</xenc:CipherValue>", begin);
    QByteArray value = QByteArray::fromBase64(bytes.mid(begin, end - begin));
    change(value);
    return QByteArray(bytes).replace(begin, end - begin, value.toBase64());
}

} // namespace

class TestEncryption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (std::optional<test::Provider> *pair : {&m_provider, &m_recipient, &m_other}) {
            const auto made = test::Provider::make();
            QVERIFY(made.has_value());
            *pair = *made;
        }
        const auto signedResponse = signElement(test::unsignedResponse(), m_provider->order(test::assertionId));
        QVERIFY(signedResponse.has_value());
        m_signed = *signedResponse;
        m_encrypted = encrypt(EncryptionAlgorithm::Aes256Cbc);
        m_encryptedGcm = encrypt(EncryptionAlgorithm::Aes256Gcm);
        QVERIFY(decrypt(m_encrypted).has_value());
        QVERIFY(decrypt(m_encryptedGcm).has_value());
    }

    void decryptsWhatItEncrypted_data()
    {
        QTest::addColumn<EncryptionAlgorithm>("algorithm");
        QTest::addColumn<QByteArray>("uri");
        QTest::newRow("AES-128-CBC") << EncryptionAlgorithm::Aes128Cbc << QByteArray("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
        QTest::newRow("AES-256-CBC") << EncryptionAlgorithm::Aes256Cbc << QByteArray("http://www.w3.org/2001/04/xmlenc#aes256-cbc");
        QTest::newRow("AES-128-GCM") << EncryptionAlgorithm::Aes128Gcm << QByteArray("http://www.w3.org/2009/xmlenc11#aes128-gcm");
        QTest::newRow("AES-256-GCM") << EncryptionAlgorithm::Aes256Gcm << QByteArray("http://www.w3.org/2009/xmlenc11#aes256-gcm");
    }

    void decryptsWhatItEncrypted()
    {
        QFETCH(EncryptionAlgorithm, algorithm);
        QFETCH(QByteArray, uri);
        const QByteArray encrypted = encrypt(algorithm);
        QVERIFY(encrypted.contains(uri));
        QVERIFY(encrypted.contains("<EncryptedAssertion xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\">"));
        QVERIFY(!encrypted.contains("Ada"));
        const auto plain = decrypt(encrypted);
        QVERIFY(plain.has_value());
        QVERIFY(plain->startsWith("<Assertion "));
        QVERIFY(plain->contains(">Ada<"));
    }

    void keepsTheSignatureInsideValid()
    {
        const auto plain = decrypt(m_encrypted);
        QVERIFY(plain.has_value());
        const auto document = Document::parse(*plain);
        QVERIFY(document.has_value());
        const std::vector<Certificate> trusted{m_provider->certificate};
        const auto verified = verifySignature(*document, document->root(), trusted, {});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->octets, test::canonicalAssertion());
    }

    void carriesTheNamespacesThatTheElementSees()
    {
        const QByteArray bytes = "<r xmlns:xs='http://www.w3.org/2001/XMLSchema'><a ID='x' type='xs:string'>1</a></r>";
        const auto encrypted = encryptElement(bytes, QStringLiteral("x"), QStringLiteral("EncryptedID"), m_recipient->certificate,
                                              EncryptionAlgorithm::Aes256Gcm);
        QVERIFY(encrypted.has_value());
        const auto document = Document::parse(*encrypted);
        QVERIFY(document.has_value());
        const std::vector<PrivateKey> keys{m_recipient->key};
        const auto plain = decryptElement(*document->root().onlyChild(saml, "EncryptedID"), keys);
        QCOMPARE(plain.value_or(QByteArray()),
                 QByteArray("<a xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ID=\"x\" type=\"xs:string\">1</a>"));
    }

    void triesEveryKey() { QVERIFY(decrypt(m_encrypted, {m_other->key, m_recipient->key}).has_value()); }

    void findsTheKeyBesideTheData()
    {
        const QByteArray key = between(m_encrypted, "<e:EncryptedKey ", "</e:EncryptedKey>");
        const QByteArray movedKey =
            QByteArray(key).replace("<DigestMethod ", "<DigestMethod xmlns=\"http://www.w3.org/2000/09/xmldsig#\" ");
        const QByteArray retrieval = "<RetrievalMethod URI=\"#k\"/>";
        const QByteArray beside =
            QByteArray(m_encrypted).replace(key, retrieval).replace("</xenc:EncryptedData>", "</xenc:EncryptedData>" + movedKey);
        QVERIFY(decrypt(beside).has_value());
        const QByteArray keyInfo = between(beside, "<KeyInfo ", "</KeyInfo>");
        QVERIFY(decrypt(QByteArray(beside).replace(keyInfo, {})).has_value());
    }

    void findsItsKeyAmongThoseOfOtherRecipients()
    {
        const QByteArray key = between(m_encrypted, "<e:EncryptedKey ", "</e:EncryptedKey>");
        const auto foreign = encryptElement(m_signed, QString::fromLatin1(test::assertionId), QStringLiteral("EncryptedAssertion"),
                                            m_other->certificate, EncryptionAlgorithm::Aes256Cbc);
        QVERIFY(foreign.has_value());
        const QByteArray foreignKey = between(*foreign, "<e:EncryptedKey ", "</e:EncryptedKey>");
        QVERIFY(decrypt(QByteArray(m_encrypted).replace(key, foreignKey + key)).has_value());
    }

    void refusesBeforeAnyKeyIsUsed_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("replacement");
        const auto refused = [](const char *name, const QByteArray &find, const QByteArray &replacement) {
            QTest::newRow(name) << find << replacement;
        };
        const QByteArray oaep = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
        const QByteArray aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
        refused("RSA 1.5", oaep, "http://www.w3.org/2001/04/xmlenc#rsa-1_5");
        refused("OAEP of XML Encryption 1.1", oaep, "http://www.w3.org/2009/xmlenc11#rsa-oaep");
        refused("OAEP with SHA-256", "http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmlenc#sha256");
        refused("OAEP with two digests", "</e:EncryptionMethod>",
                "<DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"/></e:EncryptionMethod>");
        refused("AES key wrap", oaep, "http://www.w3.org/2001/04/xmlenc#kw-aes256");
        refused("3DES", aes, "http://www.w3.org/2001/04/xmlenc#tripledes-cbc");
        refused("AES-192", aes, "http://www.w3.org/2001/04/xmlenc#aes192-cbc");
        refused("no algorithm", " Algorithm=\"" + aes + '"', {});
        refused("something unknown", aes, "urn:unknown");
    }

    void refusesBeforeAnyKeyIsUsed()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, replacement);
        QVERIFY(m_encrypted.contains(find));
        // Without any key at all, so no key can have been used.
        const auto plain = decrypt(QByteArray(m_encrypted).replace(find, replacement), {});
        QCOMPARE(plain.error().code, ErrorCode::AlgorithmRefused);
    }

    void refusesOneBadKeyTransportBesideAGoodOne()
    {
        const QByteArray key = between(m_encrypted, "<e:EncryptedKey ", "</e:EncryptedKey>");
        const QByteArray weak = QByteArray(key).replace("rsa-oaep-mgf1p", "rsa-1_5");
        QCOMPARE(decrypt(QByteArray(m_encrypted).replace(key, key + weak)).error().code, ErrorCode::AlgorithmRefused);
    }

    void saysThatThereIsNoKey() { QCOMPARE(decrypt(m_encrypted, {}).error().code, ErrorCode::NoDecryptionKey); }

    void hasOneErrorForEverythingElse_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray key = between(m_encrypted, "<e:EncryptedKey ", "</e:EncryptedKey>");
        const QByteArray sealedKey = between(m_encrypted, "<e:CipherValue>", "</e:CipherValue>");
        const auto changed = [&](const QByteArray &find, const QByteArray &replacement) {
            return QByteArray(m_encrypted).replace(find, replacement);
        };
        const auto flip = [](qsizetype fromEnd) { // the highest bit, which no valid padding length has
            return [fromEnd](QByteArray &value) { value[value.size() - fromEnd] = char(value[value.size() - fromEnd] ^ 0x80); };
        };

        QTest::newRow("wrong padding") << withCipherValue(m_encrypted, flip(17));
        QTest::newRow("half a block") << withCipherValue(m_encrypted, [](QByteArray &value) { value.chop(8); });
        QTest::newRow("IV only") << withCipherValue(m_encrypted, [](QByteArray &value) { value.truncate(16); });
        QTest::newRow("no data") << withCipherValue(m_encrypted, [](QByteArray &value) { value.clear(); });
        QTest::newRow("GCM tag changed") << withCipherValue(m_encryptedGcm, flip(1));
        QTest::newRow("GCM tag truncated") << withCipherValue(m_encryptedGcm, [](QByteArray &value) { value.chop(4); });
        QTest::newRow("GCM tag gone") << withCipherValue(m_encryptedGcm, [](QByteArray &value) { value.chop(16); });
        QTest::newRow("GCM shorter than a tag") << withCipherValue(m_encryptedGcm, [](QByteArray &value) { value.truncate(20); });
        QTest::newRow("GCM text changed") << withCipherValue(m_encryptedGcm, flip(40));
        QTest::newRow("sealed key is nonsense") << changed(sealedKey, "<e:CipherValue>AAAA</e:CipherValue>");
        QTest::newRow("sealed key is empty") << changed(sealedKey, "<e:CipherValue/>");
        QTest::newRow("sealed key is not base64") << changed(sealedKey, "<e:CipherValue>?</e:CipherValue>");
        QTest::newRow("key for another cipher") << changed("#aes256-cbc", "#aes128-cbc");
        QTest::newRow("no sealed key") << changed(key, {});
        QTest::newRow("100 sealed keys") << changed(key, key.repeated(100));
        QTest::newRow("two EncryptedData") << changed("</EncryptedAssertion>",
                                                      between(m_encrypted, "<xenc:EncryptedData ", "</xenc:EncryptedData>") +
                                                          "</EncryptedAssertion>");
        QTest::newRow("cipher reference") << changed(between(m_encrypted, "<xenc:CipherValue>", "</xenc:CipherValue>"),
                                                     "<xenc:CipherReference URI=\"file:///etc/hostname\"/>");
        QTest::newRow("no method") << changed(between(m_encrypted, "<xenc:EncryptionMethod ", "/>"), {});
        QTest::newRow("no cipher data") << changed(between(m_encrypted, "<xenc:CipherData>", "</xenc:CipherData>"), {});
        QTest::newRow("sealed key behind a file") << changed(key, "<RetrievalMethod URI=\"file:///etc/hostname\"/>");
    }

    void hasOneErrorForEverythingElse()
    {
        QFETCH(QByteArray, bytes);
        const auto plain = decrypt(bytes);
        QVERIFY(!plain.has_value());
        const Error expected{ErrorCode::DecryptionFailed, QStringLiteral("/samlp:Response/EncryptedAssertion")};
        QCOMPARE(plain.error(), expected);
    }

    void hasTheSameErrorForAForeignKey()
    {
        const Error expected{ErrorCode::DecryptionFailed, QStringLiteral("/samlp:Response/EncryptedAssertion")};
        QCOMPARE(decrypt(m_encrypted, {m_other->key}).error(), expected);
    }

private:
    [[nodiscard]] QByteArray encrypt(EncryptionAlgorithm algorithm) const
    {
        return encryptElement(m_signed, QString::fromLatin1(test::assertionId), QStringLiteral("EncryptedAssertion"),
                              m_recipient->certificate, algorithm)
            .value_or(QByteArray());
    }

    [[nodiscard]] static Result<QByteArray> decrypt(const QByteArray &bytes, const std::vector<PrivateKey> &keys)
    {
        USHER_TRY(const Document document, Document::parse(bytes));
        return decryptElement(*document.root().onlyChild(saml, "EncryptedAssertion"), keys);
    }
    [[nodiscard]] Result<QByteArray> decrypt(const QByteArray &bytes) const { return decrypt(bytes, {m_recipient->key}); }

    std::optional<test::Provider> m_provider;
    std::optional<test::Provider> m_recipient;
    std::optional<test::Provider> m_other;
    QByteArray m_signed;
    QByteArray m_encrypted;
    QByteArray m_encryptedGcm;
};

QTEST_APPLESS_MAIN(TestEncryption)
#include "test_encryption.moc"
