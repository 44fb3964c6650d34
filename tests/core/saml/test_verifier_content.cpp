// SPDX-License-Identifier: GPL-3.0-or-later
#include "judging.h"

using namespace usher;
using namespace usher::test;

/// What a provider signed and still must not be accepted; each refused by the check whose business it is.
class TestVerifierContent : public QObject
{
    Q_OBJECT

private:
    /// One piece of Entra's response replaced, then the assertion signed.
    static ResponseText with(QByteArrayView before, QByteArrayView after)
    {
        return ResponseText::entra().with(before, after).signedAs(Sign::Assertion);
    }

private Q_SLOTS:
    void refusesAnotherVersion_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Version, ErrorCode::VersionUnsupported);
        };
        const ResponseText entra = ResponseText::entra();
        fault("Response 1.1", entra.with("Version=\"2.0\" IssueInstant", "Version=\"1.1\" IssueInstant").signedAs(Sign::Assertion));
        fault("Response without", entra.with("Version=\"2.0\" IssueInstant", "IssueInstant").signedAs(Sign::Assertion));
        fault("Assertion 2.1", with("Version=\"2.0\" xmlns", "Version=\"2.1\" xmlns"));
        fault("Assertion without", with("Version=\"2.0\" xmlns", "xmlns"));
    }
    void refusesAnotherVersion() { judgeRefusalRow(); }

    void refusesAFailedStatus_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Status, ErrorCode::StatusNotSuccess);
        };
        fault("failed, with an assertion", with("status:Success", "status:Responder"));
        fault("none", ResponseText::entra().without("<samlp:Status>", "</samlp:Status>").signedAs(Sign::Assertion));
        fault("two", with("</samlp:Status>", "</samlp:Status><samlp:Status><samlp:StatusCode Value=\"x\"/></samlp:Status>"));
        fault("two codes", with("</samlp:Status>", "<samlp:StatusCode Value=\"x\"/></samlp:Status>"));
        fault("success on the second level only",
              with("<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>",
                   "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"><samlp:StatusCode"
                   " Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:StatusCode>"));
        fault("in another namespace", ResponseText::entra().withEach("samlp:Status>", "Status>").signedAs(Sign::Assertion));
    }
    void refusesAFailedStatus() { judgeRefusalRow(); }

    void refusesAnotherIssuer_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Issuer, ErrorCode::IssuerMismatch);
        };
        fault("assertion's", with("<Issuer>https://sts", "<Issuer>https://evil"));
        fault("assertion's, letter case", with("<Issuer>https://sts", "<Issuer>https://STS"));
        fault("assertion's, white space", with("<Issuer>https://sts", "<Issuer> https://sts"));
        fault("assertion's, without the slash", with("0d/</Issuer><Subject>", "0d</Issuer><Subject>"));
        fault("assertion's missing", ResponseText::entra().without("<Issuer>", "</Issuer>").signedAs(Sign::Assertion));
        fault("assertion's doubled",
              with("<Subject>", "<Issuer>https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/</Issuer><Subject>"));
        fault("assertion's of another format",
              with("<Issuer>", "<Issuer Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">"));
        fault("assertion's with an element inside", with("<Issuer>https", "<Issuer><x/>https"));
        fault("Response's", with("assertion\">https://sts", "assertion\">https://evil"));
        fault("Response's empty",
              ResponseText::entra()
                  .with("assertion\">https://sts.windows.net/1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d/<", "assertion\"><")
                  .signedAs(Sign::Assertion));
    }
    void refusesAnotherIssuer() { judgeRefusalRow(); }

    void refusesAnotherTenant_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Tenant, ErrorCode::TenantMismatch);
        };
        const QByteArrayView claim = "<AttributeValue>1a2b3c4d-2222-4333-8444-5e6f7a8b9c0d</AttributeValue>";
        fault("other", with(claim, "<AttributeValue>ffffffff-2222-4333-8444-5e6f7a8b9c0d</AttributeValue>"));
        fault("none", with(claim, ""));
        fault("two values", with(claim, claim.toByteArray() + "<AttributeValue>ffffffff</AttributeValue>"));
    }
    void refusesAnotherTenant() { judgeRefusalRow(); }

    void refusesAnotherAudience_data()
    {
        refusalColumns();
        const QByteArrayView restriction =
            "<AudienceRestriction><Audience>https://usher.example/saml</Audience></AudienceRestriction>";
        refusalRow("other", with("<Audience>https://usher", "<Audience>https://other"), CheckName::Audience,
                   ErrorCode::AudienceMismatch);
        refusalRow("letter case", with("<Audience>https://usher", "<Audience>https://Usher"), CheckName::Audience,
                   ErrorCode::AudienceMismatch);
        refusalRow("longer", with("example/saml</Audience>", "example/saml2</Audience>"), CheckName::Audience,
                   ErrorCode::AudienceMismatch);
        refusalRow("empty", with("https://usher.example/saml", ""), CheckName::Audience, ErrorCode::AudienceMismatch);
        refusalRow("a second restriction without us",
                   with("</AudienceRestriction>",
                        "</AudienceRestriction><AudienceRestriction><Audience>x</Audience></AudienceRestriction>"),
                   CheckName::Audience, ErrorCode::AudienceMismatch);
        refusalRow("a second restriction without anybody",
                   with("</AudienceRestriction>", "</AudienceRestriction><AudienceRestriction/>"), CheckName::Audience,
                   ErrorCode::AudienceMissing);
        refusalRow("nobody", with("<Audience>https://usher.example/saml</Audience>", ""), CheckName::Audience,
                   ErrorCode::AudienceMissing);
        refusalRow("no restriction", with(restriction, ""), CheckName::Audience, ErrorCode::AudienceMissing);
        refusalRow("no Conditions", ResponseText::entra().without("<Conditions", "</Conditions>").signedAs(Sign::Assertion),
                   CheckName::Audience, ErrorCode::AudienceMissing);
        refusalRow("two Conditions",
                   with("</Conditions>", "</Conditions><Conditions>" + restriction.toByteArray() + "</Conditions>"),
                   CheckName::Audience, ErrorCode::AudienceMissing);
        refusalRow("a condition that nobody knows", with("</AudienceRestriction>", "</AudienceRestriction><Condition/>"),
                   CheckName::Audience, ErrorCode::ConditionUnknown);
        refusalRow("a condition of another namespace",
                   with("</AudienceRestriction>", "</AudienceRestriction><x:OneTimeUse xmlns:x=\"urn:x\"/>"), CheckName::Audience,
                   ErrorCode::ConditionUnknown);
    }
    void refusesAnotherAudience() { judgeRefusalRow(); }

    void refusesAnotherAddress_data()
    {
        refusalColumns();
        const auto destination = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Destination, ErrorCode::DestinationMismatch);
        };
        const ResponseText entra = ResponseText::entra();
        destination("Destination", with("Destination=\"http://localhost:48110", "Destination=\"http://localhost:48111"));
        destination("Destination, letter case", with("48110/saml/acs\" InResp", "48110/saml/ACS\" InResp"));
        destination("Destination empty", with("Destination=\"http://localhost:48110/saml/acs\"", "Destination=\"\""));
        destination("no Destination on a signed Response", entra.without(" Destination=\"", "\"").signedAs(Sign::Response));
        const auto recipient = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Recipient, ErrorCode::RecipientMismatch);
        };
        recipient("Recipient", with("Recipient=\"http://localhost", "Recipient=\"https://localhost"));
        recipient("Recipient, letter case",
                  with("Recipient=\"http://localhost:48110/saml", "Recipient=\"http://localhost:48110/SAML"));
        recipient("Recipient with a query", with("acs\"/></Subject", "acs?x\"/></Subject"));
        recipient("no Recipient", with(" Recipient=\"http://localhost:48110/saml/acs\"", ""));
    }
    void refusesAnotherAddress() { judgeRefusalRow(); }

    void refusesAWeakConfirmation_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::SubjectConfirmation, ErrorCode::SubjectConfirmationMissing);
        };
        fault("none", ResponseText::entra().without("<SubjectConfirmation ", "</SubjectConfirmation>").signedAs(Sign::Assertion));
        fault("holder of key", with("cm:bearer", "cm:holder-of-key"));
        fault("no NotOnOrAfter", with("NotOnOrAfter=\"2026-11-24T10:00:00.000Z\" Recipient", "Recipient"));
        fault("a NotBefore", with("NotOnOrAfter=\"2026-11-24T10:00:00.000Z\" Recipient",
                                  "NotBefore=\"2026-11-24T08:00:00Z\" NotOnOrAfter=\"2026-11-24T10:00:00.000Z\" Recipient"));
        fault("two Subjects", with("</Subject>", "</Subject>" + ResponseText::entra().part("<Subject>", "</Subject>")));
        fault("no Subject", ResponseText::entra().without("<Subject>", "</Subject>").signedAs(Sign::Assertion));
        fault("no data", ResponseText::entra().without("<SubjectConfirmationData", "/>").signedAs(Sign::Assertion));
        fault("two data", with("</SubjectConfirmation>",
                               ResponseText::entra().part("<SubjectConfirmationData", "/>") + "</SubjectConfirmation>"));
    }
    void refusesAWeakConfirmation() { judgeRefusalRow(); }

    void refusesAnAnswerToSomethingElse_data()
    {
        refusalColumns();
        const ResponseText entra = ResponseText::entra();
        refusalRow("signed one missing", with("Data InResponseTo=\"_request\"", "Data"), CheckName::InResponseTo,
                   ErrorCode::InResponseToMismatch); // the Response still names one
        refusalRow("both missing", entra.withEach(" InResponseTo=\"_request\"", "").signedAs(Sign::Assertion),
                   CheckName::InResponseTo, ErrorCode::InResponseToMissing);
        refusalRow("signed one of another sign-in", with("Data InResponseTo=\"_request\"", "Data InResponseTo=\"_other\""),
                   CheckName::InResponseTo, ErrorCode::InResponseToMismatch);
        refusalRow("both of another sign-in", entra.withEach("\"_request\"", "\"_other\"").signedAs(Sign::Assertion),
                   CheckName::InResponseTo, ErrorCode::InResponseToMismatch);
        refusalRow("unsigned one of another sign-in", with("acs\" InResponseTo=\"_request\"", "acs\" InResponseTo=\"_other\""),
                   CheckName::InResponseTo, ErrorCode::InResponseToMismatch);
    }
    void refusesAnAnswerToSomethingElse() { judgeRefusalRow(); }

    void refusesTimesThatCantBeRead_data()
    {
        refusalColumns();
        const auto begin = [](const char *name, const char *time) {
            refusalRow(name, with("NotBefore=\"2026-11-24T08:55:00.000Z\"", "NotBefore=\"" + QByteArray(time) + '"'),
                       CheckName::NotBefore, ErrorCode::TimeMalformed);
        };
        const auto end = [](const char *name, const char *time) {
            refusalRow(
                name,
                with("NotOnOrAfter=\"2026-11-24T10:00:00.000Z\" Recipient", "NotOnOrAfter=\"" + QByteArray(time) + "\" Recipient"),
                CheckName::NotOnOrAfter, ErrorCode::TimeMalformed);
        };
        begin("leap second", "2016-12-31T23:59:60Z");
        begin("empty", "");
        begin("no zone", "2026-11-24T08:55:00");
        begin("30 February", "2026-02-30T00:00:00Z");
        end("year 99999", "99999-11-24T08:55:00Z");
        end("nonsense", "soon");
        end("a date", "2026-11-24");
        refusalRow("IssueInstant",
                   with("ID=\"_assertion\" IssueInstant=\"2026-11-24T09:00:00.000Z\"", "ID=\"_assertion\" IssueInstant=\"now\""),
                   CheckName::NotBefore, ErrorCode::TimeMalformed);
        refusalRow("no IssueInstant", with("ID=\"_assertion\" IssueInstant=\"2026-11-24T09:00:00.000Z\"", "ID=\"_assertion\""),
                   CheckName::NotBefore, ErrorCode::TimeMalformed);
        refusalRow("AuthnInstant", with("AuthnInstant=\"2026-11-24T08:30:00.000Z\"", "AuthnInstant=\"\""), CheckName::NotBefore,
                   ErrorCode::TimeMalformed);
        refusalRow("SessionNotOnOrAfter", with("SessionIndex", "SessionNotOnOrAfter=\"x\" SessionIndex"), CheckName::NotOnOrAfter,
                   ErrorCode::TimeMalformed);
        refusalRow("year 99999 in Conditions",
                   with("NotOnOrAfter=\"2026-11-24T10:00:00.000Z\">", "NotOnOrAfter=\"99999-01-01T00:00:00Z\">"),
                   CheckName::NotOnOrAfter, ErrorCode::TimeMalformed);
    }
    void refusesTimesThatCantBeRead() { judgeRefusalRow(); }

    void refusesWhatIsOver_data()
    {
        refusalColumns();
        const auto fault = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::NotOnOrAfter, ErrorCode::Expired);
        };
        fault("Conditions", with("NotOnOrAfter=\"2026-11-24T10:00:00.000Z\">", "NotOnOrAfter=\"2026-11-24T08:56:00Z\">"));
        fault("confirmation",
              with("NotOnOrAfter=\"2026-11-24T10:00:00.000Z\" Recipient", "NotOnOrAfter=\"2026-11-24T08:56:00Z\" Recipient"));
        fault("session", with("SessionIndex", "SessionNotOnOrAfter=\"2026-11-24T08:56:00Z\" SessionIndex"));
        fault("session of a second statement", with("</Assertion>", "<AuthnStatement AuthnInstant=\"2026-11-24T08:30:00Z\" "
                                                                    "SessionNotOnOrAfter=\"2026-11-24T08:56:00Z\"/></Assertion>"));
        refusalRow("not begun", with("NotBefore=\"2026-11-24T08:55:00.000Z\"", "NotBefore=\"2026-11-24T09:55:00Z\""),
                   CheckName::NotBefore, ErrorCode::NotYetValid);
    }
    void refusesWhatIsOver() { judgeRefusalRow(); }

    void refusesANameThatIsNone_data()
    {
        refusalColumns();
        const auto name = [](const char *rowName, const char *value) {
            refusalRow(rowName, with(">amira@contoso.example<", QByteArray(">") + value + '<'), CheckName::NameId,
                       ErrorCode::NameIdMalformed);
        };
        name("empty", "");
        name("white space", " \n ");
        name("white space before", " amira@contoso.example");
        name("white space after", "amira@contoso.example\n");
        name("no-break space", "\xC2\xA0");
        name("an element inside", "amira<x/>@contoso.example");
        const QByteArray element = ResponseText::entra().part("<NameID", "</NameID>");
        refusalRow("missing", with(element, ""), CheckName::NameId, ErrorCode::NameIdMissing);
        refusalRow("BaseID instead", with(element, "<BaseID NameQualifier=\"x\"/>"), CheckName::NameId, ErrorCode::NameIdMissing);
        refusalRow("two", with(element, element + element), CheckName::NameId, ErrorCode::NameIdMalformed);
        refusalRow("of another namespace", with("<NameID ", "<NameID xmlns=\"urn:x\" "), CheckName::NameId,
                   ErrorCode::NameIdMissing);
    }
    void refusesANameThatIsNone() { judgeRefusalRow(); }

    void refusesAnAttributeThatMeansTwoThings_data()
    {
        refusalColumns();
        const auto malformed = [](const char *name, const ResponseText &response) {
            refusalRow(name, response, CheckName::Attribute, ErrorCode::AttributeMalformed);
        };
        const QByteArrayView value = "<AttributeValue>Amira</AttributeValue>";
        const auto nil = [&](const char *isNil, const char *content) {
            return with(value, "<AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"" +
                                   QByteArray(isNil) + "\">" + content + "</AttributeValue>");
        };
        refusalRow("twice", with("Name=\"firstName\"", "Name=\"http://schemas.microsoft.com/identity/claims/tenantid\""),
                   CheckName::Attribute, ErrorCode::AttributeDuplicated);
        refusalRow("twice, in two statements",
                   with("</AttributeStatement>",
                        "</AttributeStatement><AttributeStatement><Attribute Name=\"firstName\"><AttributeValue>Eve"
                        "</AttributeValue></Attribute></AttributeStatement>"),
                   CheckName::Attribute, ErrorCode::AttributeDuplicated);
        refusalRow("twice, in two name formats",
                   with("</AttributeStatement>", "<Attribute Name=\"firstName\" NameFormat=\"urn:x\"/></AttributeStatement>"),
                   CheckName::Attribute, ErrorCode::AttributeDuplicated);
        malformed("without a name", with(" Name=\"firstName\"", ""));
        malformed("with an empty name", with("Name=\"firstName\"", "Name=\"\""));
        malformed("nil, and yet a text", nil("true", "Amira"));
        malformed("nil, and yet an element", nil("1", "<b/>"));
        malformed("nil perhaps", nil("perhaps", ""));
        malformed("a stranger among the values", with(value, "<Value>Amira</Value>"));
        malformed("encrypted", with("</AttributeStatement>", "<EncryptedAttribute/></AttributeStatement>"));
    }
    void refusesAnAttributeThatMeansTwoThings() { judgeRefusalRow(); }

    void passesOverValuesThatAreNoText_data()
    {
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const char *value) { QTest::newRow(name) << QByteArray(value); };
        const char *nil = "<AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"%1\"/>";
        row("a name inside", "<AttributeValue><NameID>eve</NameID></AttributeValue>");
        row("texts and elements", "<AttributeValue>E<b>v</b>e</AttributeValue>");
        QTest::newRow("nil") << QByteArray(nil).replace("%1", "true");
        QTest::newRow("nil 1") << QByteArray(nil).replace("%1", "1");
    }

    void passesOverValuesThatAreNoText()
    {
        QFETCH(const QByteArray, value);
        const QByteArray text = "<AttributeValue>Amira</AttributeValue>";
        const Judgement alone = judged(with(text, value).xml());
        QCOMPARE(decision(alone), QStringLiteral("accepted"));
        QCOMPARE(alone.assertion->attributes()[1], (Attribute{QStringLiteral("firstName"), {}}));
        const Judgement beside = judged(with(text, value + text + value).xml());
        QCOMPARE(decision(beside), QStringLiteral("accepted"));
        QCOMPARE(beside.assertion->attributes()[1], (Attribute{QStringLiteral("firstName"), {QStringLiteral("Amira")}}));
    }

    void refusesAnAssertionWithoutAnId()
    {
        const auto xml = ResponseText::entra().with(" ID=\"_assertion\"", "").signedAs(Sign::Response).xml();
        QCOMPARE(decision(judged(xml)), refusal(CheckName::Shape, ErrorCode::XmlMalformedId));
    }

    void namesWhatItFoundAndWhere()
    {
        const auto xml = with("Name=\"firstName\"", "Name=\"http://schemas.microsoft.com/identity/claims/tenantid\"").xml();
        const Judgement judgement = judged(xml);
        const Check *check = judgement.find(CheckName::Attribute);
        QCOMPARE(check->found, QStringLiteral("http://schemas.microsoft.com/identity/claims/tenantid"));
        QCOMPARE(check->where, QStringLiteral("/samlp:Response/Assertion/AttributeStatement/Attribute[2]"));
    }
};

QTEST_APPLESS_MAIN(TestVerifierContent)
#include "test_verifier_content.moc"
