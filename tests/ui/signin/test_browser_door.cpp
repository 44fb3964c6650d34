// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/ui/signin/sandbox_portal.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
#include "ui/signin/test_sign_in_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QWebEngineView>

using namespace usher;
using namespace usher::test;

namespace {

constexpr auto somebody = "new.person@sandbox.example";

} // namespace

/// Sign-ins in the system browser, against the sandbox tenant: the browser is a plain one over HTTP.
class TestBrowserDoor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void signsInThroughTheSystemBrowser();
    void isOneClickAwayFromTheEmbeddedPage();
    void leadsBackIntoTheWindow();
    void startsAgainAfterAResponseThatIsRefused();
    void stopsListeningWhenItIsCancelled_data();
    void stopsListeningWhenItIsCancelled();
    void hasTheAddressWhereNoBrowserOpens();
    void saysHowLongItWaitsAndThatItIsOver();
    void saysThatThePortIsBusy();
    void saysWhyItIsShut();
    void catchesASignInThatStartsAtTheProvider();
    void refusesOneWhereNobodyMayStartThere();

private:
    void press(const QString &text);
    void pressBrowser() { press(QStringLiteral("Use the system browser instead")); }
    [[nodiscard]] QString textsShown() const;

    std::unique_ptr<SandboxPortal> m_portal;
    std::unique_ptr<SignInPage> m_page;
    std::optional<Session> m_session;
};

void TestBrowserDoor::initTestCase()
{
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
}

void TestBrowserDoor::init()
{
    m_session.reset();
    m_portal = std::make_unique<SandboxPortal>();
    QVERIFY(m_portal->open());
    m_page = std::make_unique<SignInPage>(*m_portal->rig.signIn, *m_portal->rig.localOwner, DirectoryKind::Sandbox,
                                          m_portal->openAddress());
    connect(m_page.get(), &SignInPage::signedIn, this, [this](const Session &session) { m_session = session; });
    m_page->resize(900, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestBrowserDoor::cleanup()
{
    m_page.reset();
    m_portal.reset();
}

void TestBrowserDoor::press(const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(visibleButton(*m_page, text), patience);
    QTest::mouseClick(visibleButton(*m_page, text), Qt::LeftButton);
}

QString TestBrowserDoor::textsShown() const
{
    QStringList texts;
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

void TestBrowserDoor::signsInThroughTheSystemBrowser()
{
    QVERIFY(!m_portal->isListening());
    pressBrowser();
    const auto form = m_portal->signInThere(QLatin1String(somebody));
    QVERIFY(form);
    QVERIFY(textsShown().contains(QStringLiteral("Your browser is open at %1.").arg(m_portal->tenant->base().toString())));
    QVERIFY(textsShown().contains(QRegularExpression(QStringLiteral("Usher waits another (2:00|1:\\d\\d) minutes"))));
    QCOMPARE(form->action, m_portal->replyUrl());

    const BrowserPage end = m_portal->browser->submit(*form);
    QCOMPARE(end.status, 200);
    QVERIFY(end.text.contains(QStringLiteral("You can close this tab")));
    QTRY_VERIFY_WITH_TIMEOUT(m_session, patience);
    QCOMPARE(m_session->user.origin, Origin::SamlJit);
    QCOMPARE(m_page->entrance()->door, DoorKind::Browser);
    QVERIFY(!m_page->findChild<QWebEngineView *>());
    QVERIFY(!m_portal->isListening());
    QCOMPARE(m_portal->opened.size(), 1);
}

void TestBrowserDoor::isOneClickAwayFromTheEmbeddedPage()
{
    press(QStringLiteral("Sign in with Microsoft Entra ID"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QWebEngineView *>(), patience);
    pressBrowser();
    const auto form = m_portal->signInThere(QLatin1String(somebody));
    QVERIFY(form);
    QTRY_VERIFY(!m_page->findChild<QWebEngineView *>());
    QCOMPARE(m_portal->browser->submit(*form).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(m_session, patience);
}

void TestBrowserDoor::leadsBackIntoTheWindow()
{
    pressBrowser();
    press(QStringLiteral("Sign in inside this window"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QWebEngineView *>(), patience);
    QVERIFY(!m_portal->isListening());
}

void TestBrowserDoor::startsAgainAfterAResponseThatIsRefused()
{
    pressBrowser();
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->opened.size(), 1, patience);
    const PageForm forged{m_portal->replyUrl(), {{QStringLiteral("SAMLResponse"), QStringLiteral("PHNhbWxwOlJlc3BvbnNlLz4=")}}};
    QCOMPARE(m_portal->browser->submit(forged).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(QStringLiteral("Usher refused this sign-in")), patience);
    QVERIFY(!m_session);

    press(QStringLiteral("Try again"));
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->opened.size(), 2, patience); // in the browser again
    const auto form = m_portal->signInThere(QLatin1String(somebody));
    QVERIFY(form);
    QCOMPARE(m_portal->browser->submit(*form).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(m_session, patience);
}

void TestBrowserDoor::stopsListeningWhenItIsCancelled_data()
{
    QTest::addColumn<std::function<void()>>("cancel");

    QTest::newRow("button") << std::function<void()>([this] { press(QStringLiteral("Cancel")); });
    QTest::newRow("Esc") << std::function<void()>([this] { QTest::keyClick(m_page->focusWidget(), Qt::Key_Escape); });
}

void TestBrowserDoor::stopsListeningWhenItIsCancelled()
{
    QFETCH(std::function<void()>, cancel);

    pressBrowser();
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->opened.size(), 1, patience);
    QVERIFY(m_portal->isListening());
    cancel();
    QTRY_VERIFY_WITH_TIMEOUT(visibleButton(*m_page, QStringLiteral("Sign in with Microsoft Entra ID")), patience);
    QTRY_VERIFY(!m_portal->isListening());
}

void TestBrowserDoor::hasTheAddressWhereNoBrowserOpens()
{
    m_portal->browserOpens = false;
    pressBrowser();
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(QStringLiteral("No browser could be opened from here.")), patience);
    QStringList fields;
    for (const QLineEdit *field : m_page->findChildren<QLineEdit *>()) {
        if (field->isVisible())
            fields.append(field->text());
    }
    QCOMPARE(fields, QStringList{m_portal->opened.first().toString(QUrl::FullyEncoded)});
    const auto form = m_portal->signInThere(QLatin1String(somebody)); // who copied it
    QVERIFY(form);
    QCOMPARE(m_portal->browser->submit(*form).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(m_session, patience);
}

void TestBrowserDoor::saysHowLongItWaitsAndThatItIsOver()
{
    BrowserDoor door(m_portal->rig.clock, [](const QUrl &) { return true; }, std::chrono::milliseconds(1'200));
    QSignalSpy failed(&door, &Door::failed);
    door.open({QUrl(QStringLiteral("https://login.example/saml2")), m_portal->replyUrl()});
    const auto remaining = [&] {
        const auto labels = door.findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [](const QLabel *label) { return label->text() == u"Usher waits another 0:01 minutes."; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(remaining(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::BrowserTimeout);
}

void TestBrowserDoor::saysThatThePortIsBusy()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, quint16(m_portal->replyUrl().port())));
    pressBrowser();
    const explain::Words words = explain::words({ErrorCode::ReplyPortBusy, QString::number(other.serverPort()), {}});
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(words.what), patience);
    QVERIFY(words.what.contains(QString::number(other.serverPort())));
    QVERIFY(textsShown().contains(words.remedy));
    QVERIFY(m_portal->opened.isEmpty());

    other.close();
    press(QStringLiteral("Try again"));
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->opened.size(), 1, patience);
}

void TestBrowserDoor::saysWhyItIsShut()
{
    const QUrl onTheWeb(QStringLiteral("https://portal.example/saml/acs"));
    QVERIFY(m_portal->configure([&](IdentityConfiguration &configuration) { configuration.assertionConsumerService = onTheWeb; }));
    const explain::Words words = explain::words({ErrorCode::ReplyUrlNotLoopback, onTheWeb.toString(), {}});
    pressBrowser();
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(words.what), patience);
    QVERIFY(m_portal->opened.isEmpty());

    press(QStringLiteral("Sign in inside this window"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QWebEngineView *>(), patience);
    const QPushButton *browser = visibleButton(*m_page, QStringLiteral("Use the system browser instead"));
    QVERIFY(browser);
    QVERIFY(!browser->isEnabled());
    QCOMPARE(browser->accessibleDescription(), words.paragraph());
}

void TestBrowserDoor::catchesASignInThatStartsAtTheProvider()
{
    // Somebody begins at the provider: the tenant answers a request that this portal did not make.
    const auto portal = m_portal->rig.configuration();
    QVERIFY(portal);
    QVERIFY(m_portal->configure(
        [](IdentityConfiguration &configuration) { configuration.protocol.unsolicited = TrustPolicy::Unsolicited::Accept; }));
    auto *dialog = new TestSignInDialog(*m_portal->rig.signIn, m_portal->openAddress(), m_page.get());
    std::optional<SignInOutcome> outcome;
    connect(dialog, &TestSignInDialog::concluded, this, [&](const SignInOutcome &concluded) { outcome = concluded; });
    QVERIFY(!m_portal->isListening());
    dialog->openToCatch();
    QTRY_VERIFY_WITH_TIMEOUT(m_portal->isListening(), patience);
    QVERIFY(textsShown().contains(portal->assertionConsumerService.toString()));
    QVERIFY(m_portal->opened.isEmpty());

    QCOMPARE(m_portal->browser->submit(m_portal->unsolicitedResponse()).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(outcome, patience);
    QVERIFY2(outcome->session, qPrintable(outcome->session ? QString() : refusalOf(*outcome).detail));
    QVERIFY(!m_portal->isListening());
}

void TestBrowserDoor::refusesOneWhereNobodyMayStartThere()
{
    auto *dialog = new TestSignInDialog(*m_portal->rig.signIn, m_portal->openAddress(), m_page.get());
    std::optional<SignInOutcome> outcome;
    connect(dialog, &TestSignInDialog::concluded, this, [&](const SignInOutcome &concluded) { outcome = concluded; });
    dialog->openToCatch();
    QTRY_VERIFY_WITH_TIMEOUT(m_portal->isListening(), patience);
    QCOMPARE(m_portal->browser->submit(m_portal->unsolicitedResponse()).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(outcome, patience);
    QVERIFY(!outcome->session);
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    theme::Theme theme(application, Appearance::Light);
    TestBrowserDoor test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_browser_door.moc"
