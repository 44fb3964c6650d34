// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/ui/signin/person_at_page.h"
#include "tests/ui/signin/sandbox_portal.h"
#include "ui/signin/sign_in_page.h"
#include "ui/signin/sign_out_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTcpServer>

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

/// The way out, at the sandbox tenant's own endpoint, which knows a browser by its cookie.
class TestSignOutPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void endsTheSessionInTheProfileThatSignedIn();
    void saysThatAnotherProfileHasNoSession();
    void endsTheSessionInTheSystemBrowser();
    void asksNobodyWhereNobodyHasToBeAsked_data();
    void asksNobodyWhereNobodyHasToBeAsked();
    void isNotHeldUpByTheProvider_data();
    void isNotHeldUpByTheProvider();
    void canBeSkipped_data();
    void canBeSkipped();
    void saysThatThePortIsBusy();
    void believesNobodyElsesAnswer();

private:
    void signIn(DoorKind door);
    void signOut(SignOutPage::Patience patience = {});
    /// What the browser does with a sign-out, up to the answer's address.
    [[nodiscard]] BrowserPage signOutThere();
    /// Somebody, or something, brings the browser to an address of the listener's.
    [[nodiscard]] int visit(const QByteArray &address);

    std::unique_ptr<SandboxPortal> m_portal;
    std::optional<Session> m_session;
    std::optional<Entrance> m_entrance;
    std::unique_ptr<SignOutPage> m_page;
    QList<std::optional<SignOutNote>> m_ends;
};

void TestSignOutPage::initTestCase()
{
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
}

void TestSignOutPage::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("Release of profile")));
    m_session.reset();
    m_entrance.reset();
    m_ends.clear();
    m_portal = std::make_unique<SandboxPortal>();
    QVERIFY(m_portal->open());
    QVERIFY(
        m_portal->configure([](IdentityConfiguration &configuration) { configuration.protocol.singleLogout = SingleLogout::On; }));
}

void TestSignOutPage::cleanup()
{
    m_page.reset();
    m_entrance.reset();
    m_portal.reset();
}

void TestSignOutPage::signIn(DoorKind door)
{
    SignInPage page(*m_portal->rig.signIn, *m_portal->rig.localOwner, DirectoryKind::Sandbox, m_portal->openAddress());
    connect(&page, &SignInPage::signedIn, this, [&](const Session &session) {
        m_session = session;
        m_entrance = page.entrance();
    });
    page.resize(900, 700);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    const QString account = QStringLiteral("new.person@sandbox.example");
    if (door == DoorKind::Browser) {
        QTest::mouseClick(visibleButton(page, QStringLiteral("Use the system browser instead")), Qt::LeftButton);
        const auto form = m_portal->signInThere(account);
        QVERIFY(form);
        QCOMPARE(m_portal->browser->submit(*form).status, 200);
    } else {
        QTest::mouseClick(visibleButton(page, QStringLiteral("Sign in with Microsoft Entra ID")), Qt::LeftButton);
        const PersonAtPage person(page);
        QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("loginfmt")), patience);
        person.type(account);
        QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("passwd")), patience);
        person.type(QStringLiteral("anything"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_session, patience);
    QCOMPARE(m_entrance->door, door);
    m_portal->opened.clear();
}

void TestSignOutPage::signOut(SignOutPage::Patience patience)
{
    m_page = std::make_unique<SignOutPage>(*m_portal->signOut, m_portal->rig.clock, m_portal->openAddress(), patience);
    connect(m_page.get(), &SignOutPage::finished, this, [this](const std::optional<SignOutNote> &note) { m_ends.append(note); });
    m_page->resize(900, 700);
    m_page->show();
    m_page->start(*m_session, m_entrance);
}

BrowserPage TestSignOutPage::signOutThere()
{
    if (!QTest::qWaitFor([this] { return !m_portal->opened.isEmpty(); }, patience))
        return {};
    return m_portal->browser->open(m_portal->opened.last());
}

int TestSignOutPage::visit(const QByteArray &address)
{
    return PlainBrowser(QUrl::fromEncoded(address)).open(address).status;
}

void TestSignOutPage::endsTheSessionInTheProfileThatSignedIn()
{
    signIn(DoorKind::Embedded);
    QVERIFY(m_entrance->profile);
    signOut();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QVERIFY(m_ends.first());
    QCOMPARE(m_ends.first()->text,
             explain::sentence(LogoutAnswer{LogoutAnswer::Outcome::Complete, LogoutAnswer::Proof::Signed, {}}));
    QCOMPARE(m_ends.first()->tone, theme::Tone::Good);
    QVERIFY(m_portal->opened.isEmpty());
}

void TestSignOutPage::saysThatAnotherProfileHasNoSession()
{
    signIn(DoorKind::Embedded);
    m_entrance->profile.reset();
    signOut();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QCOMPARE(m_ends.first()->tone, theme::Tone::Warning);
    QVERIFY(m_ends.first()->text.contains(QStringLiteral("but not at the identity provider")));
}

void TestSignOutPage::endsTheSessionInTheSystemBrowser()
{
    signIn(DoorKind::Browser);
    signOut();
    const BrowserPage answer = signOutThere();
    QVERIFY(m_portal->isListening());
    QCOMPARE(visit(answer.rawAddress), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QCOMPARE(m_ends.first()->text,
             explain::sentence(LogoutAnswer{LogoutAnswer::Outcome::Complete, LogoutAnswer::Proof::Signed, {}}));
    QVERIFY(!m_portal->isListening());
}

void TestSignOutPage::asksNobodyWhereNobodyHasToBeAsked_data()
{
    QTest::addColumn<std::function<void()>>("prepare");

    QTest::newRow("local account") << std::function<void()>([this] {
        m_session->atProvider.reset();
        m_entrance.reset();
    });
    QTest::newRow("single logout is off") << std::function<void()>([this] {
        QVERIFY(m_portal->configure(
            [](IdentityConfiguration &configuration) { configuration.protocol.singleLogout = SingleLogout::Off; }));
    });
}

void TestSignOutPage::asksNobodyWhereNobodyHasToBeAsked()
{
    QFETCH(std::function<void()>, prepare);

    signIn(DoorKind::Browser);
    prepare();
    signOut();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QVERIFY(!m_ends.first());
    QVERIFY(m_portal->opened.isEmpty());
    QVERIFY(!m_portal->isListening());
}

void TestSignOutPage::isNotHeldUpByTheProvider_data()
{
    QTest::addColumn<DoorKind>("door");

    QTest::newRow("embedded") << DoorKind::Embedded;
    QTest::newRow("browser") << DoorKind::Browser;
}

void TestSignOutPage::isNotHeldUpByTheProvider()
{
    QFETCH(DoorKind, door);

    signIn(door);
    QTcpServer silent; // takes the connection, and says nothing
    const quint16 port = quint16(m_portal->tenant->base().port());
    m_portal->tenant.reset();
    QVERIFY(silent.listen(QHostAddress::LocalHost, port));
    signOut({.embedded = 300ms, .browser = 300ms});
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QCOMPARE(m_ends.first()->tone, theme::Tone::Warning);
    QVERIFY(m_ends.first()->text.startsWith(explain::words({ErrorCode::SignOutUnconfirmed}).what));
    QTest::qWait(50); // for what must not come
    QCOMPARE(m_ends.size(), 1);
    QCOMPARE(SignOutPage::Patience().embedded, 15s);
    QCOMPARE(SignOutPage::Patience().browser, 30s);
}

void TestSignOutPage::canBeSkipped_data()
{
    isNotHeldUpByTheProvider_data();
}

void TestSignOutPage::canBeSkipped()
{
    QFETCH(DoorKind, door);

    signIn(door);
    QTcpServer silent;
    const quint16 port = quint16(m_portal->tenant->base().port());
    m_portal->tenant.reset();
    QVERIFY(silent.listen(QHostAddress::LocalHost, port));
    signOut();
    QTRY_VERIFY_WITH_TIMEOUT(visibleButton(*m_page, QStringLiteral("Skip")), patience);
    QVERIFY(!visibleButton(*m_page, QStringLiteral("Use the system browser instead")));
    QTest::mouseClick(visibleButton(*m_page, QStringLiteral("Skip")), Qt::LeftButton);
    QCOMPARE(m_ends.size(), 1);
    QVERIFY(m_ends.first()->text.startsWith(explain::words({ErrorCode::SignOutUnconfirmed}).what));
    m_page.reset();
    QVERIFY(!m_portal->isListening());
}

void TestSignOutPage::saysThatThePortIsBusy()
{
    signIn(DoorKind::Browser);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, quint16(m_portal->replyUrl().port())));
    signOut();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QVERIFY(m_ends.first()->text.contains(QStringLiteral("port %1").arg(other.serverPort())));
    QVERIFY(m_portal->opened.isEmpty());
}

void TestSignOutPage::believesNobodyElsesAnswer()
{
    signIn(DoorKind::Browser);
    signOut();
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->opened.size(), 1, patience);
    QUrl address = m_portal->replyUrl();
    address.setPath(QStringLiteral("/saml/slo"));
    address.setQuery(QStringLiteral("SAMLResponse=fZ"));
    QCOMPARE(visit(address.toEncoded()), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, patience);
    QCOMPARE(m_ends.first()->tone, theme::Tone::Warning);
    QVERIFY(m_ends.first()->text.startsWith(explain::words({ErrorCode::LogoutAnswerInvalid, QStringLiteral("input"), {}}).what));
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    theme::Theme theme(application, Appearance::Light);
    TestSignOutPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_sign_out_page.moc"
