// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/error_name.h"
#include "core/explain/explain.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace usher;

namespace {

std::vector<ErrorCode> allCodes()
{
    std::vector<ErrorCode> codes;
    for (int code = 0; code <= int(ErrorCode::Internal); ++code)
        codes.push_back(ErrorCode(code));
    return codes;
}

Check checkWith(CheckName name, CheckOutcome outcome, std::optional<ErrorCode> fault = {})
{
    return {name, outcome, QStringLiteral("what was expected"), QStringLiteral("what was found"), {}, fault};
}

ProvisioningPlan planOf(ProvisioningPlan::Outcome outcome)
{
    ProvisioningPlan plan;
    plan.outcome = outcome;
    plan.fields = {{ProfileField::DisplayName, {}, QStringLiteral("Ada Byron"), QStringLiteral("displayname")},
                   {ProfileField::Mail, QStringLiteral("a@x.example"), QStringLiteral("a@x.example"), QStringLiteral("mail")}};
    plan.role = roles::user;
    return plan;
}

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsOwnSentence_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("subject");
        for (const ErrorCode code : allCodes()) {
            const QByteArray name = explain::nameOf(code).toLatin1();
            QTest::newRow(name + ", about nothing") << int(code) << QString();
            QTest::newRow(name + ", about something") << int(code) << QStringLiteral("subject");
        }
    }

    void everyCodeHasItsOwnSentence()
    {
        QFETCH(int, code);
        QFETCH(QString, subject);
        static std::map<QString, int> seen;
        // A usage error brings its sentence along.
        if (ErrorCode(code) == ErrorCode::UsageError && !subject.isEmpty())
            subject = QStringLiteral("There is no command “subject”.");
        const explain::Words words = explain::words({ErrorCode(code), subject, QStringLiteral("detail")});
        QVERIFY2(isSentence(words.what), qPrintable(words.what));
        QVERIFY2(words.remedy.isEmpty() || isSentence(words.remedy), qPrintable(words.remedy));
        QCOMPARE(seen.emplace(words.what, code).first->second, code);
    }

    void sentencesNeverShowACode()
    {
        for (const ErrorCode code : allCodes()) {
            const explain::Words words = explain::words({code, {}, QStringLiteral("detail-for-developers")});
            QVERIFY2(!words.paragraph().contains(explain::nameOf(code)), qPrintable(words.paragraph()));
            QVERIFY2(!words.paragraph().contains(u"detail-for-developers"), qPrintable(words.paragraph()));
        }
    }

    void everyFailureHasSomethingToDo()
    {
        for (const ErrorCode code : allCodes())
            QVERIFY2(!explain::words({code}).remedy.isEmpty(), qPrintable(explain::nameOf(code)));
    }

    void detailsNameCodeSubjectAndDetail()
    {
        QCOMPARE(explain::words({ErrorCode::StoreFull, QStringLiteral("/srv/d.sqlite"), QStringLiteral("SQLITE_FULL")}).technical,
                 QStringLiteral("StoreFull: /srv/d.sqlite: SQLITE_FULL"));
        QCOMPARE(explain::words({ErrorCode::Expired}).technical, QStringLiteral("Expired"));
        QCOMPARE(explain::nameOf(ErrorCode::FileUnreadable), QStringLiteral("FileUnreadable"));
        QCOMPARE(explain::nameOf(ErrorCode::Internal), QStringLiteral("Internal"));
    }

    void whatMattersMostIsSaidInEntrasTerms_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("term");
        const auto row = [](ErrorCode code, const char *what, const char *term) {
            QTest::newRow(explain::nameOf(code).toLatin1()) << int(code) << QString::fromUtf8(what) << QString::fromUtf8(term);
        };
        row(ErrorCode::AudienceMismatch, "meant for another application", "Identifier (Entity ID)");
        row(ErrorCode::RecipientMismatch, "Reply URL", "Reply URL (Assertion Consumer Service URL)");
        row(ErrorCode::DestinationMismatch, "Reply URL", "Basic SAML Configuration");
        row(ErrorCode::IssuerMismatch, "another identity provider", "Microsoft Entra Identifier");
        row(ErrorCode::SignatureInvalid, "does not fit", "App Federation Metadata Url");
        row(ErrorCode::SignatureMissing, "signed", "Signing Option");
        row(ErrorCode::AlgorithmRefused, "too weak", "Signing Algorithm");
        row(ErrorCode::MetadataIsWebPage, "web page", "App Federation Metadata Url");
        row(ErrorCode::MetadataCommonTenant, "every tenant", "App Federation Metadata Url");
        row(ErrorCode::CertificateExpired, "expired", "New Certificate");
        row(ErrorCode::NotYetValid, "not valid yet", "clock");
        row(ErrorCode::Expired, "expired", "clock");
        row(ErrorCode::NameIdTransient, "transient", "Persistent");
        row(ErrorCode::NameIdMissing, "NameID", "Unique User Identifier (Name ID)");
        row(ErrorCode::ClaimMissing, "did not come", "Attributes & Claims");
        row(ErrorCode::UnsolicitedResponse, "Nobody asked", "Test button");
        row(ErrorCode::JitOff, "SAML JIT", "Identity Configuration");
        row(ErrorCode::SandboxInRealDirectory, "sandbox tenant", "usher --sandbox");
        row(ErrorCode::StoreNewerVersion, "newer version", "newest Usher");
        row(ErrorCode::LastOwner, "last owner", "somebody else an owner");
        row(ErrorCode::LastLocalOwner, "identity provider can't be reached", "emergency");
        row(ErrorCode::ProviderKeyUnusable, "2048 bits", "signing certificate");
        row(ErrorCode::MetadataWantsSignedRequests, "they are not", "Verification certificates");
    }

    void whatMattersMostIsSaidInEntrasTerms()
    {
        QFETCH(int, code);
        QFETCH(QString, what);
        QFETCH(QString, term);
        const explain::Words words = explain::words({ErrorCode(code)});
        QVERIFY2(words.what.contains(what), qPrintable(words.what));
        QVERIFY2(words.remedy.contains(term), qPrintable(words.remedy));
    }

    void fieldsAreCalledWhatScreensCallThem()
    {
        QVERIFY(explain::words({ErrorCode::ClaimMissing, QStringLiteral("lastName")}).what.contains(u"“Last name”"));
        QVERIFY(explain::words({ErrorCode::ConfigurationInvalid, QStringLiteral("serviceProvider")}).what.contains(u"Entity ID"));
        QVERIFY(explain::words({ErrorCode::ConfigurationInvalid, QStringLiteral("mapping.mail")}).what.contains(u"“Mail”"));
    }

    void aProvidersOwnFullStopIsNotDoubled()
    {
        const QString message = QStringLiteral("The signed in user is not assigned to a role.");
        QVERIFY(explain::words({ErrorCode::StatusNotSuccess, message}).what.endsWith(u"a role."));
    }

    void everyCheckHasATitleAndItsSentences()
    {
        std::map<QString, CheckName> titles;
        std::map<QString, CheckName> passed;
        for (const CheckName name : allChecks()) {
            QVERIFY(titles.emplace(explain::title(name), name).second);
            const QString sentence = explain::sentence(checkWith(name, CheckOutcome::Passed));
            QVERIFY2(isSentence(sentence), qPrintable(sentence));
            QVERIFY2(passed.emplace(sentence, name).second, qPrintable(sentence));
            QVERIFY(explain::hint(checkWith(name, CheckOutcome::Passed)).isEmpty());
            QVERIFY(isSentence(explain::sentence(checkWith(name, CheckOutcome::Skipped))));
        }
    }

    void aFailedCheckSaysWhatHappenedAndWhatToDo()
    {
        const Check check = checkWith(CheckName::Audience, CheckOutcome::Failed, ErrorCode::AudienceMismatch);
        QCOMPARE(explain::sentence(check), explain::words({ErrorCode::AudienceMismatch}).what);
        QCOMPARE(explain::hint(check), explain::words({ErrorCode::AudienceMismatch}).remedy);
    }

    void aRefusedAlgorithmIsNamed()
    {
        Check check = checkWith(CheckName::Algorithm, CheckOutcome::Failed, ErrorCode::AlgorithmRefused);
        check.found = QStringLiteral("http://www.w3.org/2000/09/xmldsig#rsa-sha1");
        QVERIFY(explain::sentence(check).contains(check.found));
    }

    void whatTheLibraryCantDoIsNamed_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("instead");
        const auto row = [](const char *algorithm, const char *name, const char *instead) {
            QTest::newRow(algorithm) << QString::fromLatin1(algorithm) << QString::fromLatin1(name) << QString::fromLatin1(instead);
        };
        row("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", "RSA-PSS", "rsa-sha256");
        row("http://www.w3.org/2007/05/xmldsig-more#rsa-pss", "RSA-PSS", "rsa-sha256");
        row("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "ECDSA", "rsa-sha256");
        row("http://www.w3.org/2009/xmlenc11#rsa-oaep", "RSA-OAEP with a digest", "rsa-oaep-mgf1p");
        row("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p http://www.w3.org/2001/04/xmlenc#sha256", "RSA-OAEP with a digest",
            "rsa-oaep-mgf1p");
        row("http://www.w3.org/2001/04/xmlenc#rsa-1_5", "too weak", "RSA-OAEP");
        row("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "too weak", "SHA-256");
    }

    void whatTheLibraryCantDoIsNamed()
    {
        QFETCH(const QString, algorithm);
        QFETCH(const QString, name);
        QFETCH(const QString, instead);
        Check check = checkWith(CheckName::Algorithm, CheckOutcome::Failed, ErrorCode::AlgorithmRefused);
        check.found = algorithm;
        QVERIFY2(explain::sentence(check).contains(name), qUtf8Printable(explain::sentence(check)));
        QVERIFY(explain::sentence(check).contains(algorithm));
        QVERIFY2(explain::hint(check).contains(instead), qUtf8Printable(explain::hint(check)));
    }

    void whatWasLetThroughIsSaid()
    {
        const Check check = checkWith(CheckName::Algorithm, CheckOutcome::Warning, ErrorCode::AlgorithmRefused);
        QVERIFY(explain::sentence(check).startsWith(u"Let through"));
        QVERIFY(!explain::hint(check).isEmpty());
    }

    void skippedChecksSayHowToHaveThemDone()
    {
        QVERIFY(explain::hint(checkWith(CheckName::InResponseTo, CheckOutcome::Skipped, ErrorCode::RequestUnknown))
                    .contains(u"--request-id"));
        QVERIFY(explain::hint(checkWith(CheckName::Replay, CheckOutcome::Skipped)).contains(u"--directory"));
        QVERIFY(explain::hint(checkWith(CheckName::Encryption, CheckOutcome::Skipped)).isEmpty());
    }

    void aRejectionNamesTheCheckThatDecided()
    {
        const Judgement judgement{{checkWith(CheckName::Signature, CheckOutcome::Passed),
                                   checkWith(CheckName::Audience, CheckOutcome::Failed, ErrorCode::AudienceMismatch)},
                                  fail(ErrorCode::AudienceMismatch)};
        QVERIFY(explain::verdict(judgement).contains(explain::words({ErrorCode::AudienceMismatch}).what));
    }

    void aPlanSaysWhatBecomesOfTheAccount()
    {
        const QString created = explain::sentence(planOf(ProvisioningPlan::Outcome::Create));
        QVERIFY2(created.contains(u"Ada Byron") && created.contains(u"default Agent Pool") && created.contains(u"User"),
                 qPrintable(created));
        const QString updated = explain::sentence(planOf(ProvisioningPlan::Outcome::Update));
        QVERIFY2(updated.contains(u"Display name") && !updated.contains(u"Mail"), qPrintable(updated));
        QVERIFY(explain::sentence(planOf(ProvisioningPlan::Outcome::Unchanged)).contains(u"nothing in it changes"));
        ProvisioningPlan refused = planOf(ProvisioningPlan::Outcome::Refuse);
        refused.refusal = Error{ErrorCode::JitOff};
        QCOMPARE(explain::sentence(refused), explain::words({ErrorCode::JitOff}).what);
    }

    void aSignOutSaysWhatTheProviderSaid()
    {
        using Outcome = LogoutAnswer::Outcome;
        using Proof = LogoutAnswer::Proof;
        const QString vouched = explain::sentence(LogoutAnswer{Outcome::Complete, Proof::Signed, {}});
        const QString claimed = explain::sentence(LogoutAnswer{Outcome::Complete, Proof::Unsigned, {}});
        const QString partial = explain::sentence(LogoutAnswer{Outcome::Partial, Proof::Signed, QStringLiteral("urn:x")});
        const QString refused = explain::sentence(LogoutAnswer{Outcome::Refused, Proof::Signed, QStringLiteral("AADSTS1: no.")});
        for (const QString &sentence : {vouched, claimed, partial, refused})
            QVERIFY2(isSentence(sentence) && sentence.contains(u"signed out here"), qPrintable(sentence));
        QVERIFY(vouched != claimed);
        QVERIFY(!partial.contains(u"urn:"));
        QVERIFY(refused.contains(u"AADSTS1: no. On"));
    }

    void aPlanSaysWhichClaimsItDoesNotTake()
    {
        ProvisioningPlan plan = planOf(ProvisioningPlan::Outcome::Unchanged);
        plan.fields[1].kept = ErrorCode::MailBelongsToAnother;
        const QString sentence = explain::sentence(plan);
        QVERIFY2(
            sentence.endsWith(QStringLiteral("“Mail” stays as it was. ") + explain::words({ErrorCode::MailBelongsToAnother}).what),
            qPrintable(sentence));
    }

    void saysHowLongAPasswordMustBe()
    {
        QVERIFY(explain::words({ErrorCode::PasswordTooShort, QStringLiteral("12")}).what.contains(u"12 characters"));
    }

    void aPermissionSaysWhereItComesFrom()
    {
        const std::vector<Pool> pools{{PoolId(QStringLiteral("p1")), QStringLiteral("Payments"), false, {}}};
        const std::vector<Role> known{{RoleId(QStringLiteral("r1")), QStringLiteral("Manager"), {}},
                                      {roles::owner, QStringLiteral("owner"), {}}};
        QCOMPARE(explain::reason({Permission::UsersView, RoleId(QStringLiteral("r1")), PoolId(QStringLiteral("p1"))}, pools, known),
                 QStringLiteral("Manager, from pool Payments"));
        QCOMPARE(explain::reason({Permission::UsersView, roles::owner, {}}, pools, known), QStringLiteral("Owner, directly"));
    }

private:
    /// Begins with a capital or a quotation mark, ends with a full stop, and no placeholder was forgotten.
    static bool isSentence(const QString &text)
    {
        static const QRegularExpression sentence(QStringLiteral("\\A[\\p{Lu}“][^%]*[^. ]\\.\\z"));
        return sentence.match(text).hasMatch();
    }
};

QTEST_APPLESS_MAIN(TestExplain)
#include "test_explain.moc"
