// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"
#include "core/xml/signature.h"
#include "sample_response.h"

#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace usher;
using namespace usher::xml;
using test::between;

namespace {

constexpr auto saml = "urn:oasis:names:tc:SAML:2.0:assertion";
constexpr auto c14nTransform = "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
constexpr auto envelopedTransform = "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";

/// What `openssl genrsa 1024` makes; generateRsa() would not.
Result<PrivateKey> shortKey()
{
    QProcess process;
    process.start(QStringLiteral("openssl"), {QStringLiteral("genrsa"), QStringLiteral("1024")});
    process.waitForFinished();
    return PrivateKey::fromPem(process.readAllStandardOutput());
}

} // namespace

/// Hostile documents, each made from one good response (threats.md), and what must refuse each.
class TestSignatureAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto provider = test::Provider::make();
        QVERIFY(provider.has_value());
        m_provider = *provider;
        const auto signedResponse = signElement(test::unsignedResponse(), m_provider->order(test::assertionId));
        QVERIFY(signedResponse.has_value());
        m_signed = *signedResponse;
        QVERIFY(verify(m_signed).has_value());
    }

    void refusesWhatWasChanged_data()
    {
        columns();
        row("another value", ">Ada<", ">Eve<", ErrorCode::SignatureInvalid);
        row("another attribute name", "\"firstName\"", "\"lastName\"", ErrorCode::SignatureInvalid);
        row("white space in a value", ">Ada<", ">Ada <", ErrorCode::SignatureInvalid);
        row("one more element", "<Subject>", "<Advice/><Subject>", ErrorCode::SignatureInvalid);
        row("digest of something else", "<DigestValue>", "<DigestValue>AAAA", ErrorCode::SignatureInvalid);
        row("no digest", between(m_signed, "<DigestValue>", "</DigestValue>"), "<DigestValue/>", ErrorCode::SignatureInvalid);
        row("no signature value", signatureValue(), "<SignatureValue/>", ErrorCode::SignatureInvalid);
        row("signature value that is not base64", signatureValue(), "<SignatureValue>?!</SignatureValue>",
            ErrorCode::SignatureInvalid);
        row("short signature value", signatureValue(), "<SignatureValue>AAAA</SignatureValue>", ErrorCode::SignatureInvalid);
        row("signature value with more behind it", "</SignatureValue>", "AAAA</SignatureValue>", ErrorCode::SignatureInvalid);
        row("signature value of zeros", signatureValue(),
            "<SignatureValue>" + QByteArray(256, '\0').toBase64() + "</SignatureValue>", ErrorCode::SignatureInvalid);
        row("no signature", between(m_signed, "<Signature ", "</Signature>"), {}, ErrorCode::SignatureMissing);
        row("signature in another namespace", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">",
            "<Signature xmlns=\"urn:other\">", ErrorCode::SignatureMissing);
        row("signature one element deeper", between(m_signed, "<Signature ", "</Signature>"),
            "<Advice>" + between(m_signed, "<Signature ", "</Signature>") + "</Advice>", ErrorCode::SignatureMissing);
    }
    void refusesWhatWasChanged() { refuses(); }

    void refusesWhatSplitsAValue_data()
    {
        columns();
        row("comment in the NameID", "contoso.example<", "contoso.example<!-- -->.evil<", ErrorCode::XmlForbiddenNode);
        row("comment in an attribute value", ">Ada<", ">A<!-- -->da<", ErrorCode::XmlForbiddenNode);
        row("comment in DigestValue", "<DigestValue>", "<DigestValue><!-- -->", ErrorCode::XmlForbiddenNode);
        row("comment in SignatureValue", "<SignatureValue>", "<SignatureValue><!-- -->", ErrorCode::XmlForbiddenNode);
        row("processing instruction in a value", ">Ada<", ">A<?p?>da<", ErrorCode::XmlForbiddenNode);
        row("element in DigestValue", "<DigestValue>", "<DigestValue><b>AAAA</b>", ErrorCode::SignatureMalformed);
        row("element in SignatureValue", "<SignatureValue>", "<SignatureValue><b/>", ErrorCode::SignatureMalformed);
    }
    void refusesWhatSplitsAValue() { refuses(); }

    void refusesAnotherShapeOfSignature_data()
    {
        const QByteArray signature = between(m_signed, "<Signature ", "</Signature>");
        const QByteArray signedInfo = between(m_signed, "<SignedInfo>", "</SignedInfo>");
        const QByteArray reference = between(m_signed, "<Reference ", "</Reference>");
        columns();
        const auto malformed = [&](const char *name, const QByteArray &find, const QByteArray &replacement) {
            row(name, find, replacement, ErrorCode::SignatureMalformed);
        };
        malformed("two signatures", signature, signature + signature);
        malformed("two SignedInfo", signedInfo, signedInfo + signedInfo);
        malformed("SignedInfo of another namespace before", signedInfo, "<SignedInfo xmlns='urn:x'/>" + signedInfo);
        malformed("SignedInfo behind KeyInfo", "</KeyInfo>", "</KeyInfo>" + signedInfo);
        malformed("no SignedInfo", signedInfo, {});
        malformed("no SignatureValue", signatureValue(), {});
        malformed("SignatureValue first", signedInfo + signatureValue(), signatureValue() + signedInfo);
        malformed("two SignatureValues", signatureValue(), signatureValue() + signatureValue());
        malformed("Object", "</KeyInfo>", "</KeyInfo><Object/>");
        malformed("Object with a manifest", "</KeyInfo>", "</KeyInfo><Object><Manifest>" + reference + "</Manifest></Object>");
        malformed("Object instead of KeyInfo", between(m_signed, "<KeyInfo ", "</KeyInfo>"), "<Object/>");
        malformed("two KeyInfo", "</KeyInfo>", "</KeyInfo><KeyInfo/>");
        malformed("two references", reference, reference + reference);
        malformed("no reference", reference, {});
        malformed("900 references", reference, reference.repeated(900));
        malformed("5,000 empty references", reference, QByteArray("<Reference/>").repeated(5000));
        row("3,000 references", reference, reference.repeated(3000), ErrorCode::XmlLimitExceeded);
        malformed("two digests", "<DigestValue>", "<DigestValue>AAAA</DigestValue><DigestValue>");
        malformed("no transforms element", between(m_signed, "<Transforms>", "</Transforms>"), {});
        malformed("something else among the transforms", "<Transforms>", "<Transforms><Object/>");
        malformed("text in SignedInfo", "<SignedInfo>", "<SignedInfo>text");
        malformed("text in Reference", "<Transforms>", "text<Transforms>");
        malformed("100,000 inclusive prefixes", c14nTransform,
                  QByteArray(c14nTransform).replace("/>", ">") +
                      "<i:InclusiveNamespaces xmlns:i=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"" +
                      QByteArray("a ").repeated(100'000) + "\"/></Transform>");
    }
    void refusesAnotherShapeOfSignature() { refuses(); }

    void refusesAnotherReference_data()
    {
        columns();
        const auto uri = [&](const char *name, const QByteArray &replacement, ErrorCode code) {
            row(name, " URI=\"#_a1b2\"", replacement, code);
        };
        uri("empty", " URI=\"\"", ErrorCode::ReferenceMismatch);
        uri("absent", {}, ErrorCode::ReferenceMismatch);
        uri("# alone", " URI=\"#\"", ErrorCode::ReferenceMismatch);
        uri("the response", " URI=\"#_r3c4\"", ErrorCode::ReferenceMismatch);
        uri("nothing that is there", " URI=\"#_nobody\"", ErrorCode::ReferenceMismatch);
        uri("xpointer to the root", " URI=\"#xpointer(/)\"", ErrorCode::ReferenceMismatch);
        uri("xpointer to the element", " URI=\"#xpointer(id('_a1b2'))\"", ErrorCode::ReferenceMismatch);
        uri("quotes", " URI=\"#_a1b2')|//*[('\"", ErrorCode::ReferenceMismatch);
        uri("another letter case", " URI=\"#_A1B2\"", ErrorCode::ReferenceMismatch);
        uri("white space", " URI=\"#_a1b2 \"", ErrorCode::ReferenceMismatch);
        uri("in another namespace", " x:URI=\"#_a1b2\" xmlns:x=\"urn:x\"", ErrorCode::ReferenceMismatch);
        uri("file", " URI=\"file:///etc/hostname\"", ErrorCode::XmlExternalReference);
        uri("web address", " URI=\"http://127.0.0.1:9/\"", ErrorCode::XmlExternalReference);
        row("the element's ID is gone", " ID=\"_a1b2\"", {}, ErrorCode::ReferenceMismatch);
        row("the element has an Id instead", " ID=\"_a1b2\"", " Id=\"_a1b2\"", ErrorCode::ReferenceMismatch);
        row("the ID is another element's", " ID=\"_r3c4\"", " ID=\"_a1b2\"", ErrorCode::XmlDuplicateId);
        row("namespaced ID beside the ID", " ID=\"_a1b2\"", " samlp:ID=\"_x\" ID=\"_a1b2\"", ErrorCode::XmlNamespacedId);
        row("only a namespaced ID", " ID=\"_a1b2\"", " samlp:ID=\"_a1b2\"", ErrorCode::XmlNamespacedId);
        row("xml:id elsewhere", "<samlp:Status>", "<samlp:Status xml:id=\"_a1b2\">", ErrorCode::XmlNamespacedId);
        row("relative namespace", "<Assertion ", "<Assertion xmlns:r=\"relative\" ", ErrorCode::XmlRelativeNamespace);
    }
    void refusesAnotherReference() { refuses(); }

    void refusesAnyOtherAlgorithm_data()
    {
        columns();
        const auto refused = [&](const char *name, const QByteArray &find, const QByteArray &replacement) {
            row(name, find, replacement, ErrorCode::AlgorithmRefused);
        };
        const QByteArray method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
        refused("RSA with SHA-1", method, "http://www.w3.org/2000/09/xmldsig#rsa-sha1");
        refused("RSA with MD5", method, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5");
        refused("HMAC with SHA-1", method, "http://www.w3.org/2000/09/xmldsig#hmac-sha1");
        refused("DSA", method, "http://www.w3.org/2000/09/xmldsig#dsa-sha1");
        refused("RSA-PSS", method, "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1");
        refused("no signature method", " Algorithm=\"" + method + '"', {});
        refused("a truncated value", "rsa-sha256\"/>", "rsa-sha256\"><HMACOutputLength>8</HMACOutputLength></SignatureMethod>");

        const QByteArray digest = "http://www.w3.org/2001/04/xmlenc#sha256";
        refused("SHA-1 digest", digest, "http://www.w3.org/2000/09/xmldsig#sha1");
        refused("MD5 digest", digest, "http://www.w3.org/2001/04/xmldsig-more#md5");
        refused("no digest method", " Algorithm=\"" + digest + '"', {});

        const QByteArray canonicalization = "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
        refused("inclusive c14n", canonicalization,
                "<CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>");
        refused("c14n that keeps comments", canonicalization,
                "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"/>");
        refused("no canonicalization named", canonicalization, "<CanonicalizationMethod/>");

        const auto transform = [&](const char *name, const QByteArray &algorithm, const QByteArray &content = {}) {
            refused(name, c14nTransform, "<Transform Algorithm=\"" + algorithm + "\">" + content + "</Transform>" + c14nTransform);
        };
        transform("XSLT", "http://www.w3.org/TR/1999/REC-xslt-19991116",
                  "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>");
        transform("XPath", "http://www.w3.org/TR/1999/REC-xpath-19991116", "<XPath>count(//*)</XPath>");
        transform("XPath filter 2", "http://www.w3.org/2002/06/xmldsig-filter2");
        transform("base64", "http://www.w3.org/2000/09/xmldsig#base64");
        transform("xpointer", "http://www.w3.org/2001/04/xmldsig-more/xptr");
        transform("exclusive c14n twice", "http://www.w3.org/2001/10/xml-exc-c14n#");
        refused("no exclusive c14n", c14nTransform, {});
        refused("not enveloped", envelopedTransform, {});
        refused("no transform at all", QByteArray(envelopedTransform) + c14nTransform, {});
        refused("transforms in the other order", QByteArray(envelopedTransform) + c14nTransform,
                QByteArray(c14nTransform) + envelopedTransform);
    }
    void refusesAnyOtherAlgorithm() { refuses(); }

    void refusesHmacWithThePublicCertificateAsItsKey()
    {
        QByteArray signedInfo = between(m_signed, "<SignedInfo>", "</SignedInfo>");
        signedInfo.replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                           "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256");
        // Exclusive c14n by hand: the namespace that SignedInfo sees, and no empty-element tags.
        QString canonical = QString::fromUtf8(signedInfo)
                                .replace(QStringLiteral("<SignedInfo>"),
                                         QStringLiteral("<SignedInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\">"));
        canonical.replace(QRegularExpression(QStringLiteral("<(\\w+)([^>]*)/>")), QStringLiteral("<\\1\\2></\\1>"));
        const QByteArray value =
            QMessageAuthenticationCode::hash(canonical.toUtf8(), m_provider->certificate.publicKey(), QCryptographicHash::Sha256);
        const QByteArray hostile = QByteArray(m_signed)
                                       .replace(between(m_signed, "<SignedInfo>", "</SignedInfo>"), signedInfo)
                                       .replace(signatureValue(), "<SignatureValue>" + value.toBase64() + "</SignatureValue>");
        QCOMPARE(verify(hostile).error().code, ErrorCode::AlgorithmRefused);
        QVERIFY(verify(hostile).error().subject.endsWith(u"hmac-sha256"));
    }

    void refusesAnAttackersKeyInKeyInfo()
    {
        const auto attacker = test::Provider::make();
        QVERIFY(attacker.has_value());
        const auto forged = signElement(test::unsignedResponse(), attacker->order(test::assertionId));
        QVERIFY(forged.has_value());
        QVERIFY(forged->contains(attacker->certificate.toBase64()));
        QCOMPARE(verify(*forged).error().code, ErrorCode::SignatureInvalid);
    }

    void refusesAShortKeyEvenWhereItIsTrusted()
    {
        const auto key = shortKey();
        QVERIFY(key.has_value());
        const auto weak = test::Provider::withKey(*key);
        QVERIFY(weak.has_value());
        const auto response = signElement(test::unsignedResponse(), weak->order(test::assertionId));
        QVERIFY(response.has_value());
        QCOMPARE(verify(*response, {weak->certificate}).error().code, ErrorCode::KeyTooShort);
        QCOMPARE(verify(*response, {weak->certificate, m_provider->certificate}).error().code, ErrorCode::SignatureInvalid);
    }

    /// XSW: the signed assertion is kept somewhere, another one stands where it is read.
    void neverVerifiesAnAssertionThatWasWrappedAround_data()
    {
        const QByteArray original = between(m_signed, "<Assertion ", "</Assertion>");
        const QByteArray signature = between(m_signed, "<Signature ", "</Signature>");
        const QByteArray evil = QByteArray(original).replace(">Ada<", ">Eve<").replace("_a1b2", "_evil");
        const QByteArray evilUnsigned = QByteArray(evil).remove(evil.indexOf(signature.left(20)), signature.size());
        QVERIFY(!evilUnsigned.contains("Signature"));

        columns();
        const QByteArray extensions = "<samlp:Extensions>" + original + "</samlp:Extensions>";
        row("signature copied, original in Extensions", original, extensions + QByteArray(evil).replace("#_evil", "#_a1b2"),
            ErrorCode::ReferenceMismatch);
        row("signature repointed, original in Extensions", original, extensions + evil, ErrorCode::SignatureInvalid);
        row("same ID", original, extensions + QByteArray(evil).replace("_evil", "_a1b2"), ErrorCode::XmlDuplicateId);
        row("no signature of its own", original, extensions + evilUnsigned, ErrorCode::SignatureMissing);
        row("original inside the new one", original, QByteArray(evilUnsigned).replace("</Assertion>", original + "</Assertion>"),
            ErrorCode::SignatureMissing);
        row("original in the Object of the new one's signature", original,
            QByteArray(evil).replace("</KeyInfo>", "</KeyInfo><Object>" + original + "</Object>"), ErrorCode::SignatureMalformed);
        row("original in the KeyInfo of the new one's signature", original,
            QByteArray(evil).replace("#_evil", "#_a1b2").replace("</KeyInfo>", original + "</KeyInfo>"),
            ErrorCode::ReferenceMismatch);
    }
    void neverVerifiesAnAssertionThatWasWrappedAround() { refuses(); }

    /// Anything may stand in KeyInfo, since the signature does not cover it: it must not come out as signed.
    void leavesOutWhatTheSignatureHides()
    {
        const auto verified = verify(QByteArray(m_signed).replace("</KeyInfo>", "<Attribute>Eve</Attribute></KeyInfo>"));
        QVERIFY(verified.has_value());
        QCOMPARE(verified->octets, test::canonicalAssertion());
    }

private:
    static void columns()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("replacement");
        QTest::addColumn<ErrorCode>("code");
    }

    static void row(const char *name, const QByteArray &find, const QByteArray &replacement, ErrorCode code)
    {
        QTest::newRow(name) << find << replacement << code;
    }

    [[nodiscard]] QByteArray signatureValue() const { return between(m_signed, "<SignatureValue>", "</SignatureValue>"); }

    /// The assertion that a reader of the response would take: a child of the root.
    [[nodiscard]] Result<SignedOctets> verify(const QByteArray &bytes, const std::vector<Certificate> &trusted) const
    {
        USHER_TRY(const Document document, Document::parse(bytes));
        const Element assertion = document.root().children(saml, "Assertion").back();
        return verifySignature(document, assertion, trusted, {});
    }
    [[nodiscard]] Result<SignedOctets> verify(const QByteArray &bytes) const { return verify(bytes, {m_provider->certificate}); }

    void refuses() const
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, replacement);
        QFETCH(ErrorCode, code);
        QVERIFY(m_signed.contains(find));
        const auto verified = verify(QByteArray(m_signed).replace(find, replacement));
        QVERIFY(!verified.has_value());
        QCOMPARE(verified.error().code, code);
    }

    std::optional<test::Provider> m_provider;
    QByteArray m_signed;
};

QTEST_APPLESS_MAIN(TestSignatureAttacks)
#include "test_signature_attacks.moc"
