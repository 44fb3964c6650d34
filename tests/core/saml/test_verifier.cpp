// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/verifier.h"

#include "core/saml/entra.h"
#include "judging.h"

#include <type_traits>

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

// judge() is the only way to a VerifiedAssertion. This is a compile-time fact.
static_assert(!std::is_default_constructible_v<VerifiedAssertion>);
static_assert(!std::is_aggregate_v<VerifiedAssertion>);
static_assert(!std::is_constructible_v<VerifiedAssertion, EntityId, QString, NameId, std::vector<Attribute>>);
static_assert(!std::is_convertible_v<UnverifiedResponse, VerifiedAssertion>);

namespace {

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

ExpectedRequest theRequest()
{
    return ExpectedRequest::withId(text(requestId));
}

ResponseText withoutRequest()
{
    return ResponseText::entra().withEach(" InResponseTo=\"_request\"", "");
}

} // namespace

class TestVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsGoodForms_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const auto row = [](const char *name, const ResponseText &response) { QTest::newRow(name) << response.xml(); };
        const ResponseText entra = ResponseText::entra();
        row("Entra, assertion signed", entra.signedAs(Sign::Assertion));
        row("Entra, response signed", entra.signedAs(Sign::Response));
        row("Entra, both signed", entra.signedAs(Sign::Both));
        row("SHA-384", entra.signedBy(identityProviderSigner(), Sign::Both, xml::SignatureAlgorithm::RsaSha384));
        row("SHA-512", entra.signedBy(identityProviderSigner(), Sign::Both, xml::SignatureAlgorithm::RsaSha512));
        row("signed, then encrypted", entra.signedAs(Sign::Assertion).encrypted());
        row("signed, then encrypted with GCM", entra.signedAs(Sign::Assertion).encrypted(xml::EncryptionAlgorithm::Aes256Gcm));
        row("encrypted, then signed around it", entra.encrypted().signedAs(Sign::Response));
        row("signed, encrypted, signed around it", entra.signedAs(Sign::Assertion).encrypted().signedAs(Sign::Response));
        row("encrypted NameID", entra.with("<NameID ", "<NameID xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_name\" ")
                                    .encrypted("_name", "EncryptedID")
                                    .signedAs(Sign::Assertion));
    }

    void acceptsGoodForms()
    {
        QFETCH(const QByteArray, xml);
        const Judgement judgement = judged(xml);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QCOMPARE(judgement.assertion->nameId().value, QStringLiteral("amira@contoso.example"));
        QCOMPARE(judgement.assertion->attributes().size(), std::size_t(3));
    }

    void acceptsWhatTheFieldSends_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const auto row = [](const char *name, const ResponseText &response) { QTest::newRow(name) << response.xml(); };
        const ResponseText entra = ResponseText::entra();
        const auto signedWith = [&](QByteArrayView before, QByteArrayView after) {
            return entra.with(before, after).signedAs(Sign::Assertion);
        };
        const ResponseText good = entra.signedAs(Sign::Assertion);
        row("an ID that begins with a digit",
            ResponseText::fromXml(
                xml::signElement(
                    entra.with("\"_assertion\"", "\"7assertion\"").xml(),
                    {QStringLiteral("7assertion"), identityProviderSigner().key, {}, xml::SignatureAlgorithm::RsaSha256})
                    .value_or(QByteArray())));
        row("no KeyInfo", good.without("<KeyInfo", "</KeyInfo>"));
        row("RSAKeyValue in KeyInfo",
            good.with(good.part("<X509Data>", "</X509Data>"),
                      "<KeyValue><RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>"));
        row("no Destination, only the assertion signed", good.without(" Destination=\"", "\""));
        row("no Issuer on the Response", good.without("<Issuer xmlns", "</Issuer>"));
        row("times in the confirmation only",
            signedWith("<Conditions NotBefore=\"2026-11-24T08:55:00.000Z\" NotOnOrAfter=\"2026-11-24T10:00:00.000Z\">",
                       "<Conditions>"));
        row("no AuthnStatement", entra.without("<AuthnStatement", "</AuthnStatement>").signedAs(Sign::Assertion));
        row("OneTimeUse and ProxyRestriction",
            signedWith("</AudienceRestriction>", "</AudienceRestriction><OneTimeUse/><ProxyRestriction Count=\"0\"/>"));
        row("one of several audiences", signedWith("<Audience>", "<Audience>https://other.example</Audience><Audience>"));
        row("two restrictions that both name us",
            signedWith("</AudienceRestriction>", "</AudienceRestriction><AudienceRestriction><Audience>https://usher.example/saml</"
                                                 "Audience></AudienceRestriction>"));
        row("an entity's Format on Issuer",
            signedWith("<Issuer>", "<Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">"));
        row("another confirmation first that does not fit",
            signedWith(
                "<SubjectConfirmation ",
                "<SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><SubjectConfirmationData"
                " InResponseTo=\"_request\" NotOnOrAfter=\"2026-11-24T10:00:00.000Z\" Recipient=\"https://elsewhere.example\"/>"
                "</SubjectConfirmation><SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:sender-vouches\"/>"
                "<SubjectConfirmation "));
        row("offsets and fractions",
            signedWith("NotBefore=\"2026-11-24T08:55:00.000Z\"", "NotBefore=\"2026-11-24T10:55:00.123456789+02:00\""));
        row("an attribute without a value", signedWith("<AttributeValue>Amira</AttributeValue>", ""));
        row("an empty value", signedWith(">Amira<", "><"));
        row("xsi:nil that says no",
            signedWith("<AttributeValue>Amira",
                       "<AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"false\">Amira"));
        row("white space between elements", ResponseText::fromXml(entra.withEach("><", ">\n  <").xml()).signedAs(Sign::Both));
    }

    void acceptsWhatTheFieldSends()
    {
        QFETCH(const QByteArray, xml);
        QCOMPARE(decision(judged(xml)), QStringLiteral("accepted"));
    }

    void comparesTenantIdsAsNumbers()
    {
        TrustPolicy policy = strictPolicy();
        policy.tenantId = policy.tenantId.toUpper();
        QCOMPARE(decision(judged(ResponseText::entra().signedAs(Sign::Assertion).xml(), policy)), QStringLiteral("accepted"));
    }

    void acceptsNoAttributeStatement()
    {
        const auto xml =
            ResponseText::entra().without("<AttributeStatement", "</AttributeStatement>").signedAs(Sign::Assertion).xml();
        const Judgement judgement = judged(xml, strictPolicy());
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QVERIFY(judgement.assertion->attributes().empty());
        QCOMPARE(outcomeOf(judgement, CheckName::Tenant), QStringLiteral("skipped"));
    }

    void acceptsSimpleSamlPhp_data()
    {
        QTest::addColumn<int>("sign");
        QTest::newRow("assertion") << int(Sign::Assertion);
        QTest::newRow("response") << int(Sign::Response);
        QTest::newRow("both") << int(Sign::Both);
    }

    void acceptsSimpleSamlPhp()
    {
        QFETCH(const int, sign);
        TrustPolicy policy = strictPolicy();
        policy.tenantId.clear();
        const Judgement judgement = judged(ResponseText::simpleSamlPhp().signedAs(Sign(sign)).xml(), policy);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        const NameId expected{QStringLiteral("e7a1c0de"),
                              QStringLiteral("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
                              {},
                              text(serviceProvider)};
        QCOMPARE(judgement.assertion->nameId(), expected);
        QCOMPARE(judgement.assertion->attributes(),
                 (std::vector<Attribute>{{QStringLiteral("displayName"), {QStringLiteral("Amira Haddad")}}}));
    }

    void readsEverythingThatWasSigned()
    {
        const Judgement judgement = judged(ResponseText::entra().signedAs(Sign::Assertion).xml());
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        const VerifiedAssertion &assertion = *judgement.assertion;
        QCOMPARE(assertion.issuer().text(), text(issuer));
        QCOMPARE(assertion.id(), text(assertionId));
        QCOMPARE(assertion.nameId().format, QStringLiteral("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"));
        QCOMPARE(assertion.inResponseTo(), text(requestId));
        QCOMPARE(assertion.sessionIndex(), QStringLiteral("_session"));
        QCOMPARE(assertion.authnInstant(), issuedAt() - 30min);
        QCOMPARE(assertion.notOnOrAfter(), issuedAt() + 1h + maximumClockSkew);
        QCOMPARE(assertion.signerFingerprint(), identityProviderSigner().certificate.fingerprint());
        const std::vector<Attribute> attributes{
            {text(entra::tenantIdClaim), {text(tenantId)}},
            {QStringLiteral("firstName"), {QStringLiteral("Amira")}},
            {text(entra::groupsClaim), {QStringLiteral("g1"), QStringLiteral("g2")}},
        };
        QCOMPARE(assertion.attributes(), attributes);
    }

    void aNameIdWithoutFormatIsUnspecified()
    {
        const auto xml = ResponseText::entra()
                             .with(" Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\"", "")
                             .signedAs(Sign::Assertion)
                             .xml();
        QCOMPARE(judged(xml).assertion->nameId().format, QStringLiteral("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"));
    }

    void countsPinnedKeysNotTheirDates_data()
    {
        QTest::addColumn<qint64>("years");
        QTest::addColumn<int>("fault");
        QTest::newRow("expired") << qint64(3) << int(ErrorCode::CertificateExpired);
        QTest::newRow("not yet valid") << qint64(-2) << int(ErrorCode::CertificateNotYetValid);
    }

    void countsPinnedKeysNotTheirDates()
    {
        QFETCH(const qint64, years);
        QFETCH(const int, fault);
        const Signer &provider = identityProviderSigner();
        const auto certificate = provider.key.selfSigned(QStringLiteral("dated"), issuedAt() - std::chrono::years(1 + years),
                                                         issuedAt() - std::chrono::years(years) + std::chrono::days(30), "7");
        QVERIFY(certificate.has_value());
        TrustPolicy policy = strictPolicy();
        policy.signingCertificates = {*certificate};
        const Judgement judgement = judged(ResponseText::entra().signedAs(Sign::Both).xml(), policy);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QCOMPARE(outcomeOf(judgement, CheckName::Signature), QStringLiteral("warning"));
        QCOMPARE(int(judgement.find(CheckName::Signature)->fault.value_or(ErrorCode::Internal)), fault);
    }

    void triesEveryPinnedCertificate()
    {
        TrustPolicy policy = strictPolicy();
        policy.signingCertificates = {strangerSigner().certificate, serviceProviderSigner().certificate,
                                      identityProviderSigner().certificate};
        const Judgement judgement = judged(ResponseText::entra().signedAs(Sign::Assertion).xml(), policy);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QCOMPARE(judgement.assertion->signerFingerprint(), identityProviderSigner().certificate.fingerprint());
    }

    void sha1IsRefusedUnlessANamedPolicyAllowsIt()
    {
        const auto xml =
            ResponseText::entra().signedBy(identityProviderSigner(), Sign::Assertion, xml::SignatureAlgorithm::RsaSha1).xml();
        QCOMPARE(decision(judged(xml)), refusal(CheckName::Algorithm, ErrorCode::AlgorithmRefused));

        TrustPolicy relaxed = strictPolicy();
        relaxed.algorithms.sha1 = xml::AlgorithmPolicy::Sha1::Allow;
        const Judgement judgement = judged(xml, relaxed);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QCOMPARE(outcomeOf(judgement, CheckName::Algorithm), QStringLiteral("warning"));
        QVERIFY(judgement.find(CheckName::Algorithm)->found.contains(u"sha1"));
    }

    void acceptsTheSpnFormOfAnIdentifierThatIsNoUri_data()
    {
        QTest::addColumn<QString>("identifier");
        QTest::addColumn<QByteArray>("audience");
        QTest::addColumn<QString>("expected");
        const QString mismatch = refusal(CheckName::Audience, ErrorCode::AudienceMismatch);
        QTest::newRow("spn") << QStringLiteral("usher") << QByteArray("spn:usher") << QStringLiteral("accepted");
        QTest::newRow("plain") << QStringLiteral("usher") << QByteArray("usher") << QStringLiteral("accepted");
        QTest::newRow("spn of a URI") << text(serviceProvider) << QByteArray("spn:https://usher.example/saml") << mismatch;
        QTest::newRow("another") << QStringLiteral("usher") << QByteArray("spn:usher2") << mismatch;
        QTest::newRow("nobody") << QString() << QByteArray("spn:") << mismatch;
        QTest::newRow("nobody at all") << QString() << QByteArray() << mismatch;
    }

    void acceptsTheSpnFormOfAnIdentifierThatIsNoUri()
    {
        QFETCH(const QString, identifier);
        QFETCH(const QByteArray, audience);
        QFETCH(const QString, expected);
        TrustPolicy policy = strictPolicy();
        policy.serviceProvider = EntityId(identifier);
        const auto xml = ResponseText::entra().with("https://usher.example/saml", audience).signedAs(Sign::Assertion).xml();
        QCOMPARE(decision(judged(xml, policy)), expected);
    }

    void unsolicitedResponsesAreThePolicysToAccept_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<int>("unsolicited");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("outcome");
        const QByteArray unasked = withoutRequest().signedAs(Sign::Assertion).xml();
        const QByteArray answer = ResponseText::entra().signedAs(Sign::Assertion).xml();
        const int refuse = int(TrustPolicy::Unsolicited::Refuse);
        const int accept = int(TrustPolicy::Unsolicited::Accept);
        QTest::newRow("refused") << unasked << refuse << refusal(CheckName::InResponseTo, ErrorCode::UnsolicitedResponse)
                                 << QStringLiteral("failed");
        QTest::newRow("accepted") << unasked << accept << QStringLiteral("accepted") << QStringLiteral("passed");
        QTest::newRow("answers somebody, refused")
            << answer << refuse << refusal(CheckName::InResponseTo, ErrorCode::InResponseToMismatch) << QStringLiteral("failed");
        QTest::newRow("answers somebody, accepted") << answer << accept << QStringLiteral("accepted") << QStringLiteral("warning");
    }

    void unsolicitedResponsesAreThePolicysToAccept()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(const int, unsolicited);
        QFETCH(const QString, expected);
        QFETCH(const QString, outcome);
        TrustPolicy policy = strictPolicy();
        policy.unsolicited = TrustPolicy::Unsolicited(unsolicited);
        const Judgement judgement = judged(xml, policy, ExpectedRequest{});
        QCOMPARE(decision(judgement), expected);
        QCOMPARE(outcomeOf(judgement, CheckName::InResponseTo), outcome);
    }

    void anEmptyRequestIdMatchesNothing()
    {
        const auto xml = ResponseText::entra().withEach("\"_request\"", "\"\"").signedAs(Sign::Assertion).xml();
        QCOMPARE(decision(judged(xml, strictPolicy(), ExpectedRequest::withId({}))),
                 refusal(CheckName::InResponseTo, ErrorCode::InResponseToMissing));
    }

    void anEmptyPolicyTrustsNobody()
    {
        const auto xml = ResponseText::entra().signedAs(Sign::Both).xml();
        const Judgement judgement = judged(xml, TrustPolicy{}, ExpectedRequest{});
        QCOMPARE(decision(judgement), refusal(CheckName::Signature, ErrorCode::NoTrustedCertificate));
        for (const CheckName name : {CheckName::Issuer, CheckName::Audience, CheckName::Destination, CheckName::Recipient})
            QCOMPARE(outcomeOf(judgement, name), QStringLiteral("failed"));
    }

    void timesAreExactToTheMillisecond_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<int>("skew");
        QTest::addColumn<QString>("expected");
        const QString good = QStringLiteral("accepted");
        const QString early = refusal(CheckName::NotBefore, ErrorCode::NotYetValid);
        const QString late = refusal(CheckName::NotOnOrAfter, ErrorCode::Expired);
        // Valid from 08:55:00 until before 10:00:00.
        QTest::newRow("first moment") << QStringLiteral("2026-11-24T08:55:00Z") << 0 << good;
        QTest::newRow("just before") << QStringLiteral("2026-11-24T08:54:59.999Z") << 0 << early;
        QTest::newRow("last moment") << QStringLiteral("2026-11-24T09:59:59.999Z") << 0 << good;
        QTest::newRow("NotOnOrAfter itself") << QStringLiteral("2026-11-24T10:00:00Z") << 0 << late;
        QTest::newRow("first moment with skew") << QStringLiteral("2026-11-24T08:52:00Z") << 180 << good;
        QTest::newRow("before the skew") << QStringLiteral("2026-11-24T08:51:59.999Z") << 180 << early;
        QTest::newRow("last moment with skew") << QStringLiteral("2026-11-24T10:02:59.999Z") << 180 << good;
        QTest::newRow("after the skew") << QStringLiteral("2026-11-24T10:03:00Z") << 180 << late;
        QTest::newRow("no policy has more skew than 300 s") << QStringLiteral("2026-11-24T10:05:00Z") << 86400 << late;
        QTest::newRow("300 s") << QStringLiteral("2026-11-24T10:04:59.999Z") << 86400 << good;
        QTest::newRow("nor less than none") << QStringLiteral("2026-11-24T09:59:59.999Z") << -60 << good;
        QTest::newRow("wrong clock, a year fast") << QStringLiteral("2027-11-24T09:00:00Z") << 180 << late;
        QTest::newRow("wrong clock, 1970") << QStringLiteral("1970-01-01T00:00:00Z") << 180 << early;
    }

    void timesAreExactToTheMillisecond()
    {
        QFETCH(const QString, now);
        QFETCH(const int, skew);
        QFETCH(const QString, expected);
        TrustPolicy policy = strictPolicy();
        policy.clockSkew = std::chrono::seconds(skew);
        const auto xml = ResponseText::entra().signedAs(Sign::Assertion).xml();
        QCOMPARE(decision(judged(xml, policy, theRequest(), *parseDateTime(now))), expected);
    }

    void remembersAnIdAsLongAsAnyConfirmationHolds()
    {
        const auto xml = ResponseText::entra()
                             .with("<Conditions NotBefore=\"2026-11-24T08:55:00.000Z\" NotOnOrAfter=\"2026-11-24T10:00:00.000Z\">",
                                   "<Conditions>")
                             .with("</SubjectConfirmation>",
                                   "</SubjectConfirmation><SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                                   "<SubjectConfirmationData InResponseTo=\"_request\" NotOnOrAfter=\"2026-11-24T23:00:00Z\""
                                   " Recipient=\"http://localhost:48110/saml/acs\"/></SubjectConfirmation>")
                             .signedAs(Sign::Assertion)
                             .xml();
        const Judgement judgement = judged(xml);
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
        QCOMPARE(judgement.assertion->notOnOrAfter(), issuedAt() + 14h + maximumClockSkew);
    }

    void readsAFileAsItIs()
    {
        const auto xml = ResponseText::entra().signedAs(Sign::Assertion).xml();
        const Judgement judgement = judge(UnverifiedResponse::fromXml(xml), strictPolicy(), theRequest(), issuedAt());
        QCOMPARE(decision(judgement), QStringLiteral("accepted"));
    }
};

QTEST_APPLESS_MAIN(TestVerifier)
#include "test_verifier.moc"
