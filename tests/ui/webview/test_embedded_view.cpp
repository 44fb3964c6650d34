// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/private_key.h"
#include "tests/kit/manual_clock.h"
#include "tests/ui/webview/recording_listener.h"
#include "tests/ui/webview/web_site.h"
#include "ui/webview/plugin_loader.h"

#include <QApplication>
#include <QDir>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineView>

#include <signal.h>

using namespace usher;
using namespace usher::test;

namespace {

/// Milliseconds that a step may take on a busy machine.
constexpr int patience = 30'000;

/// As Microsoft's pages are served since autumn 2026.
const std::pair<QByteArray, QByteArray> strictPolicy{
    "Content-Security-Policy", "default-src 'none'; script-src 'nonce-once'; require-trusted-types-for 'script'"};

QByteArray script(const QByteArray &text)
{
    return "<script nonce='once'>" + text + "</script>";
}

QByteArray field(const QByteArray &name, const QByteArray &value)
{
    return "<input type='hidden' name='" + name + "' value='" + value + "'>";
}

QByteArray form(const QUrl &action, const QByteArray &fields, const QByteArray &method = "post")
{
    return "<form id='answer' method='" + method + "' action='" + action.toEncoded() + "'>" + fields + "</form>";
}

/// Tells the time, and has something done at once thereafter.
class CallingClock final : public Clock
{
public:
    explicit CallingClock(std::function<void()> call) : m_call(std::move(call)) {}
    [[nodiscard]] TimePoint now() const override
    {
        QMetaObject::invokeMethod(qApp, m_call, Qt::QueuedConnection);
        return {};
    }

private:
    std::function<void()> m_call;
};

const QByteArray submit = script("document.getElementById('answer').submit()");
const QByteArray response = field("SAMLResponse", "PHJlc3BvbnNlLz4=") + field("RelayState", "token");

} // namespace

/// The real engine, offscreen, and sites that mean it no good.
class TestEmbeddedView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void capturesTheResponseUnderAStrictContentSecurityPolicy();
    void capturesThroughFieldsThatHideTheForm();
    void capturesWhatAPersonSubmits();
    void capturesForAReplyUrlOnTheWeb();
    void sendsNothingToTheReplyUrl_data();
    void sendsNothingToTheReplyUrl();
    void endsWhereTheReplyUrlIsNotPostedTo_data();
    void endsWhereTheReplyUrlIsNotPostedTo();
    void refusesAPageThatIsNotHttps();
    void refusesALinkThatIsNotHttps();
    void refusesACertificateThatNobodyVouchesFor();
    void tellsAPageThatCantBeReached();
    void tellsAPageThatCrashed();
    void leavesAProvidersErrorPageToBeRead();
    void opensNoSecondWindow();
    void downloadsNothing();
    void grantsNoPermission();
    void isNotHeldUpByDialogs();
    void tellsThePageThatIsShown();
    void keepsNothingForTheNextSignIn();
    void reachesTheSameSessionWithTheSignInsProfile();
    void readsTheAnswerToALogout_data();
    void readsTheAnswerToALogout();
    void mayBeDestroyedByItsListener_data();
    void mayBeDestroyedByItsListener();
    void mayBeDestroyedAfterItsWidget();
    void mayBeDestroyedWhileItCaptures();

private:
    [[nodiscard]] QWebEngineView *web() const { return qobject_cast<QWebEngineView *>(m_view->widget()); }
    void open(const QString &path);
    void open(const QUrl &address);

    QTemporaryDir m_home;
    EmbeddedViewFactory *m_factory = nullptr;
    ManualClock m_clock{TimePoint(std::chrono::milliseconds(1'795'000'000'000))};
    std::unique_ptr<WebSite> m_site;
    std::unique_ptr<ReplyUrl> m_reply;
    std::unique_ptr<RecordingListener> m_listener;
    std::unique_ptr<EmbeddedView> m_view;
};

void TestEmbeddedView::initTestCase()
{
    qputenv("HOME", m_home.path().toLocal8Bit());
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
    const Result<EmbeddedViewFactory *> factory = loadEmbeddedViews();
    QVERIFY2(factory, qPrintable(factory ? QString() : factory.error().detail));
    m_factory = *factory;
}

void TestEmbeddedView::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("Release of profile|QObject|QWidget")));
    m_site = std::make_unique<WebSite>();
    m_reply = std::make_unique<ReplyUrl>();
    m_listener = std::make_unique<RecordingListener>();
    m_view = m_factory->create(*m_listener, m_clock, m_factory->makeProfile());
    m_view->widget()->resize(480, 640);
    m_view->widget()->show();
}

void TestEmbeddedView::cleanup()
{
    m_view.reset();
    QCOMPARE(m_reply->visits(), 0); // whatever the test was about
}

void TestEmbeddedView::open(const QString &path)
{
    open(m_site->address(path));
}

void TestEmbeddedView::open(const QUrl &address)
{
    m_view->open({address, m_reply->address()});
}

void TestEmbeddedView::capturesTheResponseUnderAStrictContentSecurityPolicy()
{
    m_site->answer(QStringLiteral("/"), {form(m_reply->address(), response) + submit, {strictPolicy}});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
    const SamlPost expected{"PHJlc3BvbnNlLz4=", QStringLiteral("token"), m_reply->address(), m_clock.now()};
    QCOMPARE(m_listener->posts.first(), expected);
    QVERIFY(m_listener->errors.isEmpty());
}

void TestEmbeddedView::capturesThroughFieldsThatHideTheForm()
{
    const QByteArray hiding = "<input name='action'><input name='method'><input name='getAttribute'><input name='submit'>"
                              "<img name='forms'><img name='querySelectorAll'>";
    m_site->answer(QStringLiteral("/"),
                   {"<form action='/search'>" + response + "</form>" + form(m_reply->address(), hiding + response) +
                        script("HTMLFormElement.prototype.submit.call(document.getElementById('answer'))"),
                    {strictPolicy}});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
    QCOMPARE(m_listener->posts.first().samlResponse, "PHJlc3BvbnNlLz4=");
}

void TestEmbeddedView::capturesWhatAPersonSubmits()
{
    m_site->answer(QStringLiteral("/"),
                   {form(m_reply->address(), response + "<button autofocus>Continue</button>"), {strictPolicy}});
    open(QStringLiteral("/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->progress, 100, patience);
    QVERIFY(m_listener->posts.isEmpty());

    // A key is a person's; the page may not be ready for the first one.
    const auto pressesEnter = [this] {
        QTest::keyClick(web()->focusProxy(), Qt::Key_Return);
        return m_listener->ended();
    };
    QTRY_VERIFY_WITH_TIMEOUT(pressesEnter(), patience);
    QCOMPARE(m_listener->posts.size(), 1);
}

void TestEmbeddedView::capturesForAReplyUrlOnTheWeb()
{
    const QUrl reply(QStringLiteral("https://portal.example/saml/acs"));
    m_site->answer(QStringLiteral("/"), {form(reply, response) + submit, {strictPolicy}});
    m_view->open({m_site->address(QStringLiteral("/")), reply});

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
    QCOMPARE(m_listener->posts.first().postedTo, reply);
}

void TestEmbeddedView::sendsNothingToTheReplyUrl_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("image") << QByteArray("<img src='%1'>");
    QTest::newRow("frame") << QByteArray("<iframe src='%1'></iframe>");
    QTest::newRow("form in a frame") << QByteArray(
        "<iframe name='f'></iframe><form target='f' id='b' method='post' action='%1'></form>"
        "<script>document.getElementById('b').submit()</script>");
    QTest::newRow("style sheet") << QByteArray("<link rel='stylesheet' href='%1'>");
    QTest::newRow("script") << QByteArray("<script src='%1'></script>");
    QTest::newRow("fetch") << QByteArray("<script>fetch('%1', {method: 'POST', mode: 'no-cors'})</script>");
    QTest::newRow("beacon") << QByteArray("<script>navigator.sendBeacon('%1', 'x')</script>");
}

void TestEmbeddedView::sendsNothingToTheReplyUrl()
{
    QFETCH(QByteArray, content);

    content.replace("%1", m_reply->address().toEncoded());
    m_site->answer(QStringLiteral("/"), {content + "<img src='/seen'>"});
    open(QStringLiteral("/"));
    QTRY_VERIFY_WITH_TIMEOUT(m_site->requests().contains(QStringLiteral("/seen")), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->progress, 100, patience);
    QTest::qWait(100); // for what must not come
    QCOMPARE(m_reply->visits(), 0);
}

void TestEmbeddedView::endsWhereTheReplyUrlIsNotPostedTo_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("form with GET") << QByteArray("<form id='answer' action='%1'><input name='SAMLResponse' value='x'></form>"
                                                 "<script>document.getElementById('answer').submit()</script>");
    QTest::newRow("without a response") << QByteArray("<form id='answer' method='post' action='%1'></form>"
                                                      "<script>document.getElementById('answer').submit()</script>");
    QTest::newRow("link") << QByteArray("<script>location = '%1'</script>");
    QTest::newRow("form in a frame") << QByteArray(
        "<iframe srcdoc=\"<form id='answer' method='post' action='%1'><input name='SAMLResponse' value='x'></form>"
        "<script>document.getElementById('answer').submit()</script>\"></iframe>");
    QTest::newRow("redirect of the post") << QByteArray("<form id='answer' method='post' action='/redirect'></form>"
                                                        "<script>document.getElementById('answer').submit()</script>");
}

void TestEmbeddedView::endsWhereTheReplyUrlIsNotPostedTo()
{
    QFETCH(QByteArray, content);

    content.replace("%1", m_reply->address().toEncoded());
    m_site->answer(QStringLiteral("/redirect"),
                   {"", {{"Location", m_reply->address().toEncoded()}}, StatusCode::TemporaryRedirect});
    m_site->answer(QStringLiteral("/"), {content});
    open(QStringLiteral("/"));

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->code(), ErrorCode::ResponseNotCaptured);
}

void TestEmbeddedView::refusesAPageThatIsNotHttps()
{
    open(QUrl(QStringLiteral("http://login.example/saml2")));

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->errors, QList{(Error{ErrorCode::PageInsecure, QStringLiteral("login.example"), {}})});
}

void TestEmbeddedView::refusesALinkThatIsNotHttps()
{
    m_site->answer(QStringLiteral("/"), {script("location = 'http://login.example/next'")});
    open(QStringLiteral("/"));

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->code(), ErrorCode::PageInsecure);
}

void TestEmbeddedView::refusesACertificateThatNobodyVouchesFor()
{
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto key = PrivateKey::generateRsa(2048);
    QVERIFY(key);
    const auto certificate =
        key->selfSigned(QStringLiteral("127.0.0.1"), now - std::chrono::hours(1), now + std::chrono::hours(24), "\x01");
    QVERIFY(certificate);
    WebSite secure(QSslCertificate(certificate->toPem()), QSslKey(key->toPem().view().toByteArray(), QSsl::Rsa));
    secure.answer(QStringLiteral("/"), {form(m_reply->address(), response) + submit});
    open(secure.address(QStringLiteral("/")));

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->code(), ErrorCode::NetworkRefusedCertificate);
    QCOMPARE(m_listener->errors.first().subject, QStringLiteral("127.0.0.1"));
    QVERIFY(secure.requests().isEmpty());
}

void TestEmbeddedView::tellsAPageThatCantBeReached()
{
    QUrl nobody = m_site->address(QStringLiteral("/"));
    m_site.reset();
    open(nobody);

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->code(), ErrorCode::PageUnreachable);
    QCOMPARE(m_listener->errors.first().subject, QStringLiteral("127.0.0.1"));
}

void TestEmbeddedView::tellsAPageThatCrashed()
{
    m_site->answer(QStringLiteral("/"), {"<p>Sign in</p>"});
    open(QStringLiteral("/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->progress, 100, patience);
    QVERIFY(web()->page()->renderProcessPid() > 0);
    ::kill(pid_t(web()->page()->renderProcessPid()), SIGKILL);

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->code(), ErrorCode::PageCrashed);
}

void TestEmbeddedView::leavesAProvidersErrorPageToBeRead()
{
    m_site->answer(QStringLiteral("/"), {"<p>AADSTS50105</p>", {}, StatusCode::InternalServerError});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->progress, 100, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->pages.size(), 1, patience);
    QTest::qWait(100); // for what must not come
    QVERIFY(!m_listener->ended());
}

void TestEmbeddedView::opensNoSecondWindow()
{
    const qsizetype windows = QApplication::topLevelWidgets().size();
    m_site->answer(QStringLiteral("/"), {"<a id='blank' target='_blank' href='/second'>x</a>" + form(m_reply->address(), response) +
                                         script("window.open('/second'); document.getElementById('blank').click();") + submit});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
    QCOMPARE(QApplication::topLevelWidgets().size(), windows);
    QVERIFY(!m_site->requests().contains(QStringLiteral("/second")));
}

void TestEmbeddedView::downloadsNothing()
{
    m_site->answer(QStringLiteral("/malware.bin"),
                   {"MZ", {{"Content-Disposition", "attachment"}}, StatusCode::Ok, "application/octet-stream"});
    m_site->answer(QStringLiteral("/"), {"<a id='file' href='/malware.bin'>x</a>" + form(m_reply->address(), response) +
                                         script("document.getElementById('file').click();"
                                                "setTimeout(() => document.getElementById('answer').submit(), 300)")});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
    QVERIFY(m_site->requests().contains(QStringLiteral("/malware.bin")));
    QVERIFY(!QFileInfo::exists(m_home.filePath(QStringLiteral("Downloads/malware.bin"))));
    QVERIFY(QDir(m_home.path()).entryList({QStringLiteral("malware*")}).isEmpty());
}

void TestEmbeddedView::grantsNoPermission()
{
    // The page tells what it was answered where we can read it.
    m_site->answer(QStringLiteral("/"),
                   {form(m_reply->address(), field("SAMLResponse", "")) +
                    script("const tell = text => { const form = document.getElementById('answer');"
                           "form.SAMLResponse.value = text; form.submit(); };"
                           "navigator.geolocation.getCurrentPosition(() => tell('granted'), e => tell('code ' + e.code))")});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
    QCOMPARE(m_listener->posts.first().samlResponse, "code 1"); // PERMISSION_DENIED
}

void TestEmbeddedView::isNotHeldUpByDialogs()
{
    m_site->answer(QStringLiteral("/"),
                   {form(m_reply->address(), response) + script("alert('Hello'); confirm('Yes?'); prompt('Name');") + submit});
    open(QStringLiteral("/"));

    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);
}

void TestEmbeddedView::tellsThePageThatIsShown()
{
    m_site->answer(QStringLiteral("/"), {script("location = '/second'")});
    m_site->answer(QStringLiteral("/second"), {"<p>Second</p>"});
    open(QStringLiteral("/"));

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->pages.contains(m_site->address(QStringLiteral("/second"))), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->progress, 100, patience);
}

void TestEmbeddedView::keepsNothingForTheNextSignIn()
{
    m_site->answer(QStringLiteral("/"), {form(m_reply->address(), response) + submit, {{"Set-Cookie", "session=1"}}});
    open(QStringLiteral("/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);

    m_view = m_factory->create(*m_listener, m_clock, m_factory->makeProfile());
    open(QStringLiteral("/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 2, patience);
    QCOMPARE(m_site->cookies(QStringLiteral("/")), (QList<QByteArray>{{}, {}}));
}

void TestEmbeddedView::reachesTheSameSessionWithTheSignInsProfile()
{
    m_site->answer(QStringLiteral("/"), {form(m_reply->address(), response) + submit, {{"Set-Cookie", "session=1"}}});
    const std::shared_ptr<EmbeddedProfile> profile = m_factory->makeProfile();
    m_view = m_factory->create(*m_listener, m_clock, profile);
    open(QStringLiteral("/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience);

    m_site->answer(QStringLiteral("/logout"), {script("location = '" + m_reply->address().toEncoded() + "?SAMLResponse=x'")});
    m_view.reset(); // as after a sign-in: the page goes, the profile stays
    m_view = m_factory->create(*m_listener, m_clock, profile);
    m_view->open({m_site->address(QStringLiteral("/logout")), m_reply->address(), BrowserErrand::Awaited::LogoutAnswer});
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->queries, QList<QByteArray>{"SAMLResponse=x"}, patience);
    QCOMPARE(m_site->cookies(QStringLiteral("/logout")), QList<QByteArray>{"session=1"});
}

void TestEmbeddedView::readsTheAnswerToALogout_data()
{
    QTest::addColumn<StatusCode>("status");
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("redirect") << StatusCode::Found << QByteArray();
    QTest::newRow("redirect by script") << StatusCode::Ok << script("location.replace('%1')");
    QTest::newRow("refresh") << StatusCode::Ok << QByteArray("<meta http-equiv='refresh' content='0;url=%1'>");
    QTest::newRow("form with GET") << StatusCode::Ok
                                   << QByteArray("<form id='answer' action='%1'><input name='SAMLResponse' value='a/b='></form>") +
                                          submit;
}

void TestEmbeddedView::readsTheAnswerToALogout()
{
    QFETCH(StatusCode, status);
    QFETCH(QByteArray, content);

    QUrl answer = m_reply->address();
    answer.setQuery(QStringLiteral("SAMLResponse=a%2Fb%3D"));
    content.replace("%1", answer.toEncoded());
    m_site->answer(QStringLiteral("/logout"), {content, {{"Location", answer.toEncoded()}}, status});
    m_view->open({m_site->address(QStringLiteral("/logout")), m_reply->address(), BrowserErrand::Awaited::LogoutAnswer});

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QCOMPARE(m_listener->queries, QList<QByteArray>{"SAMLResponse=a%2Fb%3D"});
}

void TestEmbeddedView::mayBeDestroyedByItsListener_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("captured") << QByteArray(form(m_reply->address(), response) + submit);
    QTest::newRow("failed") << QByteArray(script("location = 'http://login.example/'"));
}

void TestEmbeddedView::mayBeDestroyedByItsListener()
{
    QFETCH(QByteArray, content);

    content.replace("%1", m_reply->address().toEncoded());
    m_site->answer(QStringLiteral("/"), {content});
    m_listener->atTheEnd = [this] { m_view.reset(); };
    open(QStringLiteral("/"));

    QTRY_VERIFY_WITH_TIMEOUT(m_listener->ended(), patience);
    QVERIFY(!m_view);
}

void TestEmbeddedView::mayBeDestroyedAfterItsWidget()
{
    m_site->answer(QStringLiteral("/"), {"<p>Sign in</p>"});
    open(QStringLiteral("/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->progress, 100, patience);
    delete m_view->widget();
    m_view.reset();
    QVERIFY(!m_listener->ended());
}

void TestEmbeddedView::mayBeDestroyedWhileItCaptures()
{
    // The time is asked for between the refused navigation and the reading of the form.
    CallingClock clock([this] { m_view.reset(); });
    m_view = m_factory->create(*m_listener, clock, m_factory->makeProfile());
    m_site->answer(QStringLiteral("/"), {form(m_reply->address(), response) + submit});
    open(QStringLiteral("/"));

    QTRY_VERIFY_WITH_TIMEOUT(!m_view, patience);
    QTest::qWait(100); // for what must not come
    QVERIFY(!m_listener->ended());
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    TestEmbeddedView test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_embedded_view.moc"
