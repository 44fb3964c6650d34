// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "judging.h"

#include <QElapsedTimer>
#include <QProcess>

using namespace usher;
using namespace usher::test;

namespace {

constexpr auto samlNamespaces =
    " xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"";

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

private Q_SLOTS:
    void theTestsOwnPiecesAreGood()
    {
        QCOMPARE(decision(judged(good().xml())), QStringLiteral("accepted"));
        QCOMPARE(decision(judged(holding(original()).xml())), QStringLiteral("accepted"));
    }

    void refusesWrappedSignatures_data()
    {
        refusalColumns();
        const ResponseText signedResponse = ResponseText::entra().signedAs(Sign::Response);
        const QByteArray responseSignature = signedResponse.part("<Signature ", "</Signature>");
        const ResponseText unsignedResponse = signedResponse.with(responseSignature, "");
        const auto evilResponse =
            unsignedResponse.with("ID=\"_response\"", "ID=\"_evil\"").with("ID=\"_assertion\"", "ID=\"_evil2\"");
        const QByteArray status = good().part("<samlp:Status>", "</samlp:Status>");
        const QByteArray wrapped = ResponseText::fromXml(responseSignature)
                                       .with("</Signature>", "<Object>" + unsignedResponse.xml() + "</Object></Signature>")
                                       .xml();

        refusalRow("XSW1: the Response in the signature's Object", evilResponse.with(status, wrapped + status),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("XSW2: the Response beside its signature",
                   evilResponse.with(status, unsignedResponse.xml() + responseSignature + status), CheckName::AssertionCount,
                   ErrorCode::AssertionCount, CheckName::Reference);
        refusalRow("XSW3: before the signed assertion", holding(evil() + original()), CheckName::AssertionCount,
                   ErrorCode::AssertionCount);
        refusalRow("XSW3: after it", holding(original() + evil()), CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("XSW4: around it",
                   holding(ResponseText::fromXml(evil()).with("</Assertion>", original() + "</Assertion>").xml()),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        const QByteArray unsignedOriginal = ResponseText::fromXml(original()).without("<Signature ", "</Signature>").xml();
        const QByteArray evilSigned = ResponseText::fromXml(evil()).with("<Subject>", signature() + "<Subject>").xml();
        refusalRow("XSW5: the signature in the other assertion", holding(evilSigned + unsignedOriginal), CheckName::AssertionCount,
                   ErrorCode::AssertionCount, CheckName::Reference);
        refusalRow("XSW6: the assertion in the signature in the other",
                   holding(ResponseText::fromXml(evilSigned).with("</Signature>", unsignedOriginal + "</Signature>").xml()),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("XSW7: in Extensions", good().with(status, "<samlp:Extensions>" + evil() + "</samlp:Extensions>" + status),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("XSW8: the original in its own signature's Object",
                   holding(ResponseText::fromXml(evilSigned)
                               .with("</Signature>", "<Object>" + unsignedOriginal + "</Object></Signature>")
                               .xml()),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow(
            "in an Advice that the provider signed",
            ResponseText::entra().with("</Conditions>", "</Conditions><Advice>" + evil() + "</Advice>").signedAs(Sign::Assertion),
            CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("the only one, but in Extensions",
                   good().with(original(), "").with(status, "<samlp:Extensions>" + original() + "</samlp:Extensions>" + status),
                   CheckName::AssertionCount, ErrorCode::AssertionCount);
        refusalRow("the other one alone, with the signature", holding(evilSigned), CheckName::Reference,
                   ErrorCode::ReferenceMismatch);
        refusalRow("the other one alone, under the same ID",
                   holding(ResponseText::fromXml(evil("_assertion")).with("<Subject>", signature() + "<Subject>").xml()),
                   CheckName::Signature, ErrorCode::SignatureInvalid);
    }
    void refusesWrappedSignatures() { judgeRefusalRow(); }

    void refusesTwoThatClaimOneId_data()
    {
        refusalColumns();
        refusalRow("two assertions", holding(evil("_assertion") + original()), CheckName::Shape, ErrorCode::XmlDuplicateId);
        refusalRow("a Status of the assertion's ID", good().with("<samlp:Status>", "<samlp:Status ID=\"_assertion\">"),
                   CheckName::Shape, ErrorCode::XmlDuplicateId);
        refusalRow("a second ID in a namespace", good().with("ID=\"_assertion\"", "samlp:ID=\"_x\" ID=\"_assertion\""),
                   CheckName::Shape, ErrorCode::XmlNamespacedId);
        refusalRow("xml:id", good().with("ID=\"_assertion\"", "xml:id=\"_x\" ID=\"_assertion\""), CheckName::Shape,
                   ErrorCode::XmlNamespacedId);
        refusalRow("an XPath", ResponseText::entra().with("\"_assertion\"", "\"x' or '1'='1\"").signedAs(Sign::Response),
                   CheckName::Shape, ErrorCode::XmlMalformedId);
    }
    void refusesTwoThatClaimOneId() { judgeRefusalRow(); }

    void refusesWhatSplitsAValue_data()
    {
        refusalColumns();
        refusalRow("comment in NameID", good().with("amira@contoso", "admin@contoso<!-- -->.evil"), CheckName::Shape,
                   ErrorCode::XmlForbiddenNode);
        refusalRow("comment in an attribute value", good().with(">Amira<", ">Am<!---->ira<"), CheckName::Shape,
                   ErrorCode::XmlForbiddenNode);
        refusalRow("comment in a DigestValue", good().with("<DigestValue>", "<DigestValue><!-- -->"), CheckName::Shape,
                   ErrorCode::XmlForbiddenNode);
        refusalRow("processing instruction in a value", good().with(">Amira<", ">Am<?x y?>ira<"), CheckName::Shape,
                   ErrorCode::XmlForbiddenNode);
        refusalRow("CDATA in NameID", good().with("amira@", "<![CDATA[amira@]]>"), CheckName::Shape, ErrorCode::XmlForbiddenNode);
    }
    void refusesWhatSplitsAValue() { judgeRefusalRow(); }

    void refusesWhatIsNoStrictXml_data()
    {
        refusalColumns();
        const QByteArray dtd = "<!DOCTYPE Response [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        refusalRow("DOCTYPE", ResponseText::fromXml(dtd + good().xml()), CheckName::Parse, ErrorCode::XmlDoctype);
        refusalRow("an ID through an entity",
                   ResponseText::fromXml("<!DOCTYPE Response [<!ENTITY x \"_assertion\">]>" +
                                         good().with("ID=\"_assertion\"", "ID=\"&x;\"").xml()),
                   CheckName::Parse, ErrorCode::XmlDoctype);
        refusalRow("cut off", ResponseText::fromXml(good().xml().chopped(20)), CheckName::Parse, ErrorCode::XmlMalformed);
        refusalRow("a second root", ResponseText::fromXml(good().xml() + good().xml()), CheckName::Parse, ErrorCode::XmlMalformed);
        refusalRow("NUL", good().with("Amira", QByteArray("Am\0ra", 5)), CheckName::Parse, ErrorCode::XmlMalformed);
        refusalRow("broken UTF-8", good().with("Amira", "Am\xC3"), CheckName::Parse, ErrorCode::XmlMalformed);
        refusalRow("deep", holding(QByteArray("<x>").repeated(5000) + QByteArray("</x>").repeated(5000)), CheckName::Parse,
                   ErrorCode::XmlTooDeep);
        refusalRow("many elements", holding(QByteArray("<x/>").repeated(100'000)), CheckName::Shape, ErrorCode::XmlLimitExceeded);
        refusalRow("not a Response", ResponseText::fromXml(original()), CheckName::Shape, ErrorCode::NotASamlResponse);
        refusalRow("a Response of SAML 1.1",
                   good().withEach("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.0:protocol"),
                   CheckName::Shape, ErrorCode::NotASamlResponse);
        refusalRow("a relative namespace", good().with("<samlp:Status>", "<samlp:Status xmlns:x=\"x\">"), CheckName::Shape,
                   ErrorCode::XmlRelativeNamespace);
    }
    void refusesWhatIsNoStrictXml() { judgeRefusalRow(); }

    void refusesSignaturesOfAnotherShape_data()
    {
        refusalColumns();
        const auto malformed = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Shape, ErrorCode::SignatureMalformed);
        };
        const auto misplaced = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Shape, ErrorCode::SignatureMisplaced);
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
        refusalRow("a key to be fetched",
                   good()
                       .with("<KeyInfo ", "<KeyInfo xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\" ")
                       .with("<X509Data>", "<d:RetrievalMethod URI=\"file:///etc/passwd\"/><X509Data>"),
                   CheckName::Shape, ErrorCode::XmlExternalReference);
        refusalRow("a Reference to a file", good().with("URI=\"#_assertion\"", "URI=\"file:///etc/passwd\""), CheckName::Shape,
                   ErrorCode::XmlExternalReference);
    }
    void refusesSignaturesOfAnotherShape() { judgeRefusalRow(); }

    void refusesAnotherReference_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const char *uri) {
            refusalRow(name, good().with("URI=\"#_assertion\"", uri), CheckName::Reference, ErrorCode::ReferenceMismatch);
        };
        fault("empty", "URI=\"\"");
        fault("none", "");
        fault("xpointer", "URI=\"#xpointer(/)\"");
        fault("xpointer by id", "URI=\"#xpointer(id('_assertion'))\"");
        fault("the Response", "URI=\"#_response\"");
        fault("another case", "URI=\"#_Assertion\"");
    }
    void refusesAnotherReference() { judgeRefusalRow(); }

    void refusesOtherAlgorithms_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Algorithm, ErrorCode::AlgorithmRefused);
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
    void refusesOtherAlgorithms() { judgeRefusalRow(); }

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
        refusalColumns();
        const ResponseText entra = ResponseText::entra();
        const auto invalid = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Signature, ErrorCode::SignatureInvalid);
        };
        refusalRow("not signed", entra, CheckName::Signature, ErrorCode::SignatureMissing);
        refusalRow("encrypted, not signed", entra.encrypted(), CheckName::Signature, ErrorCode::SignatureMissing);
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
    void refusesWhatNobodyTrustedSigned() { judgeRefusalRow(); }

    void refusesWithoutCertificate()
    {
        TrustPolicy policy = strictPolicy();
        policy.signingCertificates.clear();
        QCOMPARE(decision(judged(good().xml(), policy)), refusal(CheckName::Signature, ErrorCode::NoTrustedCertificate));
    }

    void costsLittleWhateverItHolds_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("expected");
        const auto refused = [](const char *name, const ResponseText &response, CheckName check, ErrorCode fault) {
            QTest::newRow(name) << response.xml() << refusal(check, fault);
        };
        const ResponseText entra = ResponseText::entra();
        const auto many = [](const char *xml) { return QByteArray(xml).repeated(5'000); };
        const QByteArray tiny = "<Assertion" + QByteArray(samlNamespaces) + ">" + signature() + "</Assertion>";
        refused("signed assertions", holding(tiny.repeated(350)), CheckName::AssertionCount, ErrorCode::AssertionCount);
        refused("signatures", holding(original() + signature().repeated(350)), CheckName::Shape, ErrorCode::SignatureMalformed);
        refused("issuers", entra.with("<Subject>", many("<Issuer/>") + "<Subject>").signedAs(Sign::Assertion), CheckName::Issuer,
                ErrorCode::IssuerMismatch);
        refused(
            "attributes",
            entra.with("<AttributeStatement>", "<AttributeStatement>" + many("<Attribute Name=\"x\"/>")).signedAs(Sign::Assertion),
            CheckName::Attribute, ErrorCode::AttributeDuplicated);
        refused("statements",
                entra.with("<AuthnStatement ", many("<AuthnStatement/>") + "<AuthnStatement ").signedAs(Sign::Assertion),
                CheckName::NotBefore, ErrorCode::TimeMalformed);
        refused("conditions",
                entra.with("<AudienceRestriction>", many("<Condition/>") + "<AudienceRestriction>").signedAs(Sign::Assertion),
                CheckName::Audience, ErrorCode::ConditionUnknown);
        refused(
            "confirmations, none of the first ones ours",
            entra
                .with("<SubjectConfirmation ",
                      QByteArray("<SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><SubjectConfirmationData/>"
                                 "</SubjectConfirmation>")
                              .repeated(2'500) +
                          "<SubjectConfirmation ")
                .signedAs(Sign::Assertion),
            CheckName::Recipient, ErrorCode::RecipientMismatch);
        QTest::newRow("audiences")
            << entra.with("<Audience>", many("<Audience>x</Audience>") + "<Audience>").signedAs(Sign::Assertion).xml()
            << QStringLiteral("accepted");
    }

    void costsLittleWhateverItHolds()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(const QString, expected);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(decision(judged(xml)), expected);
        // The promise is 100 ms on an idle machine; this only catches what grows without bound.
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QStringLiteral("%1 ms").arg(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestVerifierAttacks)
#include "test_verifier_attacks.moc"
