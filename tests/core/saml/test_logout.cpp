// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/logout.h"

#include "core/crypto/signature.h"
#include "core/saml/logout_verifier.h"
#include "logout_text.h"
#include "schema.h"

using namespace usher;
using namespace usher::test;

namespace {

using Outcome = LogoutAnswer::Outcome;
using Proof = LogoutAnswer::Proof;

LogoutRequest sampleRequest()
{
    return {QStringLiteral("_logout"),
            EntityId(QStringLiteral("https://usher.example/saml?a=1&b=<2>")),
            awaited().asked,
            issuedAt(),
            issuedAt() + std::chrono::minutes(5),
            awaited().nameId,
            {QStringLiteral("_session"), QStringLiteral("_other")}};
}

LogoutResponse sampleResponse()
{
    LogoutResponse response;
    response.id = QStringLiteral("_answer");
    response.inResponseTo = QString::fromLatin1(logoutId);
    response.issuer = EntityId(QString::fromLatin1(logoutIssuer));
    response.destination = QUrl(QStringLiteral("http://localhost:48110/saml/slo"));
    response.issueInstant = issuedAt();
    return response;
}

LogoutContent readBack(const RedirectMessage &message)
{
    const auto document = xml::Document::parse(message.xml);
    return readLogout(document->root());
}

} // namespace

class TestLogout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestComesBackAsItWentOut()
    {
        const LogoutRequest request = sampleRequest();
        const LogoutContent content = readBack(toMessage(request));
        QCOMPARE(content.id, request.id);
        QCOMPARE(content.message.issuers.front().value, request.issuer.text());
        QCOMPARE(content.message.destination.value(), request.destination.toString());
        QCOMPARE(content.issueInstant->moment.value(), request.issueInstant);
        QCOMPARE(content.notOnOrAfter->moment.value(), request.notOnOrAfter);
        QCOMPARE(content.nameId.value(), request.nameId);
        QCOMPARE(content.sessionIndexes, request.sessionIndexes);
    }

    void theNameIdIsTheAssertionsLetterByLetter()
    {
        const QByteArray xml = toMessage(sampleRequest()).xml;
        QVERIFY(xml.contains("<saml:NameID NameQualifier=\"idp\" SPNameQualifier=\"sp\" "
                             "Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">e7a1c0de</saml:NameID>"));
        LogoutRequest plain = sampleRequest();
        plain.nameId = {QStringLiteral("a<b>&c"), QString::fromLatin1(saml::nameIdEmailAddress), {}, {}};
        QVERIFY(!toMessage(plain).xml.contains("Qualifier"));
        QCOMPARE(readBack(toMessage(plain)).nameId.value(), plain.nameId);
    }

    void bothAreSchemaValid()
    {
        QCOMPARE(schemaFaults(toMessage(sampleRequest()).xml, "saml-schema-protocol-2.0.xsd"), QString());
        LogoutResponse response = sampleResponse();
        QCOMPARE(schemaFaults(toMessage(response, {}).xml, "saml-schema-protocol-2.0.xsd"), QString());
        response.secondStatus = QString::fromLatin1(saml::statusPartialLogout);
        response.message = QStringLiteral("two could not be reached");
        QCOMPARE(schemaFaults(toMessage(response, {}).xml, "saml-schema-protocol-2.0.xsd"), QString());
    }

    void derivesTheLogoutUrlFromTheReplyUrl_data()
    {
        QTest::addColumn<QString>("replyUrl");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *replyUrl, const char *expected) {
            QTest::newRow(replyUrl) << QString::fromLatin1(replyUrl) << QString::fromLatin1(expected);
        };
        row("http://localhost:48110/saml/acs", "http://localhost:48110/saml/slo");
        row("https://portal.example/a%2Fb/acs?x=1", "https://portal.example/a%2Fb/slo");
        row("https://portal.example/acs", "https://portal.example/slo");
        row("https://portal.example/", "https://portal.example/slo");
        row("https://portal.example", "https://portal.example/slo");
    }

    void derivesTheLogoutUrlFromTheReplyUrl()
    {
        QFETCH(const QString, replyUrl);
        QFETCH(const QString, expected);
        QCOMPARE(logoutAddress(QUrl(replyUrl)).toString(QUrl::FullyEncoded), expected);
    }

    void believesGoodAnswers_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<Proof>("proof");
        const ResponseText answer = goodAnswer();
        const ResponseText noDestination = answer.with(" Destination=\"http://localhost:48110/saml/slo\"", "");
        QTest::newRow("signed in the address") << signedQuery(answer) << Proof::Signed;
        QTest::newRow("signed in the message") << unsignedQuery(enveloped(answer)) << Proof::Signed;
        QTest::newRow("signed in both") << signedQuery(enveloped(answer)) << Proof::Signed;
        QTest::newRow("not signed") << unsignedQuery(answer) << Proof::Unsigned;
        QTest::newRow("not signed, no destination, as Entra documents it") << unsignedQuery(noDestination) << Proof::Unsigned;
        QTest::newRow("the assertions' issuer") << signedQuery(answer.with(logoutIssuer, test::issuer)) << Proof::Signed;
        QTest::newRow("written by the writer") << queryOf(toRedirectUrl({}, toMessage(sampleResponse(), {}))) << Proof::Unsigned;
    }

    void believesGoodAnswers()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const Proof, proof);
        const LogoutJudgement judgement = judgedLogout(query);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QVERIFY(judgement.answer->proof == proof);
        QVERIFY(judgement.answer->outcome == Outcome::Complete);
        QVERIFY(judgement.answer->said.isEmpty());
        QVERIFY(!judgement.request);
    }

    void tellsWhatTheProviderSays_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QString>("said");
        const auto code = [](const char *first, const char *second) {
            const QByteArray prefix = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:";
            return second == nullptr ? prefix + first + "\"/>"
                                     : prefix + first + "\">" + prefix + second + "\"/></samlp:StatusCode>";
        };
        QTest::newRow("success") << code("Success", nullptr) << Outcome::Complete << QString();
        QTest::newRow("partial, under Success")
            << code("Success", "PartialLogout") << Outcome::Partial << QString::fromLatin1(saml::statusPartialLogout);
        QTest::newRow("partial, under Responder")
            << code("Responder", "PartialLogout") << Outcome::Partial << QString::fromLatin1(saml::statusPartialLogout);
        QTest::newRow("refused") << code("Requester", nullptr) << Outcome::Refused << QString::fromLatin1(saml::statusRequester);
        QTest::newRow("refused, with words") << code("Requester", "RequestDenied") +
                                                    "<samlp:StatusMessage> AADSTS75011: no. </samlp:StatusMessage>"
                                             << Outcome::Refused << QStringLiteral("AADSTS75011: no.");
    }

    void tellsWhatTheProviderSays()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const Outcome, outcome);
        QFETCH(const QString, said);
        const QByteArray success = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>";
        const LogoutJudgement judgement = judgedLogout(signedQuery(goodAnswer().with(success, status)));
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QVERIFY(judgement.answer->outcome == outcome);
        QCOMPARE(judgement.answer->said, said);
    }

    void aRequestOfTheProvidersIsToBeAnswered_data()
    {
        QTest::addColumn<QByteArray>("query");
        const ResponseText request = goodRequest();
        QTest::newRow("signed in the address") << signedQuery(request);
        QTest::newRow("signed in the message") << unsignedQuery(enveloped(request));
        QTest::newRow("every session of the person")
            << signedQuery(request.with("<samlp:SessionIndex>_session</samlp:SessionIndex>", ""));
        QTest::newRow("some sessions") << signedQuery(
            request.with("<samlp:SessionIndex>", "<samlp:SessionIndex>_other</samlp:SessionIndex><samlp:SessionIndex>"));
        QTest::newRow("without an end") << signedQuery(request.with(" NotOnOrAfter=\"2026-11-24T09:05:00Z\"", ""));
        QTest::newRow("Entra's other name") << signedQuery(request.with(test::issuer, logoutIssuer));
    }

    void aRequestOfTheProvidersIsToBeAnswered()
    {
        QFETCH(const QByteArray, query);
        const LogoutJudgement judgement = judgedLogout(query);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QCOMPARE(judgement.request->id, QStringLiteral("_theirs"));
        QVERIFY(judgement.answer->proof == Proof::Signed);
    }

    void itsRelayStateGoesBack()
    {
        RedirectMessage message = messageOf(goodRequest());
        message.relayState = QStringLiteral("theirs & nobody else's");
        const QUrl url = toSignedRedirectUrl(QUrl(), message, identityProviderSigner().key).value();
        QCOMPARE(judgedLogout(queryOf(url)).request->relayState, message.relayState);
    }

    void sha1IsAllowedByPolicyAndSaid()
    {
        const QByteArray query = [] {
            QByteArray octets = unsignedQuery(goodAnswer()) + "&SigAlg=http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23rsa-sha1";
            const QByteArray signature = signOctets(octets, identityProviderSigner().key, SignatureDigest::Sha1).value();
            return octets + "&Signature=" + signature.toBase64().toPercentEncoding();
        }();
        QCOMPARE(decision(judgedLogout(query)), QStringLiteral("algorithm %1").arg(int(ErrorCode::AlgorithmRefused)));
        TrustPolicy policy = strictPolicy();
        policy.algorithms.sha1 = xml::AlgorithmPolicy::Sha1::Allow;
        const LogoutJudgement judgement = judgedLogout(query, policy);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        const auto algorithm = std::ranges::find(judgement.checks, CheckName::Algorithm, &Check::name);
        QVERIFY(algorithm->outcome == CheckOutcome::Warning);
    }

    void everyCheckOfAReportIsThereOnce()
    {
        const LogoutJudgement judgement = judgedLogout(signedQuery(goodAnswer()));
        QVERIFY(std::ranges::equal(judgement.checks, allChecks(), {}, &Check::name));
    }
};

QTEST_GUILESS_MAIN(TestLogout)
#include "test_logout.moc"
