// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/redirect_binding.h"

#include "core/crypto/signature.h"
#include "core/saml/deflate.h"
#include "core/xml/algorithms.h"
#include "tests/kit/response_text.h"

#include <QTest>

using namespace usher;

namespace {

using Kind = RedirectMessage::Kind;

const test::Signer &ours()
{
    return test::identityProviderSigner();
}

std::span<const Certificate> trustingOurs()
{
    return std::span(&ours().certificate, 1);
}

/// Long and varied enough that its base64 has each of the letters that are escaped.
RedirectMessage sample(Kind kind = Kind::Response)
{
    QByteArray xml = "<answer>";
    for (int i = 0; i < 400; ++i)
        xml += QByteArray::number(i * i, 36);
    return {kind, xml + "</answer>", QStringLiteral("a+b/c=d&e f%ü#?")};
}

QUrl destination()
{
    return QUrl(QStringLiteral("http://localhost:48110/saml/slo"));
}

QByteArray queryOf(const QUrl &url)
{
    return url.query(QUrl::FullyEncoded).toLatin1();
}

enum class Escapes { UpperCase, LowerCase };

QByteArray escaped(const QByteArray &value, Escapes escapes)
{
    QByteArray text = value.toPercentEncoding();
    if (escapes == Escapes::LowerCase) {
        for (const char *escape : {"%2B", "%2F", "%3D", "%3A"})
            text.replace(escape, QByteArray(escape).toLower());
    }
    return text;
}

/// A query as another's software writes and signs it.
QByteArray foreign(Escapes escapes, const char *algorithm = xml::rsaSha256, SignatureDigest digest = SignatureDigest::Sha256,
                   const test::Signer &signer = ours())
{
    const QByteArray octets = "SAMLResponse=" + escaped(deflateRaw(sample().xml).toBase64(), escapes) +
                              "&RelayState=token&SigAlg=" + escaped(algorithm, escapes);
    return octets + "&Signature=" + escaped(signOctets(octets, signer.key, digest).value().toBase64(), escapes);
}

/// What verifying \p query gives, once it was read.
Result<Certificate> verified(const QByteArray &query, const xml::AlgorithmPolicy &policy = {},
                             std::span<const Certificate> trusted = trustingOurs())
{
    USHER_TRY(const ReceivedRedirect received, readRedirect(query));
    if (!received.signature)
        return fail(ErrorCode::SignatureMissing);
    return verifyRedirect(*received.signature, trusted, policy);
}

} // namespace

class TestRedirectBinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWentOut_data()
    {
        QTest::addColumn<RedirectMessage>("message");
        QTest::newRow("request") << sample(Kind::Request);
        QTest::newRow("response") << sample(Kind::Response);
        QTest::newRow("no relay state") << RedirectMessage{Kind::Request, "<a/>"};
    }

    void comesBackAsItWentOut()
    {
        QFETCH(const RedirectMessage, message);
        const auto unsignedOne = readRedirect(queryOf(toRedirectUrl(destination(), message)));
        QCOMPARE(unsignedOne->message, message);
        QVERIFY(!unsignedOne->signature);

        const auto signedOne = readRedirect(queryOf(toSignedRedirectUrl(destination(), message, ours().key).value()));
        QCOMPARE(signedOne->message, message);
        QCOMPARE(verifyRedirect(*signedOne->signature, trustingOurs(), {}).value(), ours().certificate);
    }

    void whatIsSignedIsWhatStandsInTheAddress()
    {
        const QUrl url =
            toSignedRedirectUrl(QUrl(QStringLiteral("https://idp.example/slo?tenant=a%26b")), sample(), ours().key).value();
        const QByteArray sent = url.toEncoded();
        const qsizetype begin = sent.indexOf("SAMLResponse=");
        const QByteArray octets = sent.mid(begin, sent.indexOf("&Signature=") - begin);
        QVERIFY(octets.endsWith("&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256"));
        QCOMPARE(readRedirect(queryOf(url))->signature->octets, octets);
        QVERIFY(sent.startsWith("https://idp.example/slo?tenant=a%26b&SAMLResponse="));
    }

    void acceptsWhatOthersSign_data()
    {
        QTest::addColumn<QByteArray>("query");
        const QByteArray upper = foreign(Escapes::UpperCase);
        const QByteArray lower = foreign(Escapes::LowerCase);
        QVERIFY(upper.contains("%2B") && lower.contains("%2b"));
        QTest::newRow("upper case") << upper;
        QTest::newRow("lower case") << lower;
        // What is left of it once a web view has handed it on as a QUrl.
        QTest::newRow("lower case, through a QUrl") << queryOf(QUrl::fromEncoded("http://localhost/?" + lower));
        QTest::newRow("upper case, through a QUrl") << queryOf(QUrl::fromEncoded("http://localhost/?" + upper));
        QTest::newRow("something beside it") << "lang=en&" + upper + "&x=%41";
        QTest::newRow("SHA-384") << foreign(Escapes::UpperCase, xml::rsaSha384, SignatureDigest::Sha384);
        QTest::newRow("SHA-512") << foreign(Escapes::UpperCase, xml::rsaSha512, SignatureDigest::Sha512);
        QList<QByteArray> parts = upper.split('&');
        std::ranges::reverse(parts);
        QTest::newRow("another order") << parts.join('&');
    }

    void acceptsWhatOthersSign()
    {
        QFETCH(const QByteArray, query);
        const auto signer = verified(query);
        QVERIFY(signer.has_value());
        QCOMPARE(*signer, ours().certificate);
        QCOMPARE(readRedirect(query)->message.xml, sample().xml);
    }

    void theOctetsCountAsTheyCame()
    {
        // An escape that need not be one: the same values, other octets, and no signature over them.
        const QByteArray query = foreign(Escapes::UpperCase);
        QByteArray changed = query;
        changed.replace("RelayState=token", "RelayState=tok%65n");
        QCOMPARE(readRedirect(changed)->message, readRedirect(query)->message);
        QCOMPARE(verified(changed).error().code, ErrorCode::SignatureInvalid);
        QByteArray bare = query;
        bare.replace("%3A", ":");
        QCOMPARE(verified(bare).error().code, ErrorCode::SignatureInvalid);
    }

    void refusesForgeries_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<ErrorCode>("code");
        const QByteArray good = foreign(Escapes::UpperCase);
        const auto changed = [&](const char *before, const QByteArray &after) {
            QByteArray query = good;
            return query.replace(before, after);
        };
        const auto row = [](const char *name, const QByteArray &query, ErrorCode code) { QTest::newRow(name) << query << code; };
        const QByteArray other = escaped(deflateRaw("<other/>").toBase64(), Escapes::UpperCase);
        const QByteArray message = good.left(good.indexOf('&'));
        row("another message", "SAMLResponse=" + other + good.mid(message.size()), ErrorCode::SignatureInvalid);
        row("another relay state", changed("RelayState=token", "RelayState=other"), ErrorCode::SignatureInvalid);
        row("no relay state", changed("&RelayState=token", ""), ErrorCode::SignatureInvalid);
        row("a request with a response's signature", changed("SAMLResponse", "SAMLRequest"), ErrorCode::SignatureInvalid);
        row("a stranger's key", foreign(Escapes::UpperCase, xml::rsaSha256, SignatureDigest::Sha256, test::strangerSigner()),
            ErrorCode::SignatureInvalid);
        row("another digest than it says", foreign(Escapes::UpperCase, xml::rsaSha512, SignatureDigest::Sha256),
            ErrorCode::SignatureInvalid);
        row("SHA-1", foreign(Escapes::UpperCase, xml::rsaSha1, SignatureDigest::Sha1), ErrorCode::AlgorithmRefused);
        row("HMAC", foreign(Escapes::UpperCase, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"), ErrorCode::AlgorithmRefused);
        row("no algorithm's name", foreign(Escapes::UpperCase, ""), ErrorCode::AlgorithmRefused);
        row("an algorithm taken away", good.left(good.indexOf("&SigAlg")) + good.mid(good.indexOf("&Signature")),
            ErrorCode::SignatureMalformed);
        row("a signature taken away", good.left(good.indexOf("&Signature")), ErrorCode::SignatureMalformed);
        row("an empty signature", good.left(good.indexOf("&Signature")) + "&Signature=", ErrorCode::SignatureMalformed);
        row("not base64", good.left(good.indexOf("&Signature")) + "&Signature=%21", ErrorCode::SignatureMalformed);
        row("another message beside", good + "&SAMLResponse=" + other, ErrorCode::RedirectAmbiguous);
        row("another message in front", "SAMLResponse=" + other + '&' + good, ErrorCode::RedirectAmbiguous);
        row("doubled in disguise", good + "&SAML%52esponse=" + other, ErrorCode::RedirectAmbiguous);
        row("a request beside it", good + "&SAMLRequest=" + other, ErrorCode::RedirectAmbiguous);
        row("two signatures", good + "&Signature=eHh4", ErrorCode::RedirectAmbiguous);
        row("two algorithms", good + "&SigAlg=x", ErrorCode::RedirectAmbiguous);
        row("two relay states", good + "&RelayState=other", ErrorCode::RedirectAmbiguous);
    }

    void refusesForgeries()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const ErrorCode, code);
        const auto signer = verified(query);
        QVERIFY(!signer.has_value());
        QCOMPARE(signer.error().code, code);
    }

    void refusesWhatIsNoMessage_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, const QByteArray &query, ErrorCode code) { QTest::newRow(name) << query << code; };
        row("nothing", {}, ErrorCode::InputEmpty);
        row("something else", "a=b", ErrorCode::InputEmpty);
        row("an empty one", "SAMLResponse=", ErrorCode::InputEmpty);
        row("no base64", "SAMLResponse=%21", ErrorCode::InputNotBase64);
        row("not deflated", "SAMLResponse=" + QByteArray("<a/>").toBase64().toPercentEncoding(), ErrorCode::InputUnrecognised);
        row("another encoding", "SAMLEncoding=x&SAMLResponse=" + deflateRaw("<a/>").toBase64().toPercentEncoding(),
            ErrorCode::InputUnrecognised);
        row("a bomb", "SAMLResponse=" + deflateRaw(QByteArray(50 << 20, ' ')).toBase64().toPercentEncoding(),
            ErrorCode::InputTooLarge);
        row("too long", "SAMLResponse=" + QByteArray(131'072, 'A'), ErrorCode::InputTooLarge);
    }

    void refusesWhatIsNoMessage()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const ErrorCode, code);
        const auto received = readRedirect(query);
        QVERIFY(!received.has_value());
        QCOMPARE(received.error().code, code);
    }

    void sha1IsThePolicysToAllow()
    {
        xml::AlgorithmPolicy policy;
        policy.sha1 = xml::AlgorithmPolicy::Sha1::Allow;
        QVERIFY(verified(foreign(Escapes::UpperCase, xml::rsaSha1, SignatureDigest::Sha1), policy).has_value());
    }

    void anyTrustedCertificateWillDo()
    {
        const std::vector trusted{test::successorSigner().certificate, ours().certificate};
        QCOMPARE(verified(foreign(Escapes::UpperCase), {}, trusted).value(), ours().certificate);
    }

    void withoutACertificateNothingIsVerified()
    {
        QCOMPARE(verified(foreign(Escapes::UpperCase), {}, {}).error().code, ErrorCode::NoTrustedCertificate);
        xml::AlgorithmPolicy policy;
        policy.minimumRsaBits = 4096;
        QCOMPARE(verified(foreign(Escapes::UpperCase), policy).error().code, ErrorCode::KeyTooShort);
    }
};

QTEST_GUILESS_MAIN(TestRedirectBinding)
#include "test_redirect_binding.moc"
