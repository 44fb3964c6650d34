// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/sandbox/sandbox_tenant.h"
#include "tests/kit/sign_in_rig.h"
#include "tests/ui/signin/person_at_page.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
#include "ui/signin/test_sign_in_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

/// The whole path on one machine: the sandbox tenant's pages, the embedded view, the verifier, the database.
class TestSandboxSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void makesAnAccountFromASignIn();
    void bringsTheSamePersonBackUnchanged();
    void refusesAnUnknownPersonWhileJitIsOff();
    void letsAKnownPersonInWhileJitIsOff();
    void startsAgainAfterARefusal();
    void testsASignInWithoutSigningAnybodyIn();

private:
    void setMethod(ProvisioningMethod method);
    /// What somebody does at the tenant's two pages.
    void signInAs(const QString &account);
    void pressSignIn();
    [[nodiscard]] QStringList textsShown() const;

    std::unique_ptr<SignInRig> m_rig;
    std::unique_ptr<sandbox::Tenant> m_tenant;
    std::unique_ptr<SignInPage> m_page;
};

void TestSandboxSignIn::initTestCase()
{
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
}

void TestSandboxSignIn::init()
{
    m_rig = std::make_unique<SignInRig>();
    QVERIFY(m_rig->open(DirectoryKind::Sandbox));
    auto keys = sandbox::Keys::loadOrCreate(m_rig->folder.path(), m_rig->clock, m_rig->random);
    QVERIFY(keys);
    auto tenant = sandbox::Tenant::listen(0, *std::move(keys), m_rig->clock, m_rig->random);
    QVERIFY(tenant);
    m_tenant = *std::move(tenant);
    const auto trusted = m_rig->trust(m_tenant->metadata(), ProvisioningMethod::SamlJit);
    QVERIFY2(trusted, qPrintable(trusted ? QString() : explain::words(trusted.error()).technical));

    m_page = std::make_unique<SignInPage>(*m_rig->signIn, *m_rig->localOwner, DirectoryKind::Sandbox);
    m_page->resize(900, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestSandboxSignIn::cleanup()
{
    m_page.reset();
    QThreadPool::globalInstance()->waitForDone();
    m_tenant.reset();
    m_rig.reset();
}

void TestSandboxSignIn::setMethod(ProvisioningMethod method)
{
    auto configuration = m_rig->configuration();
    QVERIFY(configuration);
    configuration->method = method;
    QVERIFY(m_rig->store->configurations().save(SignInRig::actor(), *configuration));
}

void TestSandboxSignIn::pressSignIn()
{
    const auto buttons = m_page->findChildren<QPushButton *>();
    const auto entra = std::ranges::find_if(buttons, [](const QPushButton *button) { return button->text().contains(u"Entra"); });
    QVERIFY(entra != buttons.end());
    QTest::mouseClick(*entra, Qt::LeftButton);
}

void TestSandboxSignIn::signInAs(const QString &account)
{
    const PersonAtPage person(*m_page);
    QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("loginfmt")), patience);
    person.type(account);
    QTRY_VERIFY_WITH_TIMEOUT(person.hasFocusIn(QStringLiteral("passwd")), patience);
    person.type(QStringLiteral("anything"));
}

QStringList TestSandboxSignIn::textsShown() const
{
    QStringList texts;
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

void TestSandboxSignIn::makesAnAccountFromASignIn()
{
    auto *embedded = m_page->findChild<ProviderSignIn *>();
    QList<SignInStage> stages;
    std::optional<TimePoint> committed;
    connect(embedded, &ProviderSignIn::stageReached, this, [&](SignInStage stage) {
        stages.append(stage);
        if (stage == SignInStage::Provisioned)
            committed = m_rig->clock.now();
    });
    std::optional<Session> session;
    connect(m_page.get(), &SignInPage::signedIn, this, [&](const Session &begun) { session = begun; });

    pressSignIn();
    signInAs(QStringLiteral("new.person@sandbox.example"));
    QTRY_VERIFY_WITH_TIMEOUT(session, patience);

    QCOMPARE(stages, (QList{SignInStage::Received, SignInStage::Verified, SignInStage::Provisioned}));
    const User &user = session->user;
    QCOMPARE(user.origin, Origin::SamlJit);
    QCOMPARE(user.status, UserStatus::Active);
    QCOMPARE(user.roles, std::vector{roles::user});
    QCOMPARE(user.pools.size(), size_t(1));
    QVERIFY(!user.profile.displayName.isEmpty());
    QVERIFY(user.lastSignIn);
    QVERIFY(!session->access.isAdministrative());
    const auto stored = m_rig->store->directory().user(SignInRig::actor(), user.id);
    QVERIFY(stored);
    QCOMPARE(*stored, user);
    qInfo("capture to committed account: %lld ms", (long long)(*committed - *embedded->capturedAt()).count());
}

void TestSandboxSignIn::bringsTheSamePersonBackUnchanged()
{
    std::optional<Session> session;
    connect(m_page.get(), &SignInPage::signedIn, this, [&](const Session &begun) { session = begun; });
    pressSignIn();
    signInAs(QStringLiteral("new.person@sandbox.example"));
    QTRY_VERIFY_WITH_TIMEOUT(session, patience);
    const User first = session->user;

    session.reset();
    m_page = std::make_unique<SignInPage>(*m_rig->signIn, *m_rig->localOwner, DirectoryKind::Sandbox);
    connect(m_page.get(), &SignInPage::signedIn, this, [&](const Session &begun) { session = begun; });
    m_page->show();
    m_page->activateWindow();
    pressSignIn();
    signInAs(QStringLiteral("new.person@sandbox.example"));
    QTRY_VERIFY_WITH_TIMEOUT(session, patience);

    User second = session->user;
    QVERIFY(second.lastSignIn > first.lastSignIn);
    second.lastSignIn = first.lastSignIn;
    QCOMPARE(second, first);
    QCOMPARE(m_rig->users()->size(), size_t(1));
}

void TestSandboxSignIn::refusesAnUnknownPersonWhileJitIsOff()
{
    setMethod(ProvisioningMethod::Manual);
    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    pressSignIn();
    signInAs(QStringLiteral("new.person@sandbox.example"));

    const explain::Words words = explain::words({ErrorCode::JitOff});
    QTRY_VERIFY_WITH_TIMEOUT(textsShown().contains(words.what), patience);
    QVERIFY(textsShown().contains(words.remedy));
    QCOMPARE(signedIn.count(), 0);
    QVERIFY(m_rig->users()->empty());
}

void TestSandboxSignIn::letsAKnownPersonInWhileJitIsOff()
{
    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    pressSignIn();
    signInAs(QStringLiteral("new.person@sandbox.example"));
    QTRY_COMPARE_WITH_TIMEOUT(signedIn.count(), 1, patience);

    setMethod(ProvisioningMethod::Manual);
    m_page->findChild<ProviderSignIn *>()->start();
    signInAs(QStringLiteral("new.person@sandbox.example"));
    QTRY_COMPARE_WITH_TIMEOUT(signedIn.count(), 2, patience);
    QCOMPARE(m_rig->users()->size(), size_t(1));
}

void TestSandboxSignIn::startsAgainAfterARefusal()
{
    setMethod(ProvisioningMethod::Manual);
    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    pressSignIn();
    signInAs(QStringLiteral("new.person@sandbox.example"));
    auto *embedded = m_page->findChild<ProviderSignIn *>();
    QTRY_COMPARE_WITH_TIMEOUT(embedded->flow().step(), SignInFlow::Step::Refused, patience);

    setMethod(ProvisioningMethod::SamlJit);
    const auto buttons = embedded->findChildren<QPushButton *>();
    const auto again = std::ranges::find_if(buttons, [](const QPushButton *button) { return button->text() == u"&Try again"; });
    QVERIFY(again != buttons.end());
    QTest::mouseClick(*again, Qt::LeftButton);
    signInAs(QStringLiteral("new.person@sandbox.example"));
    QTRY_COMPARE_WITH_TIMEOUT(signedIn.count(), 1, patience);
}

void TestSandboxSignIn::testsASignInWithoutSigningAnybodyIn()
{
    QSignalSpy signedIn(m_page.get(), &SignInPage::signedIn);
    auto *dialog = new TestSignInDialog(*m_rig->signIn, systemBrowser(), m_page.get());
    std::optional<SignInOutcome> outcome;
    connect(dialog, &TestSignInDialog::concluded, this, [&](const SignInOutcome &concluded) { outcome = concluded; });
    dialog->open();
    signInAs(QStringLiteral("new.person@sandbox.example"));

    QTRY_VERIFY_WITH_TIMEOUT(outcome, patience);
    QVERIFY(outcome->session);
    QCOMPARE(signedIn.count(), 0);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_rig->users()->size(), size_t(1));
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    theme::Theme theme(application, Appearance::Light);
    TestSandboxSignIn test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_sandbox_sign_in.moc"
