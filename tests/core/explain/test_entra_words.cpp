// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include <QTest>

#include <map>

using namespace usher;

class TestEntraWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKnownCodeHasItsOwnWords()
    {
        std::map<QString, int> seen;
        const QString general = explain::words(EntraFailure{.code = 90023}).what;
        for (const auto &[code, cause] : knownEntraCodes()) {
            const explain::Words words = explain::words(EntraFailure{.code = code});
            QVERIFY2(words.what.endsWith(u'.') && words.what.at(0).isUpper(), qPrintable(words.what));
            QVERIFY2(words.remedy.endsWith(u'.'), qPrintable(words.remedy));
            QVERIFY2(!words.paragraph().contains(u"AADSTS"), qPrintable(words.paragraph()));
            QVERIFY2(!words.paragraph().contains(u"%1"), qPrintable(words.paragraph()));
            QVERIFY2(words.what != general, qPrintable(words.what));
            QCOMPARE(seen.emplace(words.what, code).first->second, code);
        }
    }

    void namesThePlaceInEntra_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("place");
        const auto row = [](int code, const char *place) { QTest::addRow("%d", code) << code << QString::fromUtf8(place); };
        row(50105, "Users and groups");
        row(700016, "Identifier (Entity ID)");
        row(650056, "Grant admin consent");
        row(65005, "Grant admin consent");
        row(50011, "Reply URL (Assertion Consumer Service URL)");
        row(900971, "Basic SAML Configuration");
        row(750054, "Login URL");
        row(76021, "Require verification certificates");
        row(50003, "Token signing certificate");
        row(50146, "Token signing certificate");
        row(501241, "Unique User Identifier (Name ID)");
        row(50020, "Invite external user");
        row(50034, "All users");
        row(53000, "system browser");
        row(53003, "Conditional Access");
        row(50097, "Conditional Access → Policies");
        row(50079, "Authentication methods");
        row(7000112, "Enabled for users to sign-in?");
        row(50194, "App Federation Metadata Url");
        row(76026, "clock");
    }

    void namesThePlaceInEntra()
    {
        QFETCH(int, code);
        QFETCH(QString, place);
        const explain::Words words = explain::words(EntraFailure{.code = code});
        QVERIFY2(words.remedy.contains(place), qPrintable(words.remedy));
    }

    void readsWell()
    {
        const explain::Words words = explain::words(EntraFailure{.code = 50105});
        QCOMPARE(words.paragraph(),
                 QStringLiteral("Only people who are assigned to the application may sign in to it, and this person is not. "
                                "In the Entra admin center, open Enterprise applications → your application → Users and "
                                "groups. Choose Add user/group and assign the person, or a group that has the person as a "
                                "direct member: nested groups don't count."));
        QCOMPARE(explain::words(EntraFailure{.code = 53003}).what,
                 QStringLiteral("A Conditional Access policy blocked the sign-in, though name and password were right."));
    }

    void leadsOnWhereTheCodeIsUnknown()
    {
        EntraFailure failure{.code = 90023};
        failure.text = QStringLiteral("AADSTS90023: Invalid STS request.");
        const explain::Words words = explain::words(failure);
        QCOMPARE(words.what, QStringLiteral("Entra refused the sign-in in words of its own: AADSTS90023: Invalid STS request."));
        QVERIFY(words.remedy.contains(u"Sign-in logs"));
        QVERIFY(words.remedy.contains(u"https://login.microsoftonline.com/error?code=90023"));
        QVERIFY(!explain::words(EntraFailure{}).remedy.contains(u"?code="));
        QVERIFY(!explain::words(EntraFailure{}).what.isEmpty());
    }

    void hasTheIdsToCopy()
    {
        EntraFailure failure{.code = 50105};
        failure.text = QStringLiteral("AADSTS50105: no.");
        failure.correlationId = QStringLiteral("8636aa09-076a-4212-b7a5-c6f6a61a927e");
        failure.requestId = QStringLiteral("66febed4-e737-49ff-ac23-464ba090d57c");
        failure.timestamp = QStringLiteral("2026-11-25T02:03:04Z");
        QCOMPARE(explain::words(failure).technical,
                 QStringLiteral("AADSTS50105: no.\nCorrelation ID: 8636aa09-076a-4212-b7a5-c6f6a61a927e\n"
                                "Request ID: 66febed4-e737-49ff-ac23-464ba090d57c\nTimestamp: 2026-11-25T02:03:04Z"));
        QCOMPARE(explain::words(EntraFailure{.code = 50105}).technical, QStringLiteral("AADSTS50105"));
    }

    void explainsAStatusResponseToo()
    {
        const QString message =
            QStringLiteral("AADSTS50105: The user is not assigned.\nTrace ID: 66febed4-e737-49ff-ac23-464ba090d57c");
        const explain::Words expected = explain::words(EntraFailure{.code = 50105});
        const explain::Words words = explain::words(Error{ErrorCode::StatusNotSuccess, message, {}});
        QCOMPARE(words.what, expected.what);
        QCOMPARE(words.remedy, expected.remedy);
        QVERIFY(words.technical.contains(u"66febed4-e737-49ff-ac23-464ba090d57c"));

        const Check check{CheckName::Status, CheckOutcome::Failed, {}, message, {}, ErrorCode::StatusNotSuccess};
        QCOMPARE(explain::sentence(check), expected.what);
        QCOMPARE(explain::hint(check), expected.remedy);
    }
};

QTEST_APPLESS_MAIN(TestEntraWords)
#include "test_entra_words.moc"
