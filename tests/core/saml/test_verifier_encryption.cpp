// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "judging.h"

using namespace usher;
using namespace usher::test;

/// What may hide in an encrypted assertion, and what its refusal may tell.
class TestVerifierEncryption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decryptsNothingOutOfAForgedResponse()
    {
        const auto xml = good().encrypted().signedBy(strangerSigner(), Sign::Response).xml();
        QCOMPARE(outcomeOf(judged(xml), CheckName::Encryption), QStringLiteral("skipped"));
    }

    void refusesWhatHidesInEncryption_data()
    {
        refusalColumns();
        const QByteArray encryptedOriginal = good().encrypted().part("<EncryptedAssertion", "</EncryptedAssertion>");
        refusalRow("plain beside encrypted", holding(evil() + encryptedOriginal), CheckName::AssertionCount,
                   ErrorCode::AssertionCount);
        refusalRow("encrypted beside plain", holding(encryptedOriginal + evil()), CheckName::AssertionCount,
                   ErrorCode::AssertionCount);
        const auto inside = [](const QByteArray &before, const QByteArray &after) {
            return good().with(before, after).encrypted();
        };
        refusalRow("a second assertion inside", inside("<Conditions ", "<Advice>" + evil() + "</Advice><Conditions "),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("two IDs inside", inside("<Subject>", "<Subject ID=\"_assertion2\"><x xmlns=\"urn:x\" ID=\"_assertion2\"/>"),
                   CheckName::Shape, ErrorCode::XmlDuplicateId);
        refusalRow("something else inside",
                   ResponseText::entra()
                       .with("<samlp:Status>", "<samlp:Status ID=\"_status\">")
                       .encrypted("_status", "EncryptedAssertion")
                       .without("<Assertion ", "</Assertion>"),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow(
            "RSA 1.5",
            good().encrypted().with("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", "http://www.w3.org/2001/04/xmlenc#rsa-1_5"),
            CheckName::Algorithm, ErrorCode::AlgorithmRefused);
        refusalRow(
            "a cipher to be fetched",
            good()
                .encrypted()
                .without("<xenc:CipherData>", "</xenc:CipherData>")
                .with("</xenc:EncryptedData>",
                      "<xenc:CipherData><xenc:CipherReference URI=\"file:///etc/passwd\"/></xenc:CipherData></xenc:EncryptedData>"),
            CheckName::Shape, ErrorCode::XmlExternalReference);
    }
    void refusesWhatHidesInEncryption() { judgeRefusalRow(); }

    /// Whatever is wrong with a cipher, the answer is one and the same (threat 30).
    void givesOneAnswerToEveryBrokenCipher_data()
    {
        QTest::addColumn<int>("algorithm");
        QTest::newRow("CBC") << int(xml::EncryptionAlgorithm::Aes256Cbc);
        QTest::newRow("GCM") << int(xml::EncryptionAlgorithm::Aes256Gcm);
    }

    void givesOneAnswerToEveryBrokenCipher()
    {
        QFETCH(const int, algorithm);
        const ResponseText encrypted = good().encrypted(xml::EncryptionAlgorithm(algorithm));
        const QByteArray value = longestCipherValue(encrypted.xml());
        const QByteArray cipher = QByteArray::fromBase64(value);
        const Judgement expected = judged(ResponseText::fromXml(encrypted.xml()).with(value, "AAAA").xml());
        QCOMPARE(decision(expected), refusal(CheckName::Encryption, ErrorCode::DecryptionFailed));
        for (const qsizetype at :
             {qsizetype(0), qsizetype(20), cipher.size() / 2, cipher.size() - 33, cipher.size() - 17, cipher.size() - 1}) {
            QByteArray broken = cipher;
            broken[at] = char(broken[at] ^ 0x55);
            const Judgement judgement = judged(ResponseText::fromXml(encrypted.xml()).with(value, broken.toBase64()).xml());
            // A block of rubbish may still be well-formed text; then the signature inside refuses it.
            if (decision(judgement) == refusal(CheckName::Signature, ErrorCode::SignatureInvalid))
                continue;
            QCOMPARE(withoutInput(judgement), withoutInput(expected));
        }
        for (const qsizetype cut : {1, 15, 16, 17}) {
            const Judgement judgement =
                judged(ResponseText::fromXml(encrypted.xml()).with(value, cipher.chopped(cut).toBase64()).xml());
            QCOMPARE(withoutInput(judgement), withoutInput(expected));
        }
    }

    void refusesAnAssertionEncryptedForSomebodyElse()
    {
        TrustPolicy policy = strictPolicy();
        policy.decryptionKeys = {strangerSigner().key};
        QCOMPARE(decision(judged(good().encrypted().xml(), policy)), refusal(CheckName::Encryption, ErrorCode::DecryptionFailed));
        policy.decryptionKeys.clear();
        QCOMPARE(decision(judged(good().encrypted().xml(), policy)), refusal(CheckName::Encryption, ErrorCode::NoDecryptionKey));
    }

private:
    /// Input tells the size, which an attacker knows.
    static std::vector<Check> withoutInput(const Judgement &judgement)
    {
        std::vector<Check> checks = judgement.checks;
        std::erase_if(checks, [](const Check &check) { return check.name == CheckName::Input; });
        return checks;
    }

    static QByteArray longestCipherValue(const QByteArray &xml)
    {
        QByteArray longest;
        for (qsizetype at = xml.indexOf("CipherValue>"); at >= 0; at = xml.indexOf("CipherValue>", at + 1)) {
            const qsizetype begin = at + qsizetype(qstrlen("CipherValue>"));
            const QByteArray value = xml.mid(begin, xml.indexOf('<', begin) - begin);
            if (value.size() > longest.size())
                longest = value;
        }
        return longest;
    }
};

QTEST_APPLESS_MAIN(TestVerifierEncryption)
#include "test_verifier_encryption.moc"
