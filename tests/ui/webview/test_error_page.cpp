// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kit/manual_clock.h"
#include "tests/kit/patience.h"
#include "tests/ui/webview/recording_listener.h"
#include "tests/ui/webview/web_site.h"
#include "ui/webview/plugin_loader.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineView>

using namespace usher;
using namespace usher::test;

namespace {

const QByteArray correlation = "8636aa09-076a-4212-b7a5-c6f6a61a927e";
const QByteArray details = "<p>Request Id: 66febed4-e737-49ff-ac23-464ba090d57c</p><p>Correlation Id: " + correlation +
                           "</p><p>Timestamp: 2026-11-25T02:03:04Z</p>";

QByteArray errorPage(const QByteArray &code = "50105")
{
    return "<title>Sign in to your account</title><h1>Sign in</h1><p>Sorry, but we’re having trouble signing you in.</p>"
           "<p>AADSTS" +
           code + ": Not assigned.</p><h2>Troubleshooting details</h2>" + details;
}

QByteArray script(const QByteArray &text)
{
    return "<script nonce='once'>" + text + "</script>";
}

/// As Microsoft's pages are served since autumn 2026.
const std::pair<QByteArray, QByteArray> strictPolicy{
    "Content-Security-Policy", "default-src 'none'; script-src 'nonce-once'; require-trusted-types-for 'script'"};

} // namespace

/// The real engine, offscreen, at pages that are a provider's error page, or are not.
class TestErrorPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void findsTheErrorPage_data();
    void findsTheErrorPage();
    void tellsMoreWhenThePageSaysMore();
    void tellsThatThePageIsLeft();
    void findsTheNextErrorPageToo();
    void staysAtThePage();
    void takesNoOtherPageForIt_data();
    void takesNoOtherPageForIt();
    void listensToTheProviderAlone();
    void listensDuringASignInAlone();
    void isNotOverwhelmed();

private:
    void open(const QByteArray &content, StatusCode status = StatusCode::Ok);
    void goTo(const QString &path);
    [[nodiscard]] bool isLoaded(const QString &path) const;

    QTemporaryDir m_home;
    EmbeddedViewFactory *m_factory = nullptr;
    ManualClock m_clock{TimePoint(std::chrono::milliseconds(1'795'000'000'000))};
    const QUrl m_reply{QStringLiteral("http://localhost:4711/saml/acs")};
    std::unique_ptr<WebSite> m_site;
    std::unique_ptr<RecordingListener> m_listener;
    std::unique_ptr<EmbeddedView> m_view;
};

void TestErrorPage::initTestCase()
{
    qputenv("HOME", m_home.path().toLocal8Bit());
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
    const Result<EmbeddedViewFactory *> factory = loadEmbeddedViews();
    QVERIFY2(factory, qPrintable(factory ? QString() : factory.error().detail));
    m_factory = *factory;
}

void TestErrorPage::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("Release of profile|QObject|QWidget")));
    m_site = std::make_unique<WebSite>();
    m_listener = std::make_unique<RecordingListener>();
    m_view = m_factory->create(*m_listener, m_clock, m_factory->makeProfile());
    m_view->widget()->resize(480, 640);
    m_view->widget()->show();
}

void TestErrorPage::cleanup()
{
    m_view.reset();
}

void TestErrorPage::open(const QByteArray &content, StatusCode status)
{
    m_site->answer(QStringLiteral("/saml2"), {content, {strictPolicy}, status});
    m_view->open({m_site->address(QStringLiteral("/saml2")), m_reply});
}

void TestErrorPage::goTo(const QString &path)
{
    qobject_cast<QWebEngineView *>(m_view->widget())->page()->load(m_site->address(path));
}

bool TestErrorPage::isLoaded(const QString &path) const
{
    return m_listener->progress == 100 && !m_listener->pages.isEmpty() && m_listener->pages.last().path() == path;
}

void TestErrorPage::findsTheErrorPage_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<StatusCode>("status");
    QTest::addColumn<int>("code");

    QTest::newRow("as it stands") << errorPage() << StatusCode::Ok << 50105;
    QTest::newRow("with a status that is an error") << errorPage() << StatusCode::BadRequest << 50105;
    QTest::newRow("a code that nobody knows") << errorPage("99999") << StatusCode::Ok << 99999;
    QTest::newRow("without a code") << "<h1>Leider …</h1>" + details << StatusCode::Ok << 0;
    QTest::newRow("written later") << script("setTimeout(() => { const p = document.createElement('p'); p.textContent = "
                                             "'AADSTS50105: late'; document.body.append(p); }, 100)") +
                                          "<p>Wait</p>"
                                   << StatusCode::Ok << 50105;
    QTest::newRow("folded away") << "<h1>You cannot access this right now</h1>" +
                                        script("$Config={\"pgid\":\"ConvergedConditionalAccess\",\"sErrorCode\":\"53003\"};")
                                 << StatusCode::Ok << 53003;
    QTest::newRow("behind elements that hide the document's members")
        << "<img name='title'><img name='body'><img name='scripts'><img name='querySelectorAll'>" + errorPage() << StatusCode::Ok
        << 50105;
}

void TestErrorPage::findsTheErrorPage()
{
    QFETCH(QByteArray, content);
    QFETCH(StatusCode, status);
    QFETCH(int, code);

    open(content, status);
    QTRY_VERIFY_WITH_TIMEOUT(!m_listener->failures.isEmpty(), patience);
    QCOMPARE(m_listener->failures.last().code, code);
    QVERIFY(!m_listener->ended());
}

void TestErrorPage::tellsMoreWhenThePageSaysMore()
{
    open("<p>AADSTS50105: now</p><p id='d'></p>" +
         script("setTimeout(() => { document.getElementById('d').textContent = 'Correlation Id: " + correlation + "' }, 100)"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->failures.size(), 2, patience);
    QCOMPARE(m_listener->failures.first().correlationId, QString());
    QCOMPARE(m_listener->failures.last().correlationId, QString::fromLatin1(correlation));
    QCOMPARE(m_listener->recoveries, 0);
}

void TestErrorPage::tellsThatThePageIsLeft()
{
    m_site->answer(QStringLiteral("/login"), {"<h1>Pick an account</h1>"});
    open(errorPage());
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->failures.size(), 1, patience);
    goTo(QStringLiteral("/login"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->recoveries, 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(isLoaded(QStringLiteral("/login")), patience);
    QTest::qWait(700); // for what must not come
    QCOMPARE(m_listener->failures.size(), 1);
    QCOMPARE(m_listener->recoveries, 1);
}

void TestErrorPage::findsTheNextErrorPageToo()
{
    m_site->answer(QStringLiteral("/login"), {errorPage("50020")});
    open(errorPage());
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->failures.size(), 1, patience);
    goTo(QStringLiteral("/login"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->failures.size(), 2, patience);
    QCOMPARE(m_listener->recoveries, 1);
    QCOMPARE(m_listener->failures.last().code, 50020);
}

void TestErrorPage::staysAtThePage()
{
    open(errorPage() + "<form id='answer' method='post' action='" + m_reply.toEncoded() +
         "'><input name='SAMLResponse' value='PHg+'></form>" +
         script("setTimeout(() => document.getElementById('answer').submit(), 300)"));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->posts.size(), 1, patience); // whoever chooses another account gets in
    QCOMPARE(m_listener->failures.size(), 1);
}

void TestErrorPage::takesNoOtherPageForIt_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("account") << QByteArray("<h1>Sign in</h1><p>to continue to api://66febed4-e737-49ff-ac23-464ba090d57c</p>"
                                           "<input name='loginfmt' value='AADSTS50105'>");
    QTest::newRow("account, while nobody is signed in")
        << "<h1>Sign in</h1>" + script("$Config={\"pgid\":\"ConvergedSignIn\",\"sErrorCode\":\"50058\"};");
    QTest::newRow("hidden text") << QByteArray("<h1>Sign in</h1><details><summary>More</summary>AADSTS50105: x</details>"
                                               "<p hidden>AADSTS50105: x</p>");
    QTest::newRow("no text at all") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'></svg>");
}

void TestErrorPage::takesNoOtherPageForIt()
{
    QFETCH(QByteArray, content);

    open(content);
    QTRY_VERIFY_WITH_TIMEOUT(isLoaded(QStringLiteral("/saml2")), patience);
    QTest::qWait(2300); // until the last look is over
    QVERIFY(m_listener->failures.isEmpty());
    QVERIFY(!m_listener->ended());
}

void TestErrorPage::listensToTheProviderAlone()
{
    WebSite another;
    another.answer(QStringLiteral("/elsewhere"), {errorPage()});
    open(script("location = '" + another.address(QStringLiteral("/elsewhere")).toEncoded() + "'"));
    QTRY_VERIFY_WITH_TIMEOUT(isLoaded(QStringLiteral("/elsewhere")), patience);
    QTest::qWait(700); // for what must not come
    QVERIFY(m_listener->failures.isEmpty());
}

void TestErrorPage::listensDuringASignInAlone()
{
    m_site->answer(QStringLiteral("/logout"), {errorPage()});
    m_view->open({m_site->address(QStringLiteral("/logout")), m_reply, BrowserErrand::Awaited::LogoutAnswer});
    QTRY_VERIFY_WITH_TIMEOUT(isLoaded(QStringLiteral("/logout")), patience);
    QTest::qWait(700); // for what must not come
    QVERIFY(m_listener->failures.isEmpty());
}

void TestErrorPage::isNotOverwhelmed()
{
    // Three megabytes, and marks that turn the reading direction around.
    const QByteArray much = QStringLiteral("\u202E\u2067x ").toUtf8().repeated(300'000);
    open("<title>" + much + "</title><p>AADSTS50105: " + much + "</p>" + script("/*$Config " + much + "*/"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_listener->failures.isEmpty(), patience);
    const EntraFailure &failure = m_listener->failures.first();
    QCOMPARE(failure.code, 50105);
    QVERIFY(failure.text.size() <= 601);
    QVERIFY(failure.title.size() <= 121);
    for (const QChar c : failure.text + failure.title)
        QVERIFY(c.isPrint());
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    TestErrorPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_error_page.moc"
