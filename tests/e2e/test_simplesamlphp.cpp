// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/e2e/simplesamlphp_world.h"
#include "tests/kit/patience.h"
#include "tests/ui/opened_directory.h"
#include "tests/ui/signin/person_at_page.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
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
    void updatesNothingButTheLastSignInTheSecondTime();
    void refusesItsTransientNameIdWithASentence();

private:
    /// Signs in from the first page to the outcome.
    [[nodiscard]] std::optional<SignInOutcome> signIn();
    /// As an administrator does it: fetched from its address, looked at, taken.
    [[nodiscard]] std::optional<IdentityProvider> importProvider();

    SimpleSamlPhpWorld m_world;
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
    const std::optional<IdentityProvider> imported = importProvider();
    QVERIFY2(imported, qPrintable(m_world.provider.log()));
    QVERIFY(m_world.trust(*imported));
    QVERIFY(m_world.know(SimpleSamlPhp::persistentNameIds));
}

void TestSimpleSamlPhp::cleanup()
{
    QThreadPool::globalInstance()->waitForDone();
}

std::optional<IdentityProvider> TestSimpleSamlPhp::importProvider()
{
    QNetworkAccessManager network;
    MetadataImport form(network);
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
    return outcome;
}

void TestSimpleSamlPhp::readsItsMetadata()
{
    const std::optional<IdentityProvider> imported = importProvider();
    QVERIFY(imported);
    QCOMPARE(imported->metadata.entityId, m_world.provider.entityId());
    QCOMPARE(imported->metadata.tenantId, QString());
    QCOMPARE(imported->metadata.signingCertificates.size(), size_t(1));
    QVERIFY(imported->metadata.singleSignOn.path().endsWith(QStringLiteral("/SSOService.php")));
    QVERIFY(imported->metadata.singleLogout.path().endsWith(QStringLiteral("/SingleLogoutService.php")));
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
