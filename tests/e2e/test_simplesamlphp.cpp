// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/e2e/simplesamlphp_world.h"
#include "tests/kit/patience.h"
#include "tests/ui/opened_directory.h"
#include "tests/ui/signin/person_at_page.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
#include "ui/signin/sign_out_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/metadata_import.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QThreadPool>

using namespace usher;
using namespace usher::test;

/// An identity provider that nobody here wrote.
class TestSimpleSamlPhp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void readsItsMetadata();
    void makesAnAccountFromItsResponse();
    void signsInAndOutWithEverythingSignedAndEncrypted();
    void updatesNothingButTheLastSignInTheSecondTime();
    void refusesItsTransientNameIdWithASentence();

private:
    /// Signs in from the first page to the outcome.
    [[nodiscard]] std::optional<SignInOutcome> signIn();
    /// As an administrator does it: fetched from its address, looked at, taken.
    [[nodiscard]] std::optional<IdentityProvider> importProvider();

    SimpleSamlPhpWorld m_world;
    std::optional<IdentityProvider> m_imported;
    std::optional<Entrance> m_entrance; ///< of the last sign-in
};

void TestSimpleSamlPhp::initTestCase()
{
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
    const Result<void> started = m_world.start();
    QVERIFY2(started, qPrintable(started ? QString() : explain::words(started.error()).technical));
}

void TestSimpleSamlPhp::init()
{
    QVERIFY(m_world.openDirectory());
    m_imported = importProvider();
    QVERIFY2(m_imported, qPrintable(m_world.provider.log()));
    QVERIFY(m_world.trust(*m_imported));
    QVERIFY(m_world.know(SimpleSamlPhp::persistentNameIds));
}

void TestSimpleSamlPhp::cleanup()
{
    QThreadPool::globalInstance()->waitForDone();
    m_entrance.reset();
}

std::optional<IdentityProvider> TestSimpleSamlPhp::importProvider()
{
    QNetworkAccessManager network;
    MetadataImport form(network, m_world.rig->clock);
    QSignalSpy imported(&form, &MetadataImport::imported);
    form.show();
    form.findChild<QLineEdit *>()->setText(m_world.provider.metadataAddress().toString());
    buttonNamed(form, QStringLiteral("Fetch"))->click();
    if (!QTest::qWaitFor([&] { return buttonNamed(form, QStringLiteral("Use this provider")) != nullptr; }, patience))
        return std::nullopt;
    buttonNamed(form, QStringLiteral("Use this provider"))->click();
    return imported.front().front().value<IdentityProvider>();
}

std::optional<SignInOutcome> TestSimpleSamlPhp::signIn()
{
    SignInPage window(*m_world.rig->signIn, *m_world.rig->localOwner, DirectoryKind::Real);
    window.resize(900, 700);
    window.show();
    auto *embedded = window.findChild<ProviderSignIn *>();
    std::optional<SignInOutcome> outcome;
    connect(embedded, &ProviderSignIn::concluded, this, [&](const SignInOutcome &concluded) { outcome = concluded; });
    embedded->start();

    const PersonAtPage person(window);
    if (!QTest::qWaitFor([&] { return person.isAskedFor(QStringLiteral("username")); }, patience))
        return std::nullopt;
    person.answer(QStringLiteral("document.querySelector('#username').value = '%1';"
                                 "document.querySelector('#password').value = '%2';"
                                 "document.querySelector('#submit_button').click()")
                      .arg(QLatin1String(SimpleSamlPhp::user), QLatin1String(SimpleSamlPhp::password)));
    if (!QTest::qWaitFor([&] { return embedded->flow().hasEnded(); }, patience))
        return std::nullopt;
    m_entrance = embedded->entrance();
    return outcome;
}

void TestSimpleSamlPhp::readsItsMetadata()
{
    QCOMPARE(m_imported->metadata.entityId, m_world.provider.entityId());
    QCOMPARE(m_imported->metadata.tenantId, QString());
    QCOMPARE(m_imported->metadata.signingCertificates.size(), size_t(1));
    QVERIFY(m_imported->metadata.singleSignOn.path().endsWith(QStringLiteral("/SSOService.php")));
    QVERIFY(m_imported->metadata.singleLogout.path().endsWith(QStringLiteral("/SingleLogoutService.php")));
}

void TestSimpleSamlPhp::makesAnAccountFromItsResponse()
{
    const auto outcome = signIn();
    QVERIFY2(outcome, qPrintable(m_world.provider.log()));
    QVERIFY2(outcome->session, qPrintable(outcome->session ? QString() : explain::words(outcome->session.error()).technical));
    QCOMPARE(outcome->judgement.find(CheckName::Signature)->outcome, CheckOutcome::Passed);

    const auto stored = m_world.rig->store->directory().user(SignInRig::actor(), outcome->session->user.id);
    QVERIFY(stored);
    QCOMPARE(stored->profile, simpleSamlPhpPerson());
    QCOMPARE(stored->origin, Origin::SamlJit);
    QCOMPARE(stored->roles, std::vector{roles::user});
    QCOMPARE(stored->identities.size(), size_t(1));
    QCOMPARE(stored->identities.front().kind, IdentityKey::Kind::PersistentNameId);
}

void TestSimpleSamlPhp::signsInAndOutWithEverythingSignedAndEncrypted()
{
    QVERIFY(m_world.trust(*m_imported, {.requestSigning = RequestSigning::Signed, .singleLogout = SingleLogout::On}));
    QVERIFY(m_world.makeKey());
    QVERIFY(m_world.know(SimpleSamlPhp::persistentNameIds + m_world.singleLogoutOptions() +
                         "'saml20.sign.response' => true, 'assertion.encryption' => true, 'nameid.encryption' => true, "
                         "'sign.logout' => true,"));
    const auto outcome = signIn();
    QVERIFY2(outcome, qPrintable(m_world.provider.log()));
    QVERIFY2(outcome->session, qPrintable(outcome->session ? QString() : explain::words(outcome->session.error()).technical));
    QCOMPARE(outcome->judgement.find(CheckName::Encryption)->outcome, CheckOutcome::Passed);
    QCOMPARE(outcome->session->user.profile, simpleSamlPhpPerson());

    Store &store = *m_world.rig->store;
    SignOut signOut(store.configurations(), store.serviceProviderKeys(), store.sessions(), m_world.rig->clock, m_world.rig->random);
    SignOutPage page(signOut, m_world.rig->clock, systemBrowser(), {});
    std::optional<SignOutNote> note;
    QSignalSpy finished(&page, &SignOutPage::finished);
    connect(&page, &SignOutPage::finished, this, [&](const std::optional<SignOutNote> &told) { note = told; });
    page.show();
    page.start(*outcome->session, m_entrance);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY(note);
    QCOMPARE(note->text, explain::sentence(LogoutAnswer{LogoutAnswer::Outcome::Complete, LogoutAnswer::Proof::Signed, {}, {}}));
}

void TestSimpleSamlPhp::updatesNothingButTheLastSignInTheSecondTime()
{
    const auto first = signIn();
    QVERIFY(first && first->session);
    const auto second = signIn();
    QVERIFY(second && second->session);

    QCOMPARE(second->plan->outcome, ProvisioningPlan::Outcome::Unchanged);
    User user = second->session->user;
    QVERIFY(user.lastSignIn > first->session->user.lastSignIn);
    user.lastSignIn = first->session->user.lastSignIn;
    QCOMPARE(user, first->session->user);
    QCOMPARE(m_world.rig->users()->size(), size_t(1));
}

void TestSimpleSamlPhp::refusesItsTransientNameIdWithASentence()
{
    QVERIFY(m_world.know({})); // its default
    const auto outcome = signIn();
    QVERIFY2(outcome, qPrintable(m_world.provider.log()));
    QVERIFY(outcome->judgement.accepted());
    QVERIFY(!outcome->session);
    QCOMPARE(outcome->session.error().code, ErrorCode::NameIdTransient);
    const explain::Words words = explain::words(outcome->session.error());
    QVERIFY(words.what.endsWith(u'.'));
    QVERIFY(words.remedy.endsWith(u'.'));
    QVERIFY(m_world.rig->users()->empty());
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    theme::Theme theme(application, Appearance::Light);
    TestSimpleSamlPhp test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_simplesamlphp.moc"
