// SPDX-License-Identifier: GPL-3.0-or-later
#include "judging.h"

#include "core/saml/names.h"

#include <QElapsedTimer>
#include <QProcess>

using namespace usher;
using namespace usher::test;

namespace {

constexpr auto samlNamespaces =
    " xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"";

ResponseText good()
{
    return ResponseText::entra().signedAs(Sign::Assertion);
}

/// The signed assertion, and one that an attacker would rather have believed.
QByteArray original()
{
    return good().part("<Assertion ", "</Assertion>");
}

QByteArray evil(const char *id = "_evil")
{
    return ResponseText::fromXml(ResponseText::entra().part("<Assertion ", "</Assertion>"))
        .with("ID=\"_assertion\"", "ID=\"" + QByteArray(id) + '"')
        .with("amira@", "admin@")
        .xml();
}

QByteArray signature()
{
    return good().part("<Signature ", "</Signature>");
}

/// The good response with its assertion replaced.
ResponseText holding(const QByteArray &content)
{
    return good().with(original(), content);
}

/// What `openssl genrsa 1024` makes; generateRsa() would not.
Signer shortSigner()
{
    QProcess process;
    process.start(QStringLiteral("openssl"), {QStringLiteral("genrsa"), QStringLiteral("1024")});
    process.waitForFinished();
    const auto key = PrivateKey::fromPem(process.readAllStandardOutput());
    if (!key)
        qFatal("openssl made no key");
    return {*key, key->selfSigned(QStringLiteral("short"), issuedAt(), issuedAt() + std::chrono::years(1), "1").value()};
}

} // namespace

/// Hostile documents, each made from a good one (threats.md), and the check that must refuse it.
class TestVerifierAttacks : public QObject
{
    Q_OBJECT

private:
    static void columns()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("alsoFails"); ///< a second check that must see it; may be empty
    }

    static void row(const char *name, const ResponseText &response, CheckName check, ErrorCode fault,
                    std::optional<CheckName> alsoFails = {})
    {
        QTest::newRow(name) << response.xml() << refusal(check, fault) << (alsoFails ? toText(*alsoFails) : QString());
    }

    static void judgeRow()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(const QString, expected);
        QFETCH(const QString, alsoFails);
        QElapsedTimer timer;
        timer.start();
        const Judgement judgement = judged(xml);
        // The promise is 100 ms on an idle machine; this only catches what grows without bound.
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QStringLiteral("%1 ms").arg(timer.elapsed())));
        QCOMPARE(decision(judgement), expected);
        QVERIFY(!judgement.accepted());
        QCOMPARE(judgement.assertion.error().code, judgement.firstFailure()->fault);
        for (const Check &check : judgement.checks) {
            if (toText(check.name) == alsoFails)
                QCOMPARE(check.outcome, CheckOutcome::Failed);
        }
    }

private Q_SLOTS:
    void theTestsOwnPiecesAreGood()
    {
        QCOMPARE(decision(judged(good().xml())), QStringLiteral("accepted"));
        QCOMPARE(decision(judged(holding(original()).xml())), QStringLiteral("accepted"));
    }

    void refusesWrappedSignatures_data()
    {
        columns();
        const ResponseText signedResponse = ResponseText::entra().signedAs(Sign::Response);
        const QByteArray responseSignature = signedResponse.part("<Signature ", "</Signature>");
        const ResponseText unsignedResponse = signedResponse.with(responseSignature, "");
        const auto evilResponse =
            unsignedResponse.with("ID=\"_response\"", "ID=\"_evil\"").with("ID=\"_assertion\"", "ID=\"_evil2\"");
        const QByteArray status = good().part("<samlp:Status>", "</samlp:Status>");
        const QByteArray wrapped = ResponseText::fromXml(responseSignature)
                                       .with("</Signature>", "<Object>" + unsignedResponse.xml() + "</Object></Signature>")
                                       .xml();

        row("XSW1: the Response in the signature's Object", evilResponse.with(status, wrapped + status), CheckName::Shape,
            ErrorCode::SignatureMalformed, CheckName::AssertionCount);
        row("XSW2: the Response beside its signature",
            evilResponse.with(status, unsignedResponse.xml() + responseSignature + status), CheckName::AssertionCount,
            ErrorCode::AssertionCount, CheckName::Reference);
        row("XSW3: before the signed assertion", holding(evil() + original()), CheckName::AssertionCount,
            ErrorCode::AssertionCount);
        row("XSW3: after it", holding(original() + evil()), CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("XSW4: around it", holding(ResponseText::fromXml(evil()).with("</Assertion>", original() + "</Assertion>").xml()),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        const QByteArray unsignedOriginal = ResponseText::fromXml(original()).without("<Signature ", "</Signature>").xml();
        const QByteArray evilSigned = ResponseText::fromXml(evil()).with("<Subject>", signature() + "<Subject>").xml();
        row("XSW5: the signature in the other assertion", holding(evilSigned + unsignedOriginal), CheckName::AssertionCount,
            ErrorCode::AssertionCount, CheckName::Reference);
        row("XSW6: the assertion in the signature in the other",
            holding(ResponseText::fromXml(evilSigned).with("</Signature>", unsignedOriginal + "</Signature>").xml()),
            CheckName::Shape, ErrorCode::SignatureMalformed, CheckName::AssertionCount);
        row("XSW7: in Extensions", good().with(status, "<samlp:Extensions>" + evil() + "</samlp:Extensions>" + status),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("XSW8: the original in its own signature's Object",
            holding(ResponseText::fromXml(evilSigned)
                        .with("</Signature>", "<Object>" + unsignedOriginal + "</Object></Signature>")
                        .xml()),
            CheckName::Shape, ErrorCode::SignatureMalformed, CheckName::AssertionCount);
        row("in an Advice that the provider signed",
            ResponseText::entra().with("</Conditions>", "</Conditions><Advice>" + evil() + "</Advice>").signedAs(Sign::Assertion),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("the only one, but in Extensions",
            good().with(original(), "").with(status, "<samlp:Extensions>" + original() + "</samlp:Extensions>" + status),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("the other one alone, with the signature", holding(evilSigned), CheckName::Reference, ErrorCode::ReferenceMismatch);
        row("the other one alone, under the same ID",
            holding(ResponseText::fromXml(evil("_assertion")).with("<Subject>", signature() + "<Subject>").xml()),
            CheckName::Signature, ErrorCode::SignatureInvalid);
    }
    void refusesWrappedSignatures() { judgeRow(); }

    void refusesTwoThatClaimOneId_data()
    {
        columns();
        row("two assertions", holding(evil("_assertion") + original()), CheckName::Shape, ErrorCode::XmlDuplicateId);
        row("a Status of the assertion's ID", good().with("<samlp:Status>", "<samlp:Status ID=\"_assertion\">"), CheckName::Shape,
            ErrorCode::XmlDuplicateId);
        row("a second ID in a namespace", good().with("ID=\"_assertion\"", "samlp:ID=\"_x\" ID=\"_assertion\""), CheckName::Shape,
            ErrorCode::XmlNamespacedId);
        row("xml:id", good().with("ID=\"_assertion\"", "xml:id=\"_x\" ID=\"_assertion\""), CheckName::Shape,
            ErrorCode::XmlNamespacedId);
        row("an XPath", ResponseText::entra().with("\"_assertion\"", "\"x' or '1'='1\"").signedAs(Sign::Response), CheckName::Shape,
            ErrorCode::XmlMalformedId);
    }
    void refusesTwoThatClaimOneId() { judgeRow(); }

    void refusesWhatSplitsAValue_data()
    {
        columns();
        row("comment in NameID", good().with("amira@contoso", "admin@contoso<!-- -->.evil"), CheckName::Shape,
            ErrorCode::XmlForbiddenNode);
        row("comment in an attribute value", good().with(">Amira<", ">Am<!---->ira<"), CheckName::Shape,
            ErrorCode::XmlForbiddenNode);
        row("comment in a DigestValue", good().with("<DigestValue>", "<DigestValue><!-- -->"), CheckName::Shape,
            ErrorCode::XmlForbiddenNode);
        row("processing instruction in a value", good().with(">Amira<", ">Am<?x y?>ira<"), CheckName::Shape,
            ErrorCode::XmlForbiddenNode);
        row("CDATA in NameID", good().with("amira@", "<![CDATA[amira@]]>"), CheckName::Shape, ErrorCode::XmlForbiddenNode);
    }
    void refusesWhatSplitsAValue() { judgeRow(); }

    void refusesWhatIsNoStrictXml_data()
    {
        columns();
        const QByteArray dtd = "<!DOCTYPE Response [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        row("DOCTYPE", ResponseText::fromXml(dtd + good().xml()), CheckName::Parse, ErrorCode::XmlDoctype);
        row("an ID through an entity",
            ResponseText::fromXml("<!DOCTYPE Response [<!ENTITY x \"_assertion\">]>" +
                                  good().with("ID=\"_assertion\"", "ID=\"&x;\"").xml()),
            CheckName::Parse, ErrorCode::XmlDoctype);
        row("cut off", ResponseText::fromXml(good().xml().chopped(20)), CheckName::Parse, ErrorCode::XmlMalformed);
        row("a second root", ResponseText::fromXml(good().xml() + good().xml()), CheckName::Parse, ErrorCode::XmlMalformed);
        row("NUL", good().with("Amira", QByteArray("Am\0ra", 5)), CheckName::Parse, ErrorCode::XmlMalformed);
        row("broken UTF-8", good().with("Amira", "Am\xC3"), CheckName::Parse, ErrorCode::XmlMalformed);
        row("deep", holding(QByteArray("<x>").repeated(5000) + QByteArray("</x>").repeated(5000)), CheckName::Parse,
            ErrorCode::XmlTooDeep);
        row("many elements", holding(QByteArray("<x/>").repeated(100'000)), CheckName::Shape, ErrorCode::XmlLimitExceeded);
        row("not a Response", ResponseText::fromXml(original()), CheckName::Shape, ErrorCode::NotASamlResponse);
        row("a Response of SAML 1.1",
            good().withEach("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.0:protocol"), CheckName::Shape,
            ErrorCode::NotASamlResponse);
        row("a relative namespace", good().with("<samlp:Status>", "<samlp:Status xmlns:x=\"x\">"), CheckName::Shape,
            ErrorCode::XmlRelativeNamespace);
    }
    void refusesWhatIsNoStrictXml() { judgeRow(); }

    void refusesSignaturesOfAnotherShape_data()
    {
        columns();
        const auto malformed = [](const char *name, const ResponseText &response) {
            row(name, response, CheckName::Shape, ErrorCode::SignatureMalformed);
        };
        const auto misplaced = [](const char *name, const ResponseText &response) {
            row(name, response, CheckName::Shape, ErrorCode::SignatureMisplaced);
        };
        const QByteArray reference = good().part("<Reference ", "</Reference>");
        malformed("two signatures in one assertion", good().with("<Subject>", signature() + "<Subject>"));
        malformed("two SignedInfo",
                  good().with("<SignatureValue>", good().part("<SignedInfo>", "</SignedInfo>") + "<SignatureValue>"));
        malformed("two References", good().with(reference, reference + reference));
        malformed("5,000 References", good().with(reference, QByteArray("<Reference/>").repeated(5000)));
        malformed("no Reference", good().with(reference, ""));
        malformed("an Object", good().with("</SignatureValue>", "</SignatureValue><Object/>"));
        const ResponseText without = good().with(signature(), "");
        misplaced("in the Subject", without.with("<Subject>", "<Subject>" + signature()));
        misplaced("in the Status", without.with("<samlp:Status>", "<samlp:Status>" + signature()));
        misplaced("in the Issuer of the Response", good().with("0d/</Issuer><samlp", "0d/" + signature() + "</Issuer><samlp"));
        row("a key to be fetched",
            good()
                .with("<KeyInfo ", "<KeyInfo xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\" ")
                .with("<X509Data>", "<d:RetrievalMethod URI=\"file:///etc/passwd\"/><X509Data>"),
            CheckName::Shape, ErrorCode::XmlExternalReference);
        row("a Reference to a file", good().with("URI=\"#_assertion\"", "URI=\"file:///etc/passwd\""), CheckName::Shape,
            ErrorCode::XmlExternalReference);
    }
    void refusesSignaturesOfAnotherShape() { judgeRow(); }

    void refusesAnotherReference_data()
    {
        columns();
        const auto fault = [](const char *name, const char *uri) {
            row(name, good().with("URI=\"#_assertion\"", uri), CheckName::Reference, ErrorCode::ReferenceMismatch);
        };
        fault("empty", "URI=\"\"");
        fault("none", "");
        fault("xpointer", "URI=\"#xpointer(/)\"");
        fault("xpointer by id", "URI=\"#xpointer(id('_assertion'))\"");
        fault("the Response", "URI=\"#_response\"");
        fault("another case", "URI=\"#_Assertion\"");
    }
    void refusesAnotherReference() { judgeRow(); }

    void refusesOtherAlgorithms_data()
    {
        columns();
        const auto fault = [](const char *name, const ResponseText &response) {
            row(name, response, CheckName::Algorithm, ErrorCode::AlgorithmRefused);
        };
        const QByteArrayView method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
        const QByteArrayView envelopedTransform = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
        fault("HMAC", good().with(method, "http://www.w3.org/2000/09/xmldsig#hmac-sha1"));
        fault("MD5", good().with(method, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"));
        fault("SHA-1 digest", good().with("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"));
        fault("XSLT", good().with(envelopedTransform, "http://www.w3.org/TR/1999/REC-xslt-19991116"));
        fault("XPath", good().with(envelopedTransform, "http://www.w3.org/TR/1999/REC-xpath-19991116"));
        fault("base64", good().with(envelopedTransform, "http://www.w3.org/2000/09/xmldsig#base64"));
        fault("inclusive c14n",
              good().withEach("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"));
    }
    void refusesOtherAlgorithms() { judgeRow(); }

    void refusesShortKeys()
    {
        const Signer weak = shortSigner();
        TrustPolicy policy = strictPolicy();
        policy.signingCertificates = {weak.certificate};
        QCOMPARE(decision(judged(ResponseText::entra().signedBy(weak, Sign::Assertion).xml(), policy)),
                 refusal(CheckName::Algorithm, ErrorCode::KeyTooShort));
    }

    void refusesWhatNobodyTrustedSigned_data()
    {
        columns();
        const ResponseText entra = ResponseText::entra();
        const auto invalid = [](const char *name, const ResponseText &response) {
            row(name, response, CheckName::Signature, ErrorCode::SignatureInvalid);
        };
        row("not signed", entra, CheckName::Signature, ErrorCode::SignatureMissing);
        row("encrypted, not signed", entra.encrypted(), CheckName::Signature, ErrorCode::SignatureMissing);
        invalid("signed by a stranger, who sends the certificate along", entra.signedBy(strangerSigner(), Sign::Both));
        invalid("another name", good().with("amira@", "admin@"));
        invalid("another Recipient", good().with("Recipient=\"http://localhost", "Recipient=\"https://localhost"));
        invalid("white space", good().with("<Subject>", "<Subject> "));
        invalid("signature value of nothing", good()
                                                  .without("<SignatureValue>", "</SignatureValue>")
                                                  .with("</SignedInfo>", "</SignedInfo><SignatureValue>AAAA</SignatureValue>"));
        invalid("signature value that is no base64", good().with("<SignatureValue>", "<SignatureValue>%%%"));
        invalid("Response's good, assertion's by a stranger",
                entra.signedBy(strangerSigner(), Sign::Assertion).signedAs(Sign::Response));
        invalid("assertion's good, Response's by a stranger", good().signedBy(strangerSigner(), Sign::Response));
        invalid("both good, Response changed", entra.signedAs(Sign::Both).with("Destination=\"http://", "Destination=\"https://"));
        invalid("assertion by a stranger, encrypted", entra.signedBy(strangerSigner(), Sign::Assertion).encrypted());
        invalid("encrypted, signed around by a stranger", entra.encrypted().signedBy(strangerSigner(), Sign::Response));
    }
    void refusesWhatNobodyTrustedSigned() { judgeRow(); }

    void decryptsNothingOutOfAForgedResponse()
    {
        const auto xml = good().encrypted().signedBy(strangerSigner(), Sign::Response).xml();
        QCOMPARE(outcomeOf(judged(xml), CheckName::Encryption), QStringLiteral("skipped"));
    }

    void refusesWithoutCertificate()
    {
        TrustPolicy policy = strictPolicy();
        policy.signingCertificates.clear();
        QCOMPARE(decision(judged(good().xml(), policy)), refusal(CheckName::Signature, ErrorCode::NoTrustedCertificate));
    }

    void refusesWhatHidesInEncryption_data()
    {
        columns();
        const QByteArray encryptedOriginal = good().encrypted().part("<EncryptedAssertion", "</EncryptedAssertion>");
        row("plain beside encrypted", holding(evil() + encryptedOriginal), CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("encrypted beside plain", holding(encryptedOriginal + evil()), CheckName::AssertionCount, ErrorCode::AssertionCount);
        const auto inside = [](const QByteArray &before, const QByteArray &after) {
            return good().with(before, after).encrypted();
        };
        row("a second assertion inside", inside("<Conditions ", "<Advice>" + evil() + "</Advice><Conditions "),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("two IDs inside", inside("<Subject>", "<Subject ID=\"_assertion2\"><x xmlns=\"urn:x\" ID=\"_assertion2\"/>"),
            CheckName::Shape, ErrorCode::XmlDuplicateId);
        row("something else inside",
            ResponseText::entra()
                .with("<samlp:Status>", "<samlp:Status ID=\"_status\">")
                .encrypted("_status", "EncryptedAssertion")
                .without("<Assertion ", "</Assertion>"),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        row("RSA 1.5",
            good().encrypted().with("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", "http://www.w3.org/2001/04/xmlenc#rsa-1_5"),
            CheckName::Algorithm, ErrorCode::AlgorithmRefused);
        row("a cipher to be fetched",
            good()
                .encrypted()
                .without("<xenc:CipherData>", "</xenc:CipherData>")
                .with("</xenc:EncryptedData>",
                      "<xenc:CipherData><xenc:CipherReference URI=\"file:///etc/passwd\"/></xenc:CipherData></xenc:EncryptedData>"),
            CheckName::Shape, ErrorCode::XmlExternalReference);
    }
    void refusesWhatHidesInEncryption() { judgeRow(); }

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

    void refusesInputThatIsNoStrictBase64_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("fault");
        const QByteArray base64 =
            ResponseText::fromXml(good().xml() + QByteArray(2 - (good().xml().size() + 1) % 3, '\n')).xml().toBase64();
        QVERIFY(base64.endsWith('='));
        const int notBase64 = int(ErrorCode::InputNotBase64);
        QTest::newRow("nothing") << QByteArray() << int(ErrorCode::InputEmpty);
        QTest::newRow("white space") << QByteArray(" \r\n") << int(ErrorCode::InputEmpty);
        QTest::newRow("junk") << QByteArray(base64).insert(40, '!') << notBase64;
        QTest::newRow("form feed") << QByteArray(base64).insert(40, '\f') << notBase64;
        QTest::newRow("two blobs") << base64 + base64 << notBase64;
        QTest::newRow("URL-safe letters") << QByteArray(base64).replace('/', '_').replace('+', '-').insert(40, "-_-_") << notBase64;
        QTest::newRow("missing padding") << QByteArray(base64).replace("=", "") << notBase64;
        QTest::newRow("percent-encoded") << base64.toPercentEncoding() << notBase64;
        QTest::newRow("XML") << good().xml() << notBase64;
        QTest::newRow("too large") << QByteArray(QByteArray(2 << 20, 'x').toBase64()) << int(ErrorCode::InputTooLarge);
        QTest::newRow("far too large") << QByteArray(8 << 20, 'A') << int(ErrorCode::InputTooLarge);
    }

    void refusesInputThatIsNoStrictBase64()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const int, fault);
        const Judgement judgement = judge({input, UnverifiedResponse::Encoding::Base64}, strictPolicy(),
                                          ExpectedRequest::withId(QString::fromLatin1(requestId)), issuedAt());
        QCOMPARE(decision(judgement), refusal(CheckName::Input, ErrorCode(fault)));
        QCOMPARE(outcomeOf(judgement, CheckName::Parse), QStringLiteral("skipped"));
    }

    void acceptsBase64InLines()
    {
        QByteArray lines;
        const QByteArray base64 = good().xml().toBase64();
        for (qsizetype at = 0; at < base64.size(); at += 64)
            lines += base64.mid(at, 64) + "\r\n";
        QVERIFY(judge({lines, UnverifiedResponse::Encoding::Base64}, strictPolicy(),
                      ExpectedRequest::withId(QString::fromLatin1(requestId)), issuedAt())
                    .accepted());
    }

    void costsLittleWhateverItHolds_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const QByteArray tiny = "<Assertion" + QByteArray(samlNamespaces) + ">" + signature() + "</Assertion>";
        QTest::newRow("signed assertions") << holding(tiny.repeated(350)).xml();
        QTest::newRow("signatures") << holding(signature().repeated(350)).xml();
        const QByteArray confirmation = ResponseText::entra().part("<SubjectConfirmation ", "</SubjectConfirmation>");
        const ResponseText entra = ResponseText::entra();
        QTest::newRow("confirmations") << entra.with(confirmation, confirmation.repeated(2500)).signedAs(Sign::Assertion).xml();
        QTest::newRow("issuers") << entra.with("<Subject>", QByteArray("<Issuer/>").repeated(5'000) + "<Subject>").xml();
        QTest::newRow("attributes") << entra
                                           .with("<AttributeStatement>",
                                                 "<AttributeStatement>" + QByteArray("<Attribute Name=\"x\"/>").repeated(5'000))
                                           .xml();
        QTest::newRow("audiences")
            << entra.with("<Audience>", QByteArray("<Audience>x</Audience>").repeated(5'000) + "<Audience>").xml();
        QTest::newRow("statements")
            << entra.with("<AuthnStatement ", QByteArray("<AuthnStatement/>").repeated(5'000) + "<AuthnStatement ").xml();
        QTest::newRow("conditions")
            << entra.with("<AudienceRestriction>", QByteArray("<Condition/>").repeated(5'000) + "<AudienceRestriction>").xml();
    }

    void costsLittleWhateverItHolds()
    {
        QFETCH(const QByteArray, xml);
        QElapsedTimer timer;
        timer.start();
        const Judgement judgement = judged(xml);
        qInfo("%lld ms, %s", timer.elapsed(), qPrintable(decision(judgement)));
        QVERIFY(timer.elapsed() < 5000); // the promise is 100 ms, measured by a benchmark; this catches what grows without bound
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

QTEST_GUILESS_MAIN(TestVerifierAttacks)
#include "test_verifier_attacks.moc"
