// SPDX-License-Identifier: GPL-3.0-or-later
#include "logout_text.h"

#include "core/saml/deflate.h"

using namespace usher;
using namespace usher::test;

namespace {

QString refusal(CheckName name, ErrorCode fault)
{
    return QStringLiteral("%1 %2").arg(toText(name)).arg(int(fault));
}

void addRow(const char *name, const QByteArray &query, CheckName check, ErrorCode fault)
{
    QTest::newRow(name) << query << refusal(check, fault);
}

void judgeRow()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, expected);
    const LogoutJudgement judgement = judgedLogout(query);
    QCOMPARE(decision(judgement), expected);
    QVERIFY(!judgement.answer.has_value());
    QVERIFY(!judgement.request);
}

void addColumns()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("expected");
}

constexpr auto otherTenantIssuer = "https://sts.windows.net/9f9f9f9f-2222-4333-8444-5e6f7a8b9c0d/";
constexpr auto otherTenantLogoutIssuer = "https://login.microsoftonline.com/9f9f9f9f-2222-4333-8444-5e6f7a8b9c0d/";
constexpr auto success = "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>";

/// A message that says what the attacker wants, around one whose signature is whole.
ResponseText wrapped(const ResponseText &signedText, QByteArrayView before, QByteArrayView after)
{
    QByteArray forged = goodAnswer().with("_answer", "_forged").xml();
    forged.replace(before, after.toByteArray().replace("SIGNED", signedText.xml()));
    return ResponseText::fromXml(forged);
}

} // namespace

class TestLogoutAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesForgedAnswers_data()
    {
        addColumns();
        const ResponseText good = goodAnswer();
        const auto changed = [&](QByteArrayView before, QByteArrayView after) { return signedQuery(good.with(before, after)); };
        addRow("a stranger's key", signedQuery(good, strangerSigner()), CheckName::Signature, ErrorCode::SignatureInvalid);
        addRow("a stranger's key in the message", unsignedQuery(enveloped(good, strangerSigner())), CheckName::Signature,
               ErrorCode::SignatureInvalid);
        addRow("two signatures, the message's is a stranger's", signedQuery(enveloped(good, strangerSigner())),
               CheckName::Signature, ErrorCode::SignatureInvalid);
        addRow("two signatures, the address's is a stranger's", signedQuery(enveloped(good), strangerSigner()),
               CheckName::Signature, ErrorCode::SignatureInvalid);
        addRow("another tenant's issuer", changed(logoutIssuer, otherTenantLogoutIssuer), CheckName::Issuer,
               ErrorCode::IssuerMismatch);
        addRow("another tenant's issuer of assertions", changed(logoutIssuer, otherTenantIssuer), CheckName::Issuer,
               ErrorCode::IssuerMismatch);
        addRow("the tenant's name on another host",
               changed(logoutIssuer, "https://login.evil.example/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/"), CheckName::Issuer,
               ErrorCode::IssuerMismatch);
        addRow("ours as the issuer", changed(logoutIssuer, serviceProvider), CheckName::Issuer, ErrorCode::IssuerMismatch);
        addRow("an issuer in another format",
               changed("<Issuer ", "<Issuer Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified\" "), CheckName::Issuer,
               ErrorCode::IssuerMismatch);
        addRow("no issuer", signedQuery(good.without("<Issuer", "</Issuer>")), CheckName::Issuer, ErrorCode::IssuerMismatch);
        addRow("two issuers", changed("<samlp:Status>", good.part("<Issuer", "</Issuer>") + "<samlp:Status>"), CheckName::Issuer,
               ErrorCode::IssuerMismatch);
        addRow("the answer to another request", changed("InResponseTo=\"_logout\"", "InResponseTo=\"_earlier\""),
               CheckName::InResponseTo, ErrorCode::InResponseToMismatch);
        addRow("the answer to nothing", changed(" InResponseTo=\"_logout\"", ""), CheckName::InResponseTo,
               ErrorCode::InResponseToMissing);
        addRow("sent elsewhere", changed("localhost:48110/saml/slo", "localhost:48110/saml/acs"), CheckName::Destination,
               ErrorCode::DestinationMismatch);
        addRow("sent to another letter case", changed("/saml/slo", "/saml/SLO"), CheckName::Destination,
               ErrorCode::DestinationMismatch);
        addRow("signed, and sent nowhere", changed(" Destination=\"http://localhost:48110/saml/slo\"", ""), CheckName::Destination,
               ErrorCode::DestinationMismatch);
        addRow("from the future", changed("2026-11-24T09:00:00.000Z", "2026-11-24T09:04:00Z"), CheckName::NotBefore,
               ErrorCode::NotYetValid);
        addRow("without a time", changed("2026-11-24T09:00:00.000Z", "now"), CheckName::NotBefore, ErrorCode::TimeMalformed);
        addRow("another version", changed("\"2.0\"", "\"1.1\""), CheckName::Version, ErrorCode::VersionUnsupported);
        addRow("no status", changed(success, ""), CheckName::Status, ErrorCode::StatusNotSuccess);
        addRow("two statuses", changed(success, QByteArray(success) + success), CheckName::Status, ErrorCode::StatusNotSuccess);
        addRow("no ID", changed("ID=\"_answer\" ", ""), CheckName::Shape, ErrorCode::XmlMalformedId);
    }

    void refusesForgedAnswers() { judgeRow(); }

    /// The browser can write one of these; it must at least name the request and come from the right issuer.
    void refusesForgedUnsignedAnswers_data()
    {
        addColumns();
        const ResponseText good = goodAnswer();
        const auto changed = [&](QByteArrayView before, QByteArrayView after) { return unsignedQuery(good.with(before, after)); };
        addRow("another tenant", changed(logoutIssuer, otherTenantLogoutIssuer), CheckName::Issuer, ErrorCode::IssuerMismatch);
        addRow("another request", changed("_logout", "_earlier"), CheckName::InResponseTo, ErrorCode::InResponseToMismatch);
        addRow("another address", changed("/saml/slo", "/elsewhere"), CheckName::Destination, ErrorCode::DestinationMismatch);
        addRow("a request of the provider's", unsignedQuery(goodRequest()), CheckName::Signature, ErrorCode::SignatureMissing);
    }

    void refusesForgedUnsignedAnswers() { judgeRow(); }

    void refusesForgedRequests_data()
    {
        addColumns();
        const ResponseText good = goodRequest();
        const auto changed = [&](QByteArrayView before, QByteArrayView after) { return signedQuery(good.with(before, after)); };
        addRow("a stranger's key", signedQuery(good, strangerSigner()), CheckName::Signature, ErrorCode::SignatureInvalid);
        addRow("another tenant", changed(test::issuer, otherTenantIssuer), CheckName::Issuer, ErrorCode::IssuerMismatch);
        addRow("another address", changed("/saml/slo", "/elsewhere"), CheckName::Destination, ErrorCode::DestinationMismatch);
        addRow("expired", changed("2026-11-24T09:05:00Z", "2026-11-24T08:57:30Z"), CheckName::NotOnOrAfter, ErrorCode::Expired);
        addRow("an end that is no time", changed("2026-11-24T09:05:00Z", "never"), CheckName::NotOnOrAfter,
               ErrorCode::TimeMalformed);
        addRow("somebody else's session", changed(">e7a1c0de<", ">c0ffee<"), CheckName::NameId, ErrorCode::LogoutMessageUnexpected);
        addRow("another namesake", changed("NameQualifier=\"idp\" SP", "NameQualifier=\"x\" SP"), CheckName::NameId,
               ErrorCode::LogoutMessageUnexpected);
        addRow("another session", changed(">_session<", ">_other<"), CheckName::NameId, ErrorCode::LogoutMessageUnexpected);
        addRow("nobody's session", signedQuery(good.without("<NameID", "</NameID>")), CheckName::NameId, ErrorCode::NameIdMissing);
        addRow("two people's session", changed("<samlp:SessionIndex>", good.part("<NameID", "</NameID>") + "<samlp:SessionIndex>"),
               CheckName::NameId, ErrorCode::NameIdMalformed);
        addRow("a name with a comment in it", changed(">e7a1c0de<", ">e7a1<!-- -->c0de<"), CheckName::Shape,
               ErrorCode::XmlForbiddenNode);
    }

    void refusesForgedRequests() { judgeRow(); }

    void refusesWrappedMessages_data()
    {
        addColumns();
        const ResponseText inner = enveloped(goodAnswer());
        const QByteArray signature = inner.part("<Signature", "</Signature>");
        const auto extensions = [&](const char *content) {
            return QByteArray("<samlp:Extensions>") + content + "</samlp:Extensions><samlp:Status>";
        };
        addRow("the signed one in Extensions", unsignedQuery(wrapped(inner, "<samlp:Status>", extensions("SIGNED"))),
               CheckName::Shape, ErrorCode::SignatureMisplaced);
        addRow("the signed one in Extensions, its signature moved out",
               unsignedQuery(wrapped(inner.with(signature, ""), "<samlp:Status>", signature + extensions("SIGNED"))),
               CheckName::Reference, ErrorCode::ReferenceMismatch);
        addRow("the signed one in the signature's Object",
               unsignedQuery(wrapped(inner.with(signature, ""), "<samlp:Status>",
                                     QByteArray(signature).replace("</Signature>", "<Object>SIGNED</Object></Signature>") +
                                         "<samlp:Status>")),
               CheckName::Shape, ErrorCode::SignatureMalformed);
        addRow("the same ID twice",
               unsignedQuery(ResponseText::fromXml(
                   QByteArray(wrapped(inner.with(signature, ""), "<samlp:Status>", signature + extensions("SIGNED")).xml())
                       .replace("_forged", "_answer"))),
               CheckName::Shape, ErrorCode::XmlDuplicateId);
        addRow("changed after it was signed", unsignedQuery(inner.with("status:Success", "status:Responder")), CheckName::Signature,
               ErrorCode::SignatureInvalid);
        addRow("a signature in a signed Assertion beside",
               unsignedQuery(goodAnswer().with(
                   "<samlp:Status>", "<samlp:Extensions><Assertion xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a\">" +
                                         signature + "</Assertion></samlp:Extensions><samlp:Status>")),
               CheckName::Shape, ErrorCode::SignatureMisplaced);
        addRow("an address's signature for another message",
               unsignedQuery(goodAnswer()) + signedQuery(goodAnswer().with("Success", "Responder"))
                                                 .mid(signedQuery(goodAnswer().with("Success", "Responder")).indexOf("&SigAlg")),
               CheckName::Signature, ErrorCode::SignatureInvalid);
    }

    void refusesWrappedMessages() { judgeRow(); }

    void refusesOtherMessages_data()
    {
        addColumns();
        const QUrl slo(QStringLiteral("http://localhost:48110/saml/slo"));
        const auto as = [&](RedirectMessage::Kind kind, const QByteArray &xml) { return queryOf(toRedirectUrl(slo, {kind, xml})); };
        using Kind = RedirectMessage::Kind;
        addRow("a sign-in response", as(Kind::Response, ResponseText::entra().signedAs(Sign::Response).xml()), CheckName::Shape,
               ErrorCode::LogoutMessageUnexpected);
        addRow("an answer as a request", as(Kind::Request, goodAnswer().xml()), CheckName::Shape,
               ErrorCode::LogoutMessageUnexpected);
        addRow("a request as an answer", as(Kind::Response, goodRequest().xml()), CheckName::Shape,
               ErrorCode::LogoutMessageUnexpected);
        addRow("another namespace", as(Kind::Response, goodAnswer().with("SAML:2.0:protocol", "SAML:9.0:protocol").xml()),
               CheckName::Shape, ErrorCode::LogoutMessageUnexpected);
        addRow("a DOCTYPE", as(Kind::Response, "<!DOCTYPE x [<!ENTITY e \"_logout\">]>" + goodAnswer().xml()), CheckName::Parse,
               ErrorCode::XmlDoctype);
        addRow("no XML", as(Kind::Response, "hello"), CheckName::Parse, ErrorCode::XmlMalformed);
        addRow("too many elements", as(Kind::Response, goodAnswer().with(success, QByteArray("<a/>").repeated(7'000)).xml()),
               CheckName::Shape, ErrorCode::XmlLimitExceeded);
    }

    void refusesOtherMessages() { judgeRow(); }

    void refusesBadAddresses_data()
    {
        addColumns();
        const QByteArray good = signedQuery(goodAnswer());
        addRow("nothing", {}, CheckName::Input, ErrorCode::InputEmpty);
        addRow("a bomb", "SAMLResponse=" + deflateRaw(QByteArray(50 << 20, ' ')).toBase64().toPercentEncoding(), CheckName::Input,
               ErrorCode::InputTooLarge);
        addRow("an answer twice", good + '&' + unsignedQuery(goodAnswer()), CheckName::Input, ErrorCode::RedirectAmbiguous);
        addRow("a request beside an answer", good + '&' + unsignedQuery(goodRequest()), CheckName::Input,
               ErrorCode::RedirectAmbiguous);
        addRow("a signature taken away", good.left(good.indexOf("&Signature")), CheckName::Input, ErrorCode::SignatureMalformed);
        addRow("no base64", "SAMLResponse=%21", CheckName::Input, ErrorCode::InputNotBase64);
    }

    void refusesBadAddresses() { judgeRow(); }

    void anotherHostIsNotTheProvidersWithoutATenant()
    {
        TrustPolicy policy = strictPolicy();
        policy.tenantId.clear(); // not Entra: it has one name
        QCOMPARE(decision(judgedLogout(signedQuery(goodAnswer()), policy)), refusal(CheckName::Issuer, ErrorCode::IssuerMismatch));
    }

    void withoutACertificateNoSignatureIsBelieved()
    {
        TrustPolicy policy = strictPolicy();
        policy.signingCertificates.clear();
        QCOMPARE(decision(judgedLogout(signedQuery(goodAnswer()), policy)),
                 refusal(CheckName::Signature, ErrorCode::NoTrustedCertificate));
    }

    void anEmptyPolicyBelievesNothing()
    {
        const LogoutJudgement judgement = judgeLogout(signedQuery(goodAnswer()), {}, {}, issuedAt());
        QVERIFY(!judgement.answer.has_value());
        QVERIFY(!judgeLogout(unsignedQuery(goodAnswer()), {}, {}, issuedAt()).answer.has_value());
    }
};

QTEST_GUILESS_MAIN(TestLogoutAttacks)
#include "test_logout_attacks.moc"
