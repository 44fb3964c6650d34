// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/authn_request.h"

#include "core/saml/deflate.h"
#include "core/saml/redirect_binding.h"
#include "schema.h"
#include "tests/kit/response_text.h"
#include "tests/kit/seeded_random.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrlQuery>

using namespace usher;

namespace {

AuthnRequest sample()
{
    return {QStringLiteral("_0123456789abcdef"), EntityId(QStringLiteral("https://usher.example/saml?a=1&b=<2>")),
            QUrl(QStringLiteral("https://login.microsoftonline.com/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/saml2")),
            QUrl(QStringLiteral("http://localhost:48110/saml/acs")), *parseDateTime(u"2026-11-24T09:00:00Z")};
}

QByteArray xmlOf(const QUrl &url)
{
    const QByteArray value = QUrlQuery(url).queryItemValue(QStringLiteral("SAMLRequest"), QUrl::FullyDecoded).toLatin1();
    return inflateRaw(QByteArray::fromBase64(value), 65536).value_or(QByteArray());
}

QUrl withRequest(const QByteArray &xml, const QByteArray &more = {})
{
    return QUrl::fromEncoded("https://idp.example/sso?SAMLRequest=" + deflateRaw(xml).toBase64().toPercentEncoding() + more);
}

constexpr auto minimalRequest = R"(<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0")"
                                R"( IssueInstant="2026-11-24T09:00:00Z"><a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">)"
                                R"(https://sp.example</a:Issuer></p:AuthnRequest>)";

} // namespace

class TestAuthnRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreFreshAndNeverBeginWithADigit()
    {
        test::SeededRandom random;
        QSet<QString> seen;
        static const QRegularExpression form(QStringLiteral("\\A_[0-9a-f]{40}\\z"));
        for (int i = 0; i < 100; ++i) {
            const QString id = makeRequestId(random);
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            QVERIFY(!seen.contains(id));
            seen.insert(id);
        }
    }

    void comesBackAsItWentOut_data()
    {
        QTest::addColumn<QString>("relayState");
        QTest::addColumn<AuthnRequest>("request");
        const AuthnRequest plain = sample();
        AuthnRequest forced = plain;
        forced.forceAuthn = AuthnRequest::ForceAuthn::Yes;
        AuthnRequest passive = plain;
        passive.isPassive = AuthnRequest::IsPassive::Yes;
        AuthnRequest hinted = plain;
        hinted.loginHint = QStringLiteral("amira+ü&x@contoso.example");
        QTest::newRow("plain") << QStringLiteral("token") << plain;
        QTest::newRow("forced") << QStringLiteral("token") << forced;
        QTest::newRow("passive") << QStringLiteral("token") << passive;
        QTest::newRow("with a login hint") << QStringLiteral("token") << hinted;
        QTest::newRow("no relay state") << QString() << plain;
        QTest::newRow("awkward relay state") << QStringLiteral("a+b/c=d&e f%ü#?") << plain;
    }

    void comesBackAsItWentOut()
    {
        QFETCH(const QString, relayState);
        QFETCH(const AuthnRequest, request);
        const auto received = readRedirectUrl(toRedirectUrl(request, relayState));
        QVERIFY(received.has_value());
        QCOMPARE(received->request, request);
        QCOMPARE(received->relayState, relayState);
    }

    void survivesBeingWrittenAndReadAsText()
    {
        const QUrl url = toRedirectUrl(sample(), QStringLiteral("a+b"));
        const auto received = readRedirectUrl(QUrl::fromEncoded(url.toEncoded()));
        QVERIFY(received.has_value());
        QCOMPARE(received->request, sample());
        QCOMPARE(received->relayState, QStringLiteral("a+b"));
        QVERIFY(!url.toEncoded().contains('+')); // a form decoder would read it as a space
    }

    void keepsTheAddresssOwnQuery()
    {
        AuthnRequest request = sample();
        request.destination = QUrl(QStringLiteral("https://idp.example/sso?tenant=a%26b&x=1"));
        const QUrl url = toRedirectUrl(request, QStringLiteral("r"));
        QVERIFY(url.query(QUrl::FullyEncoded).startsWith(QStringLiteral("tenant=a%26b&x=1&SAMLRequest=")));
        QCOMPARE(readRedirectUrl(url)->request.destination, request.destination);
    }

    void aLoginHintStandsBesideTheMessage()
    {
        AuthnRequest request = sample();
        request.loginHint = QStringLiteral("amira@contoso.example");
        const QUrl url = toRedirectUrl(request, {});
        QVERIFY(url.toEncoded().endsWith("&login_hint=amira%40contoso.example"));
        QVERIFY(!xmlOf(url).contains("amira"));
    }

    void theAddresssOwnLoginHintStays()
    {
        AuthnRequest request = sample();
        request.destination = QUrl(QStringLiteral("https://idp.example/sso?login_hint=jonas"));
        request.loginHint = QStringLiteral("amira@contoso.example");
        const QUrl url = toRedirectUrl(request, {});
        QCOMPARE(url.query().count(QStringLiteral("login_hint")), 1);
        QCOMPARE(readRedirectUrl(url)->request.loginHint, QStringLiteral("jonas"));
    }

    void aSignatureCoversTheMessageAndNotTheLoginHint()
    {
        AuthnRequest request = sample();
        request.loginHint = QStringLiteral("amira@contoso.example");
        const test::Signer &signer = test::serviceProviderSigner();
        const QUrl url = toSignedRedirectUrl(request, QStringLiteral("r"), signer.key).value();
        QCOMPARE(readRedirectUrl(url)->request, request);

        const auto received = readRedirect(url.query(QUrl::FullyEncoded).toLatin1());
        QVERIFY(received->signature.has_value());
        QVERIFY(!received->signature->octets.contains("login_hint"));
        QVERIFY(verifyRedirect(*received->signature, std::span(&signer.certificate, 1), {}).has_value());
    }

    void isSchemaValid()
    {
        AuthnRequest request = sample();
        request.forceAuthn = AuthnRequest::ForceAuthn::Yes;
        request.isPassive = AuthnRequest::IsPassive::Yes;
        const QByteArray xml = xmlOf(toRedirectUrl(request, {}));
        QCOMPARE(test::schemaFaults(xml, "saml-schema-protocol-2.0.xsd"), QString());
    }

    void sendsNothingThatEntraDoesNotLike()
    {
        const QByteArray xml = xmlOf(toRedirectUrl(sample(), {}));
        QVERIFY(xml.startsWith("<samlp:AuthnRequest "));
        QVERIFY(xml.contains("AssertionConsumerServiceURL=\"http://localhost:48110/saml/acs\""));
        for (const char *unwanted : {"RequestedAuthnContext", "NameIDPolicy", "Subject", "ForceAuthn", "IsPassive", "Signature"})
            QVERIFY2(!xml.contains(unwanted), unwanted);
    }

    void readsWhatOthersSend()
    {
        const auto received = readRedirectUrl(withRequest(
            minimalRequest,
            "&SAMLEncoding=urn%3Aoasis%3Anames%3Atc%3ASAML%3A2.0%3Abindings%3AURL-Encoding%3ADEFLATE&SigAlg=x&Signature=eHh4"));
        QVERIFY(received.has_value());
        QCOMPARE(received->request.issuer.text(), QStringLiteral("https://sp.example"));
        QVERIFY(received->request.assertionConsumerService.isEmpty());
    }

    void refusesBadRequests_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QUrl &url, ErrorCode code) { QTest::newRow(name) << url << int(code); };
        const QByteArray good = minimalRequest;
        const auto changed = [&](QByteArrayView before, QByteArrayView after) {
            return withRequest(QByteArray(good).replace(before, after));
        };
        row("no query", QUrl(QStringLiteral("https://idp.example/sso")), ErrorCode::InputEmpty);
        row("empty", QUrl(QStringLiteral("https://idp.example/sso?SAMLRequest=")), ErrorCode::InputEmpty);
        row("not base64", QUrl(QStringLiteral("https://idp.example/sso?SAMLRequest=%21")), ErrorCode::InputNotBase64);
        row("not deflated", QUrl::fromEncoded("https://idp.example/sso?SAMLRequest=" + good.toBase64().toPercentEncoding()),
            ErrorCode::InputUnrecognised);
        row("cut off",
            QUrl::fromEncoded("https://idp.example/sso?SAMLRequest=" + deflateRaw(good).chopped(9).toBase64().toPercentEncoding()),
            ErrorCode::InputUnrecognised);
        row("something after it",
            QUrl::fromEncoded("https://idp.example/sso?SAMLRequest=" + (deflateRaw(good) + "x").toBase64().toPercentEncoding()),
            ErrorCode::InputUnrecognised);
        row("a bomb", withRequest(QByteArray(10 << 20, ' ')), ErrorCode::InputTooLarge);
        row("a byte too many", withRequest(good + QByteArray(64 * 1024 + 1 - good.size(), ' ')), ErrorCode::InputTooLarge);
        row("doubled request", withRequest(good, "&SAMLRequest=x"), ErrorCode::RedirectAmbiguous);
        row("doubled in disguise", withRequest(good, "&%53AMLRequest=x"), ErrorCode::RedirectAmbiguous);
        row("doubled relay state", withRequest(good, "&RelayState=a&RelayState=b"), ErrorCode::RedirectAmbiguous);
        row("a response beside", withRequest(good, "&SAMLResponse=x"), ErrorCode::RedirectAmbiguous);
        row("a response instead",
            QUrl::fromEncoded("https://idp.example/sso?SAMLResponse=" + deflateRaw(good).toBase64().toPercentEncoding()),
            ErrorCode::RedirectAmbiguous);
        row("doubled login hint", withRequest(good, "&login_hint=a&login_hint=b"), ErrorCode::RedirectAmbiguous);
        row("another encoding", withRequest(good, "&SAMLEncoding=x"), ErrorCode::InputUnrecognised);
        row("not XML", withRequest("hello"), ErrorCode::XmlMalformed);
        row("a DOCTYPE", withRequest("<!DOCTYPE x []>" + good), ErrorCode::XmlDoctype);
        row("a comment", changed("https://sp", "https://<!-- -->sp"), ErrorCode::XmlForbiddenNode);
        row("another message", changed("AuthnRequest", "LogoutRequest"), ErrorCode::InputUnrecognised);
        row("another version", changed("\"2.0\"", "\"1.1\""), ErrorCode::VersionUnsupported);
        row("no ID", changed("ID=\"_1\"", ""), ErrorCode::InputUnrecognised);
        row("no Issuer", changed("a:Issuer", "a:Other"), ErrorCode::InputUnrecognised);
        row("no time", changed("2026-11-24T09:00:00Z", "now"), ErrorCode::TimeMalformed);
    }

    void refusesBadRequests()
    {
        QFETCH(const QUrl, url);
        QFETCH(const int, code);
        const auto received = readRedirectUrl(url);
        QVERIFY(!received.has_value());
        QCOMPARE(int(received.error().code), code);
    }

    void acceptsExactlyTheCap()
    {
        const QByteArray good = minimalRequest;
        QVERIFY(readRedirectUrl(withRequest(good + QByteArray(64 * 1024 - good.size(), ' '))).has_value());
    }
};

QTEST_GUILESS_MAIN(TestAuthnRequest)
#include "test_authn_request.moc"
