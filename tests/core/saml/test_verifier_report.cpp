// SPDX-License-Identifier: GPL-3.0-or-later
#include "judging.h"

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

/// What a judgement tells besides yes and no.
class TestVerifierReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCheckAppearsAtMostOnceAndInOrder_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const ResponseText entra = ResponseText::entra();
        QTest::newRow("accepted") << entra.signedAs(Sign::Both).xml();
        QTest::newRow("encrypted") << entra.signedAs(Sign::Assertion).encrypted().xml();
        QTest::newRow("unsigned") << entra.xml();
        QTest::newRow("broken") << entra.signedAs(Sign::Both).with("Amira", "Eve").xml();
        QTest::newRow("not XML") << QByteArray("what?");
        QTest::newRow("nothing") << QByteArray();
    }

    void everyCheckAppearsAtMostOnceAndInOrder()
    {
        QFETCH(const QByteArray, xml);
        const Judgement judgement = judged(xml);
        std::vector<CheckName> names;
        for (const Check &check : judgement.checks)
            names.push_back(check.name);
        QVERIFY(std::ranges::equal(names, allChecks()));
        QCOMPARE(outcomeOf(judgement, CheckName::Replay), QStringLiteral("skipped"));
    }

    void theFirstFailureInReportOrderDecides()
    {
        TrustPolicy policy = strictPolicy();
        policy.serviceProvider = EntityId(QStringLiteral("https://other.example"));
        const auto xml = ResponseText::entra().signedAs(Sign::Assertion).xml();
        const Judgement judgement = judged(xml, policy, ExpectedRequest::withId(QString::fromLatin1(requestId)), issuedAt() + 2h);
        QCOMPARE(decision(judgement), refusal(CheckName::Audience, ErrorCode::AudienceMismatch));
        QCOMPARE(judgement.assertion.error().code, ErrorCode::AudienceMismatch);
        QCOMPARE(outcomeOf(judgement, CheckName::NotOnOrAfter), QStringLiteral("failed"));
        QCOMPARE(outcomeOf(judgement, CheckName::Signature), QStringLiteral("passed"));
        const Check *audience = judgement.find(CheckName::Audience);
        QCOMPARE(audience->expected, QStringLiteral("https://other.example"));
        QCOMPARE(audience->found, QString::fromLatin1(serviceProvider));
        QCOMPARE(audience->where, QStringLiteral("/samlp:Response/Assertion/Conditions"));
    }

    void goesOnAfterABadSignature()
    {
        const auto xml = ResponseText::entra().signedBy(strangerSigner(), Sign::Assertion).xml();
        const Judgement judgement = judged(xml);
        QCOMPARE(decision(judgement), refusal(CheckName::Signature, ErrorCode::SignatureInvalid));
        QCOMPARE(judgement.find(CheckName::Signature)->where, QStringLiteral("/samlp:Response/Assertion/Signature"));
        for (const CheckName name : {CheckName::Issuer, CheckName::Tenant, CheckName::Audience, CheckName::Recipient,
                                     CheckName::InResponseTo, CheckName::NotOnOrAfter, CheckName::NameId, CheckName::Attribute})
            QCOMPARE(outcomeOf(judgement, name), QStringLiteral("passed"));
    }

    void placesAreThoseOfTheDocumentThatArrived()
    {
        const ResponseText bad =
            ResponseText::entra().with("<Audience>https://usher", "<Audience>https://other").signedAs(Sign::Assertion);
        QCOMPARE(judged(bad.xml()).find(CheckName::Audience)->where, QStringLiteral("/samlp:Response/Assertion/Conditions"));
        QCOMPARE(judged(bad.encrypted().xml()).find(CheckName::Audience)->where,
                 QStringLiteral("/samlp:Response/EncryptedAssertion/Assertion/Conditions"));
    }

    void withoutARequestToCompareTheCheckIsSkippedAndSaysSo()
    {
        const Judgement judgement =
            judged(ResponseText::entra().signedAs(Sign::Assertion).xml(), strictPolicy(), ExpectedRequest::unknown());
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        const Check *check = judgement.find(CheckName::InResponseTo);
        QCOMPARE(check->outcome, CheckOutcome::Skipped);
        QCOMPARE(check->fault, ErrorCode::RequestUnknown);
        QCOMPARE(check->found, QString::fromLatin1(requestId));
    }

    void aFailedSignInIsReportedInTheProvidersWords_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QString>("found");
        const QByteArray code = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Requester\"><samlp:StatusCode"
                                " Value=\"urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported\"/></samlp:StatusCode>";
        QTest::newRow("message") << code + "<samlp:StatusMessage>AADSTS50105: not assigned</samlp:StatusMessage>"
                                 << QStringLiteral("AADSTS50105: not assigned");
        QTest::newRow("codes") << code << QStringLiteral("urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported");
        QTest::newRow("code") << QByteArray("<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"/>")
                              << QStringLiteral("urn:oasis:names:tc:SAML:2.0:status:Responder");
    }

    void aFailedSignInIsReportedInTheProvidersWords()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const QString, found);
        const auto xml = ResponseText::entra()
                             .with("<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>", status)
                             .without("<Assertion ", "</Assertion>")
                             .xml();
        const Judgement judgement = judged(xml);
        QCOMPARE(decision(judgement), refusal(CheckName::Status, ErrorCode::StatusNotSuccess));
        QCOMPARE(judgement.find(CheckName::Status)->found, found);
        QCOMPARE(judgement.assertion.error().subject, found);
        for (const CheckName name : {CheckName::AssertionCount, CheckName::Reference, CheckName::Algorithm, CheckName::Signature,
                                     CheckName::Audience, CheckName::NameId})
            QCOMPARE(outcomeOf(judgement, name), QStringLiteral("skipped"));
    }

    void settlesReplay()
    {
        const Judgement good = judged(ResponseText::entra().signedAs(Sign::Assertion).xml());
        const Judgement first = settleReplay(good, Replay::FirstUse);
        QVERIFY(first.accepted());
        QCOMPARE(outcomeOf(first, CheckName::Replay), QStringLiteral("passed"));
        QCOMPARE(*first.assertion, *good.assertion);

        const Judgement second = settleReplay(good, Replay::Replayed);
        QCOMPARE(decision(second), refusal(CheckName::Replay, ErrorCode::Replayed));
        QCOMPARE(second.assertion.error().code, ErrorCode::Replayed);
    }

    void aReplayedResponseThatIsWrongBesidesStaysWrong()
    {
        const auto xml = ResponseText::entra().signedBy(strangerSigner(), Sign::Assertion).xml();
        const Judgement judgement = settleReplay(judged(xml), Replay::Replayed);
        QCOMPARE(decision(judgement), refusal(CheckName::Signature, ErrorCode::SignatureInvalid));
        QCOMPARE(judgement.assertion.error().code, ErrorCode::SignatureInvalid);
        QCOMPARE(outcomeOf(judgement, CheckName::Replay), QStringLiteral("failed"));
    }

    void anErrorNeverQuotesTheNameId()
    {
        const auto xml = ResponseText::entra().with(">amira@contoso.example<", "> secret-person<").signedAs(Sign::Assertion).xml();
        const Judgement judgement = judged(xml);
        QCOMPARE(decision(judgement), refusal(CheckName::NameId, ErrorCode::NameIdMalformed));
        QVERIFY(!judgement.assertion.error().detail.contains(u"secret-person"));
        QVERIFY(!judgement.assertion.error().subject.contains(u"secret-person"));
    }
};

QTEST_APPLESS_MAIN(TestVerifierReport)
#include "test_verifier_report.moc"
