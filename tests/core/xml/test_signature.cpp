// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"
#include "core/xml/signature.h"
#include "sample_response.h"

#include <QFile>
#include <QTest>

using namespace usher;
using namespace usher::xml;

namespace {

constexpr auto saml = "urn:oasis:names:tc:SAML:2.0:assertion";

Element assertionIn(const Document &document)
{
    return *document.root().onlyChild(saml, "Assertion");
}

QByteArray read(const char *name)
{
    QFile file(QStringLiteral(USHER_SOURCE_DIR "/tests/core/xml/data/%1").arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<SignedOctets> verifyAssertion(const QByteArray &bytes, const std::vector<Certificate> &trusted,
                                     const AlgorithmPolicy &policy = {})
{
    USHER_TRY(const Document document, Document::parse(bytes));
    return verifySignature(document, assertionIn(document), trusted, policy);
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (std::optional<test::Provider> *provider : {&m_provider, &m_other}) {
            const auto made = test::Provider::make();
            QVERIFY(made.has_value());
            *provider = *made;
        }
        const auto signedResponse = signElement(test::unsignedResponse(), m_provider->order(test::assertionId));
        QVERIFY(signedResponse.has_value());
        m_signed = *signedResponse;
    }

    void signsAsEntraDoes()
    {
        const auto document = Document::parse(m_signed);
        QVERIFY(document.has_value());
        const std::vector<Element> children = assertionIn(*document).children();
        QCOMPARE(children[0].localName(), QStringLiteral("Issuer"));
        QCOMPARE(children[1].localName(), QStringLiteral("Signature"));

        const auto description = describeSignature(assertionIn(*document));
        QVERIFY(description.has_value());
        QCOMPARE(description->where, QStringLiteral("/samlp:Response/Assertion/Signature"));
        QCOMPARE(description->signatureMethod, QStringLiteral("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"));
        QCOMPARE(description->digestMethod, QStringLiteral("http://www.w3.org/2001/04/xmlenc#sha256"));
        QCOMPARE(description->canonicalization, QStringLiteral("http://www.w3.org/2001/10/xml-exc-c14n#"));
        QCOMPARE(description->transforms, (QStringList{QStringLiteral("http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
                                                       QStringLiteral("http://www.w3.org/2001/10/xml-exc-c14n#")}));
        QCOMPARE(description->referenceUri, QStringLiteral("#_a1b2"));
        QVERIFY(m_signed.contains("<X509Certificate>" + m_provider->certificate.toBase64() + "</X509Certificate>"));
    }

    void changesNothingElseOfTheDocument()
    {
        const qsizetype begin = m_signed.indexOf("<Signature ");
        const qsizetype end = m_signed.indexOf("</Signature>") + qsizetype(qstrlen("</Signature>"));
        QCOMPARE(QByteArray(m_signed).remove(begin, end - begin), test::unsignedResponse());
    }

    void returnsExactlyTheOctetsThatWereSigned()
    {
        const auto verified = verifyAssertion(m_signed, {m_provider->certificate});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->octets, test::canonicalAssertion());
        QCOMPARE(verified->signer, m_provider->certificate);
    }

    void verifiesWithEveryStrongAlgorithm_data()
    {
        QTest::addColumn<SignatureAlgorithm>("algorithm");
        QTest::newRow("SHA-256") << SignatureAlgorithm::RsaSha256;
        QTest::newRow("SHA-384") << SignatureAlgorithm::RsaSha384;
        QTest::newRow("SHA-512") << SignatureAlgorithm::RsaSha512;
    }

    void verifiesWithEveryStrongAlgorithm()
    {
        QFETCH(SignatureAlgorithm, algorithm);
        SigningOrder order = m_provider->order(test::assertionId);
        order.algorithm = algorithm;
        const auto response = signElement(test::unsignedResponse(), order);
        QVERIFY(response.has_value());
        const auto verified = verifyAssertion(*response, {m_provider->certificate});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->octets, test::canonicalAssertion());
    }

    void acceptsSha1OnlyWhereThePolicySaysSo()
    {
        SigningOrder order = m_provider->order(test::assertionId);
        order.algorithm = SignatureAlgorithm::RsaSha1;
        const auto response = signElement(test::unsignedResponse(), order);
        QVERIFY(response.has_value());
        QCOMPARE(verifyAssertion(*response, {m_provider->certificate}).error().code, ErrorCode::AlgorithmRefused);
        QVERIFY(verifyAssertion(*response, {m_provider->certificate}, {.sha1 = AlgorithmPolicy::Sha1::Allow}).has_value());
    }

    void verifiesResponseAndAssertionWhereBothAreSigned()
    {
        const auto both = signElement(m_signed, m_provider->order(test::responseId));
        QVERIFY(both.has_value());
        const auto document = Document::parse(*both);
        QVERIFY(document.has_value());
        const std::vector<Certificate> trusted{m_provider->certificate};
        const auto outer = verifySignature(*document, document->root(), trusted, {});
        const auto inner = verifySignature(*document, assertionIn(*document), trusted, {});
        QVERIFY(outer.has_value());
        QVERIFY(inner.has_value());
        QCOMPARE(inner->octets, test::canonicalAssertion());
        QVERIFY(outer->octets.contains("<SignatureValue>")); // the assertion's, which the response's covers
        QCOMPARE(outer->octets.count("<SignatureValue>"), 1);
    }

    void verifiesAgainAndAgain()
    {
        const auto document = Document::parse(m_signed);
        QVERIFY(document.has_value());
        for (int i = 0; i < 3; ++i) {
            const std::vector<Certificate> trusted{m_provider->certificate};
            QVERIFY(verifySignature(*document, assertionIn(*document), trusted, {}).has_value());
        }
    }

    void findsTheRightKeyAmongSeveral()
    {
        const auto verified = verifyAssertion(m_signed, {m_other->certificate, m_provider->certificate, m_other->certificate});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->signer, m_provider->certificate);
    }

    void needsNoKeyInfo()
    {
        SigningOrder order = m_provider->order(test::assertionId);
        order.keyInfo.reset();
        const auto response = signElement(test::unsignedResponse(), order);
        QVERIFY(response.has_value());
        QVERIFY(!response->contains("KeyInfo"));
        QVERIFY(verifyAssertion(*response, {m_provider->certificate}).has_value());
    }

    void neverReadsKeyInfo_data()
    {
        QTest::addColumn<QByteArray>("keyInfo");
        QTest::newRow("another certificate") << "<X509Data><X509Certificate>" + m_other->certificate.toBase64() +
                                                    "</X509Certificate></X509Data>";
        QTest::newRow("no certificate at all") << QByteArray("<X509Data><X509Certificate>AAAA</X509Certificate></X509Data>");
        QTest::newRow("key value") << QByteArray(
            "<KeyValue><RSAKeyValue><Modulus>AQAB</Modulus><Exponent>Aw==</Exponent></RSAKeyValue></KeyValue>");
        QTest::newRow("retrieval method") << QByteArray("<RetrievalMethod URI=\"#_a1b2\"/>");
        QTest::newRow("key name") << QByteArray("<KeyName>/etc/hostname</KeyName>");
    }

    void neverReadsKeyInfo()
    {
        QFETCH(QByteArray, keyInfo);
        const qsizetype begin = m_signed.indexOf("<X509Data>");
        const qsizetype end = m_signed.indexOf("</KeyInfo>");
        const QByteArray changed = QByteArray(m_signed).replace(begin, end - begin, keyInfo);
        const auto verified = verifyAssertion(changed, {m_provider->certificate});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->octets, test::canonicalAssertion());
    }

    void acceptsWhiteSpaceWhereItMeansNothing()
    {
        QByteArray bytes =
            QByteArray(m_signed).replace("<SignedInfo>", "\n  <SignedInfo>").replace("</Signature>", "\n</Signature>");
        const qsizetype value = bytes.indexOf("<SignatureValue>") + qsizetype(qstrlen("<SignatureValue>"));
        for (qsizetype at = value + 64; at < bytes.indexOf("</SignatureValue>"); at += 65)
            bytes.insert(at, '\n');
        const auto verified =
            verifyAssertion("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" + bytes + '\n', {m_provider->certificate});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->octets, test::canonicalAssertion());
    }

    /// Signed once with the xmlsec1 program: prefixes everywhere, indentation, RSA with SHA-512 over a SHA-384
    /// digest, a key value in KeyInfo, IDs that begin with a digit, and `xs` among the inclusive namespaces.
    void verifiesAnotherProvidersStyle()
    {
        const auto certificate = Certificate::fromBytes(read("indented_response.pem"));
        QVERIFY(certificate.has_value());
        const auto verified = verifyAssertion(read("indented_response.xml"), {*certificate});
        QVERIFY(verified.has_value());
        QVERIFY(verified->octets.startsWith("<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" "
                                            "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ID=\"7f-assertion\""));
        QVERIFY(verified->octets.contains("xsi:type=\"xs:string\">grace@example.org</saml2:AttributeValue>"));
        QVERIFY(!verified->octets.contains("Signature"));
    }

    void insistsOnATrustedKey()
    {
        QCOMPARE(verifyAssertion(m_signed, {}).error().code, ErrorCode::NoTrustedCertificate);
        QCOMPARE(verifyAssertion(m_signed, {m_other->certificate}).error().code, ErrorCode::SignatureInvalid);
    }

    void passesOverKeysThatAreNotRsa()
    {
        // CN=ec, P-256, made by openssl.
        const auto curve = Certificate::fromText(
            "MIIBbjCCARWgAwIBAgIUexEx8DlXVs4uRxiJe/Xo6ATzwtowCgYIKoZIzj0EAwIwDTELMAkGA1UEAwwCZWMwHhcNMjYxMTI1MDIwMzM3WhcN"
            "MzYxMTIyMDIwMzM3WjANMQswCQYDVQQDDAJlYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABH5g7kj3ctSxpNs8oZIRoJ98mmRNrpzhIxY+"
            "xSvdRI1gcTu5uJtsNqGB/u0Wp/I2BTKcw9YaNGBgiizFhIM1Q3yjUzBRMB0GA1UdDgQWBBSgAWE9GB9EiYFecaHYgFOWQz+EZjAfBgNVHSME"
            "GDAWgBSgAWE9GB9EiYFecaHYgFOWQz+EZjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIB0TuTolm+z08OnqYslXsVDT1jL8"
            "4+Ee1cqWEpsMjFNgAiAeNeRjnGHDG1plBhEuUrNCXb+FMcit6+e+FG+rSfmxEA==");
        QVERIFY(curve.has_value());
        QCOMPARE(verifyAssertion(m_signed, {*curve}).error().code, ErrorCode::NoTrustedCertificate);
        QVERIFY(verifyAssertion(m_signed, {*curve, m_provider->certificate}).has_value());
    }

    void passesOverKeysThatAreTooShort()
    {
        const AlgorithmPolicy policy{.minimumRsaBits = 3072};
        QCOMPARE(verifyAssertion(m_signed, {m_provider->certificate}, policy).error().code, ErrorCode::KeyTooShort);
        QCOMPARE(verifyAssertion(m_signed, {m_provider->certificate}, policy).error().subject, QStringLiteral("2048"));
    }

    void refusesAnElementOfAnotherDocument()
    {
        const auto one = Document::parse(m_signed);
        const auto two = Document::parse(m_signed);
        QVERIFY(one.has_value() && two.has_value());
        const std::vector<Certificate> trusted{m_provider->certificate};
        QVERIFY(!verifySignature(*one, assertionIn(*two), trusted, {}).has_value());
    }

    void saysWhyItCannotSign()
    {
        QCOMPARE(signElement(test::unsignedResponse(), m_provider->order("_nobody")).error().code, ErrorCode::NotFound);
        QCOMPARE(signElement("<a", m_provider->order("_a1b2")).error().code, ErrorCode::XmlMalformed);
    }

    void signsAnElementWithoutIssuerOrContent()
    {
        for (const QByteArray &bytes : {QByteArray("<a ID='x'/>"), QByteArray("<a ID='x'><b>text</b></a>")}) {
            const auto signedBytes = signElement(bytes, m_provider->order("x"));
            QVERIFY(signedBytes.has_value());
            const auto document = Document::parse(*signedBytes);
            QVERIFY(document.has_value());
            QCOMPARE(document->root().children().front().localName(), QStringLiteral("Signature"));
            const std::vector<Certificate> trusted{m_provider->certificate};
            QVERIFY(verifySignature(*document, document->root(), trusted, {}).has_value());
        }
    }

private:
    std::optional<test::Provider> m_provider;
    std::optional<test::Provider> m_other;
    QByteArray m_signed;
};

QTEST_APPLESS_MAIN(TestSignature)
#include "test_signature.moc"
