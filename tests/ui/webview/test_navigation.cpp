// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/navigation.h"

#include <QTest>

using namespace usher::webview;
using usher::BrowserErrand;

Q_DECLARE_METATYPE(usher::webview::Navigation)
Q_DECLARE_METATYPE(usher::webview::Verdict)

namespace {
constexpr auto Main = Navigation::Frame::Main;
constexpr auto Sub = Navigation::Frame::Sub;
constexpr auto FormPosted = Navigation::Kind::FormSubmitted;
constexpr auto Other = Navigation::Kind::Other;
} // namespace

class TestNavigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesEachStep_data();
    void judgesEachStep();
    void readsALogoutAnswerFromItsAddress_data();
    void readsALogoutAnswerFromItsAddress();
    void letsNoRequestReachTheReplyUrl_data();
    void letsNoRequestReachTheReplyUrl();
    void keepsAProviderOnTheWebFromThisComputer();
    void comparesAddressesAsBrowsersWriteThem_data();
    void comparesAddressesAsBrowsersWriteThem();
};

void TestNavigation::judgesEachStep_data()
{
    QTest::addColumn<QString>("signIn");
    QTest::addColumn<QString>("reply");
    QTest::addColumn<QString>("target");
    QTest::addColumn<Navigation::Frame>("frame");
    QTest::addColumn<Navigation::Kind>("kind");
    QTest::addColumn<Verdict>("verdict");

    const QString local = QStringLiteral("http://localhost:4711/saml/acs");
    const QString web = QStringLiteral("https://portal.example/acs");
    const QString plain = QStringLiteral("http://portal.example/acs");
    const auto row = [](const char *name, const QString &reply, const char *target, auto frame, auto kind, Verdict verdict) {
        QTest::newRow(name) << QStringLiteral("https://login.example/saml2") << reply << QString::fromLatin1(target) << frame
                            << kind << verdict;
    };
    const auto sandboxRow = [&](const char *name, const char *target, Verdict verdict) {
        QTest::newRow(name) << QStringLiteral("http://127.0.0.1:9000/saml2") << local << QString::fromLatin1(target) << Main
                            << FormPosted << verdict;
    };

    row("https", local, "https://login.example/x", Main, Other, Verdict::Follow);
    row("https, posted", local, "https://login.example/x", Main, FormPosted, Verdict::Follow);
    row("https in a frame", local, "https://login.example/x", Sub, Other, Verdict::Follow);
    row("empty page", local, "about:blank", Main, Other, Verdict::Follow);
    sandboxRow("sandbox tenant", "http://127.0.0.1:9000/x", Verdict::Follow);
    sandboxRow("http from the sandbox tenant", "http://login.example/x", Verdict::RefuseInsecure);
    sandboxRow("another port", "http://localhost:4712/saml/acs", Verdict::Follow);
    sandboxRow("another letter case", "http://localhost:4711/saml/ACS", Verdict::Follow);
    row("this computer", local, "http://127.0.0.1:9000/x", Main, Other, Verdict::RefuseInsecure);
    row("http", local, "http://login.example/x", Main, Other, Verdict::RefuseInsecure);
    row("http, posted", local, "http://login.example/x", Main, FormPosted, Verdict::RefuseInsecure);
    row("http in a frame", local, "http://login.example/x", Sub, Other, Verdict::Ignore);
    row("app link", local, "mailto:help@login.example", Main, Other, Verdict::Ignore);
    row("file", local, "file:///etc/passwd", Main, Other, Verdict::Ignore);

    row("reply", local, "http://localhost:4711/saml/acs", Main, FormPosted, Verdict::CaptureForm);
    row("reply on the web", web, "https://portal.example/acs", Main, FormPosted, Verdict::CaptureForm);
    row("reply, default port", web, "https://portal.example:443/acs", Main, FormPosted, Verdict::CaptureForm);
    row("reply that is not https", plain, "http://portal.example/acs", Main, FormPosted, Verdict::CaptureForm);
    row("reply with a query", local, "http://localhost:4711/saml/acs?SAMLResponse=x", Main, FormPosted, Verdict::CaptureForm);
    row("reply, not posted", local, "http://localhost:4711/saml/acs", Main, Other, Verdict::RefuseUnreadable);
    row("reply in a frame", local, "http://localhost:4711/saml/acs", Sub, FormPosted, Verdict::RefuseUnreadable);
    row("reply in a frame, not posted", local, "http://localhost:4711/saml/acs", Sub, Other, Verdict::RefuseUnreadable);
}

void TestNavigation::judgesEachStep()
{
    QFETCH(QString, signIn);
    QFETCH(QString, reply);
    QFETCH(QString, target);
    QFETCH(Navigation::Frame, frame);
    QFETCH(Navigation::Kind, kind);
    QFETCH(Verdict, verdict);

    QCOMPARE(judgeNavigation({QUrl(target), frame, kind}, {QUrl(signIn), QUrl(reply)}), verdict);
}

void TestNavigation::readsALogoutAnswerFromItsAddress_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<Navigation::Frame>("frame");
    QTest::addColumn<Navigation::Kind>("kind");
    QTest::addColumn<Verdict>("verdict");

    const QString answer = QStringLiteral("http://localhost:4711/saml/slo?SAMLResponse=x");
    QTest::newRow("answer") << answer << Main << Other << Verdict::CaptureAddress;
    QTest::newRow("answer in a frame") << answer << Sub << Other << Verdict::Ignore;
    QTest::newRow("answer by a form with GET") << answer << Main << FormPosted << Verdict::CaptureAddress;
    QTest::newRow("no answer") << QStringLiteral("http://localhost:4711/saml/slo") << Main << FormPosted
                               << Verdict::RefuseUnreadable;
    QTest::newRow("Reply URL") << QStringLiteral("http://localhost:4711/saml/acs") << Main << FormPosted << Verdict::RefuseInsecure;
    QTest::newRow("https") << QStringLiteral("https://login.example/signedout") << Main << Other << Verdict::Follow;
    QTest::newRow("another portal's, in a frame") << QStringLiteral("https://other.example/slo") << Sub << Other << Verdict::Follow;
}

void TestNavigation::readsALogoutAnswerFromItsAddress()
{
    QFETCH(QString, target);
    QFETCH(Navigation::Frame, frame);
    QFETCH(Navigation::Kind, kind);
    QFETCH(Verdict, verdict);

    const BrowserErrand errand{QUrl(QStringLiteral("https://login.example/saml2")),
                               QUrl(QStringLiteral("http://localhost:4711/saml/slo")), BrowserErrand::Awaited::LogoutAnswer};
    QCOMPARE(judgeNavigation({QUrl(target), frame, kind}, errand), verdict);
}

void TestNavigation::letsNoRequestReachTheReplyUrl_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("fetched");

    QTest::newRow("image") << QStringLiteral("https://cdn.example/logo.png") << true;
    QTest::newRow("data") << QStringLiteral("data:image/png;base64,AAAA") << true;
    QTest::newRow("blob") << QStringLiteral("blob:https://login.example/1") << true;
    QTest::newRow("sandbox tenant") << QStringLiteral("http://127.0.0.1:9000/x") << true;
    QTest::newRow("http") << QStringLiteral("http://cdn.example/logo.png") << false;
    QTest::newRow("ftp") << QStringLiteral("ftp://cdn.example/logo.png") << false;
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << false;
    QTest::newRow("reply") << QStringLiteral("http://localhost:4711/saml/acs") << false;
    QTest::newRow("reply with a query") << QStringLiteral("http://localhost:4711/saml/acs?x=1") << false;
    QTest::newRow("reply with a user") << QStringLiteral("http://somebody@localhost:4711/saml/acs") << false;
}

void TestNavigation::letsNoRequestReachTheReplyUrl()
{
    QFETCH(QString, address);
    QFETCH(bool, fetched);

    const BrowserErrand sandbox{QUrl(QStringLiteral("http://127.0.0.1:9000/saml2")),
                                QUrl(QStringLiteral("http://localhost:4711/saml/acs"))};
    QCOMPARE(mayBeFetched(QUrl(address), sandbox), fetched);
}

void TestNavigation::keepsAProviderOnTheWebFromThisComputer()
{
    const BrowserErrand entra{QUrl(QStringLiteral("https://login.example/saml2")),
                              QUrl(QStringLiteral("http://localhost:4711/saml/acs"))};
    QVERIFY(!mayBeFetched(QUrl(QStringLiteral("http://127.0.0.1:9000/x")), entra));
    QVERIFY(!mayBeFetched(QUrl(QStringLiteral("http://localhost:631/printers")), entra));
    QVERIFY(mayBeFetched(QUrl(QStringLiteral("https://cdn.example/logo.png")), entra));
}

void TestNavigation::comparesAddressesAsBrowsersWriteThem_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");

    QTest::newRow("empty path") << QStringLiteral("https://portal.example") << QStringLiteral("https://portal.example/") << true;
    QTest::newRow("default port") << QStringLiteral("https://portal.example:443/a") << QStringLiteral("https://portal.example/a")
                                  << true;
    QTest::newRow("host's letter case") << QStringLiteral("https://Portal.Example/a") << QStringLiteral("https://portal.example/a")
                                        << true;
    QTest::newRow("fragment") << QStringLiteral("https://portal.example/a#b") << QStringLiteral("https://portal.example/a") << true;
    QTest::newRow("path's letter case") << QStringLiteral("https://portal.example/A") << QStringLiteral("https://portal.example/a")
                                        << false;
    QTest::newRow("query") << QStringLiteral("https://portal.example/a?b") << QStringLiteral("https://portal.example/a") << false;
    QTest::newRow("scheme") << QStringLiteral("http://portal.example/a") << QStringLiteral("https://portal.example/a") << false;
    QTest::newRow("https port on http") << QStringLiteral("http://portal.example:443/a")
                                        << QStringLiteral("http://portal.example/a") << false;
}

void TestNavigation::comparesAddressesAsBrowsersWriteThem()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);

    QCOMPARE(isSameAddress(QUrl(a), QUrl(b)), same);
    QCOMPARE(isSameAddress(QUrl(b), QUrl(a)), same);
}

QTEST_APPLESS_MAIN(TestNavigation)
#include "test_navigation.moc"
