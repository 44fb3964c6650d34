// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra_failure.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace usher;

namespace {

const QString trace = QStringLiteral("66febed4-e737-49ff-ac23-464ba090d57c");
const QString correlation = QStringLiteral("8636aa09-076a-4212-b7a5-c6f6a61a927e");
const QString directory = QStringLiteral("82869000-6ad1-48f0-8171-272ed18796e9");

/// As it stands on Microsoft's page, a line a line.
QString errorPage(const QString &message)
{
    return QStringLiteral("Microsoft\nSign in\nSorry, but we’re having trouble signing you in.\n\n%1\n\nTroubleshooting details\n"
                          "If you contact your administrator, send this info to them.\nCopy info to clipboard\n"
                          "Request Id: %2\nCorrelation Id: %3\nTimestamp: 2026-11-25T02:03:04Z\nMessage: %1\n"
                          "Flag sign-in errors for review: Enable flagging\n")
        .arg(message, trace, correlation);
}

QString config(const QString &members)
{
    return QStringLiteral("//<![CDATA[\n$Config={%1};\n//]]>").arg(members);
}

} // namespace

class TestEntraFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEachCodeAndEachCauseOnce()
    {
        QSet<int> codes;
        QSet<EntraCause> causes;
        for (const auto &[code, cause] : knownEntraCodes()) {
            codes.insert(code);
            causes.insert(cause);
            QCOMPARE((EntraFailure{.code = code}.cause()), cause);
            QVERIFY(cause != EntraCause::Unknown);
        }
        QCOMPARE(codes.size(), qsizetype(knownEntraCodes().size()));
        QCOMPARE(causes.size(), qsizetype(knownEntraCodes().size()));
        QCOMPARE(causes.size(), qsizetype(EntraCause::NobodySignedIn)); // every one but Unknown
    }

    void readsAStatusMessage_data()
    {
        QTest::addColumn<QString>("separator");
        QTest::newRow("a line each") << QStringLiteral("\n");
        QTest::newRow("as Windows ends lines") << QStringLiteral("\r\n");
        QTest::newRow("one line") << QStringLiteral(" ");
    }

    void readsAStatusMessage()
    {
        QFETCH(QString, separator);
        const QString message = QStringLiteral("AADSTS50105: The user 'ada' is not assigned in the directory '%1'.").arg(directory);
        const QString status =
            QStringList{message, QStringLiteral("Trace ID: ") + trace, QStringLiteral("Correlation ID: ") + correlation,
                        QStringLiteral("Timestamp: 2026-11-25 02:03:04Z")}
                .join(separator);
        const std::optional<EntraFailure> failure = failureInStatus(status);
        QVERIFY(failure);
        const EntraFailure expected{.code = 50105,
                                    .correlationId = correlation,
                                    .traceId = trace,
                                    .requestId = {},
                                    .timestamp = QStringLiteral("2026-11-25T02:03:04Z"),
                                    .title = {},
                                    .text = message};
        QCOMPARE(*failure, expected);
        QCOMPARE(codeText(*failure), QStringLiteral("AADSTS50105"));
    }

    void takesTheKnownOneOfTwoCodes()
    {
        const auto failure =
            failureInStatus(QStringLiteral("AADSTS75006: The request failed. AADSTS900236: The property is not supported."));
        QVERIFY(failure);
        QCOMPARE(failure->code, 900236);
        QVERIFY(failure->text.startsWith(u"AADSTS75006"));
    }

    void takesTheFirstOfTwoUnknownCodes()
    {
        const auto failure = failureInStatus(QStringLiteral("AADSTS75006: Failed. AADSTS90011: Not supported."));
        QVERIFY(failure);
        QCOMPARE(failure->code, 75006);
        QCOMPARE(failure->cause(), EntraCause::Unknown);
    }

    void leavesOtherProvidersAlone_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("nothing") << QString();
        QTest::newRow("words") << QStringLiteral("The user is not allowed here.");
        QTest::newRow("no number") << QStringLiteral("AADSTS: odd");
        QTest::newRow("a number that is none") << QStringLiteral("AADSTS12345678901234567890");
        QTest::newRow("ids alone") << QStringLiteral("Trace ID: %1 Timestamp: 2026-11-25 02:03:04Z").arg(trace);
    }

    void leavesOtherProvidersAlone()
    {
        QFETCH(QString, message);
        QVERIFY(!failureInStatus(message));
    }

    void readsTheErrorPage()
    {
        const QString message =
            QStringLiteral("AADSTS700016: Application 'https://x' was not found in the directory '%1'.").arg(directory);
        const auto failure = failureOnPage({QStringLiteral("Sign in to your account"), errorPage(message), {}});
        QVERIFY(failure);
        const EntraFailure expected{.code = 700016,
                                    .correlationId = correlation,
                                    .traceId = {},
                                    .requestId = trace,
                                    .timestamp = QStringLiteral("2026-11-25T02:03:04Z"),
                                    .title = QStringLiteral("Sorry, but we’re having trouble signing you in."),
                                    .text = message};
        QCOMPARE(*failure, expected);
    }

    void readsTheIdsInAnyLanguage_data()
    {
        QTest::addColumn<QString>("details");
        QTest::newRow("German") << QStringLiteral("Anforderungs-ID: %1\nKorrelations-ID: %2\nZeitstempel: 2026-11-25T02:03:04Z");
        QTest::newRow("French") << QStringLiteral("ID de demande : %1\nID de corrélation : %2\nHorodatage : 2026-11-25T02:03:04Z");
        QTest::newRow("Swedish, on a line") << QStringLiteral(
            "Begärande-ID: %1 korrelations-ID: %2 tidsstämpel: 2026-11-25 02:03:04Z");
        QTest::newRow("Japanese") << QStringLiteral("要求 ID: %1\n関連付け ID: %2\nタイムスタンプ: 2026-11-25T02:03:04Z");
        QTest::newRow("Chinese, with its own colon")
            << QStringLiteral("请求 ID：%1\n相关 ID：%2\n时间戳：2026-11-25T02:03:04.1234567Z");
        QTest::newRow("in capitals") << QStringLiteral("REQUEST ID: %1\nCORRELATION ID: %2\nTIMESTAMP: 2026-11-25T02:03:04Z");
    }

    void readsTheIdsInAnyLanguage()
    {
        QFETCH(QString, details);
        const QString shown = details.arg(trace.toUpper(), correlation);
        for (const QString &message : {QStringLiteral("AADSTS50105: Nicht zugewiesen.\n"), QStringLiteral("Leider …\n")}) {
            const auto failure = failureOnPage({{}, QStringLiteral("Anmelden\n") + message + shown, {}});
            QVERIFY(failure);
            QCOMPARE(failure->requestId, trace);
            QCOMPARE(failure->correlationId, correlation);
            QCOMPARE(failure->timestamp, QStringLiteral("2026-11-25T02:03:04Z"));
            QCOMPARE(failure->code, message.startsWith(u"AADSTS") ? 50105 : 0);
        }
    }

    void doesWithoutACode()
    {
        const auto failure =
            failureOnPage({QStringLiteral("Sign in to your account"), errorPage(QStringLiteral("Something went wrong.")), {}});
        QVERIFY(failure);
        QCOMPARE(failure->code, 0);
        QCOMPARE(codeText(*failure), QString());
        QCOMPARE(failure->correlationId, correlation);
        QCOMPARE(failure->title, QStringLiteral("Sign in to your account"));
        QVERIFY(failure->text.contains(u"Something went wrong."));
    }

    void takesALoneIdForTheCorrelation()
    {
        const auto failure = failureOnPage({{}, QStringLiteral("AADSTS50105: No.\nSome Id: %1").arg(correlation), {}});
        QVERIFY(failure);
        QCOMPARE(failure->correlationId, correlation);
        QCOMPARE(failure->requestId, QString());
    }

    void readsConditionalAccessFromItsScript()
    {
        const ProviderPage page{
            QStringLiteral("Sign in to your account"),
            QStringLiteral("ada@contoso.example\nYou cannot access this right now\nMore details"),
            config(QStringLiteral("\"pgid\":\"ConvergedConditionalAccess\",\"sErrorCode\":\"53003\","
                                  "\"strMainMessage\":\"You cannot access this right now\",\"correlationId\":\"%1\"")
                       .arg(correlation))};
        const auto failure = failureOnPage(page);
        QVERIFY(failure);
        QCOMPARE(failure->cause(), EntraCause::AccessBlocked);
        QCOMPARE(failure->correlationId, correlation);
        QCOMPARE(failure->title, QStringLiteral("You cannot access this right now"));
    }

    void readsConditionalAccessFromItsDetails()
    {
        const auto failure = failureOnPage(
            {{},
             QStringLiteral("Sie können jetzt nicht darauf zugreifen\nFehlercode: 53003\nAnforderungs-ID: %1\nKorrelations-ID: %2\n"
                            "Zeitstempel: 2026-11-25T02:03:04Z\nApp-ID: %3\nIP-Adresse: 192.0.2.7")
                 .arg(trace, correlation, directory),
             {}});
        QVERIFY(failure);
        QCOMPARE(failure->code, 53003);
        QCOMPARE(failure->requestId, trace);
        QCOMPARE(failure->correlationId, correlation);
    }

    void readsThePageThatIsNotRenderedYet()
    {
        const auto failure = failureOnPage(
            {{},
             {},
             config(QStringLiteral(
                        "\"pgid\":\"ConvergedError\",\"strServiceExceptionMessage\":\"AADSTS50105: The \\u0027user\\u0027 is not"
                        " assigned.\\r\\nTrace ID: %1\\r\\nCorrelation ID: %2\\r\\nTimestamp: 2026-11-25 02:03:04Z\","
                        "\"iErrorCode\":50105")
                        .arg(trace, correlation))});
        QVERIFY(failure);
        QCOMPARE(failure->code, 50105);
        QCOMPARE(failure->text, QStringLiteral("AADSTS50105: The 'user' is not assigned."));
        QCOMPARE(failure->traceId, trace);
        QCOMPARE(failure->timestamp, QStringLiteral("2026-11-25T02:03:04Z"));
    }

    void prefersWhatIsVisible()
    {
        const auto failure = failureOnPage({{},
                                            errorPage(QStringLiteral("AADSTS50105: No.")),
                                            config(QStringLiteral("\"pgid\":\"ConvergedError\",\"sErrorCode\":\"50011\""))});
        QVERIFY(failure);
        QCOMPARE(failure->code, 50105);
    }

    void takesNoGoodPageForAFailure_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("script");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("account") << QStringLiteral("Sign in\nto continue to api://%1\nEmail or phone\nNext").arg(directory)
                                 << QString();
        QTest::newRow("account, while nobody is signed in")
            << QStringLiteral("Sign in\nNext")
            << config(QStringLiteral("\"pgid\":\"ConvergedSignIn\",\"sErrorCode\":\"50058\",\"correlationId\":\"%1\"")
                          .arg(correlation));
        QTest::newRow("a wrong password")
            << QStringLiteral("Enter password\nYour account or password is incorrect.")
            << config(QStringLiteral("\"pgid\":\"ConvergedSignIn\",\"sErrorCode\":\"50126\",\"strServiceExceptionMessage\":"
                                     "\"AADSTS50126: Invalid username or password.\""));
        QTest::newRow("a second factor") << QStringLiteral("Approve sign in request")
                                         << config(QStringLiteral("\"pgid\":\"ConvergedTFA\",\"sErrorCode\":\"50076\""));
        QTest::newRow("stay signed in") << QStringLiteral("Stay signed in?")
                                        << config(QStringLiteral("\"pgid\":\"KmsiInterrupt\""));
        QTest::newRow("an id without a time") << QStringLiteral("Tenant: %1").arg(directory) << QString();
        QTest::newRow("a time without an id") << QStringLiteral("Last sign-in: 2026-11-25T02:03:04Z") << QString();
    }

    void takesNoGoodPageForAFailure()
    {
        QFETCH(QString, text);
        QFETCH(QString, script);
        QVERIFY(!failureOnPage({QStringLiteral("Sign in to your account"), text, script}));
    }

    void leavesNothingHidden()
    {
        const QString hidden = QStringLiteral("\u202E\u2066\u200B\u0007\u001B\u2028\U000E0041");
        const auto failure =
            failureOnPage({{}, hidden + QStringLiteral("Ti%1tle\nAADSTS50105: <b>bo%1ld</b>%1\nx").arg(hidden), {}});
        QVERIFY(failure);
        for (const QString &text : {failure->title, failure->text}) {
            for (const QChar c : text)
                QVERIFY2(c.isPrint() && !c.isSurrogate(), qPrintable(QString::number(c.unicode(), 16)));
        }
        QCOMPARE(failure->text, QStringLiteral("AADSTS50105: <b>bo ld</b>")); // text, wherever it is shown
        QCOMPARE(failure->title, QStringLiteral("Ti tle"));
    }

    void isQuickAndBrief_data()
    {
        QTest::addColumn<QString>("filling");
        QTest::newRow("letters") << QStringLiteral("x");
        QTest::newRow("words") << QStringLiteral("x ");
        QTest::newRow("lines") << QStringLiteral("x\n");
        QTest::newRow("colons") << QStringLiteral(": ");
        QTest::newRow("codes") << QStringLiteral("AADSTS99999 ");
        QTest::newRow("ids") << QStringLiteral("Id: 66febed4-e737-49ff-ac23-464ba090d57c ");
        QTest::newRow("nearly ids") << QStringLiteral("Id: 66febed4-e737-49ff-ac23-464ba090d57 ");
        QTest::newRow("members") << QStringLiteral("\"pgid\":\"");
        QTest::newRow("backslashes") << QStringLiteral("\"pgid\":\"\\\\");
    }

    void isQuickAndBrief()
    {
        QFETCH(QString, filling);
        const QString much = filling.repeated(4'000'000 / filling.size());
        QElapsedTimer timer;
        timer.start();
        const auto failure = failureOnPage({much, QStringLiteral("AADSTS50105: ") + much, much});
        (void)failureOnPage({much, much, much});
        QVERIFY(failure);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(failure->text.size() <= 601);
        QVERIFY(failure->title.size() <= 121);
    }

    void readsOnlyTheBeginning()
    {
        QVERIFY(!failureOnPage({{}, QString(mostOfAPage, u'x') + QStringLiteral("\nAADSTS50105: No."), {}}));
    }

    void offersTheSystemBrowserForDevices()
    {
        int offered = 0;
        for (const auto &[code, cause] : knownEntraCodes())
            offered += wantsSystemBrowser(cause) ? 1 : 0;
        QCOMPARE(offered, 3);
        for (const int code : {53000, 53003, 50097})
            QVERIFY(wantsSystemBrowser(EntraFailure{.code = code}.cause()));
    }
};

QTEST_APPLESS_MAIN(TestEntraFailure)
#include "test_entra_failure.moc"
