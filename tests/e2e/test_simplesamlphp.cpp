// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/federation/metadata_fetch.h"
#include "tests/e2e/simplesamlphp.h"
#include "tests/kit/sign_in_rig.h"
#include "tests/ui/signin/person_at_page.h"
#include "ui/signin/provider_sign_in.h"
#include "ui/signin/sign_in_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QThreadPool>

using namespace usher;
using namespace usher::test;

namespace {

/// Its own attribute names: the mapping is configuration, not code.
ClaimMapping simpleSamlPhpMapping()
{
    const auto row = [](ProfileField field, const char *attribute) {
        return FieldMapping{field, {QString::fromLatin1(attribute)}, FieldMapping::Presence::Optional, UpdatePolicy::EverySignIn};
    };
    ClaimMapping mapping;
    mapping.fields = {row(ProfileField::DisplayName, "displayName"), row(ProfileField::FirstName, "givenName"),
                      row(ProfileField::LastName, "sn"), row(ProfileField::Mail, "mail"), row(ProfileField::UserName, "uid")};
    return mapping;
}

} // namespace

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

    std::unique_ptr<SignInRig> m_rig;
    std::unique_ptr<SimpleSamlPhp> m_provider;
    QNetworkAccessManager m_network;
    QByteArray m_metadata;
};

void TestSimpleSamlPhp::initTestCase()
{
    QCoreApplication::addLibraryPath(QStringLiteral(USHER_WEBVIEW_FOLDER));
}

void TestSimpleSamlPhp::init()
{
    m_rig = std::make_unique<SignInRig>();
    const Result<void> opened = m_rig->open(DirectoryKind::Real);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
    const auto configuration = m_rig->configuration();
    QVERIFY(configuration);

    m_provider = std::make_unique<SimpleSamlPhp>(configuration->serviceProvider, configuration->assertionConsumerService);
    const Result<void> started = m_provider->start();
    QVERIFY2(started, qPrintable(started ? QString() : explain::words(started.error()).technical));
    QTRY_VERIFY2_WITH_TIMEOUT(m_provider->isReady(), qPrintable(m_provider->log()), patience);

    QFuture<Result<QByteArray>> fetched = fetchMetadata(m_network, m_provider->metadataAddress());
    QTRY_VERIFY_WITH_TIMEOUT(fetched.isFinished(), patience);
    const Result<QByteArray> metadata = fetched.takeResult();
    QVERIFY2(metadata, qPrintable(metadata ? QString() : explain::words(metadata.error()).technical));
    m_metadata = *metadata;
    const Result<void> trusted = m_rig->trust(m_metadata, ProvisioningMethod::SamlJit, simpleSamlPhpMapping());
    QVERIFY2(trusted, qPrintable(trusted ? QString() : explain::words(trusted.error()).technical));
}

void TestSimpleSamlPhp::cleanup()
{
    QThreadPool::globalInstance()->waitForDone();
    m_provider.reset();
    m_rig.reset();
}

std::optional<SignInOutcome> TestSimpleSamlPhp::signIn()
{
    SignInPage window(*m_rig->signIn, *m_rig->localOwner, DirectoryKind::Real);
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
    const auto metadata = readIdentityProviderMetadata(m_metadata);
    QVERIFY(metadata);
    QCOMPARE(metadata->entityId, m_provider->entityId());
    QCOMPARE(metadata->tenantId, QString());
    QCOMPARE(metadata->signingCertificates.size(), size_t(1));
    QVERIFY(metadata->singleSignOn.path().endsWith(QStringLiteral("/SSOService.php")));
}

void TestSimpleSamlPhp::makesAnAccountFromItsResponse()
{
    const auto outcome = signIn();
    QVERIFY2(outcome, qPrintable(m_provider->log()));
    QVERIFY2(outcome->session, qPrintable(outcome->session ? QString() : explain::words(outcome->session.error()).technical));
    QCOMPARE(outcome->judgement.find(CheckName::Signature)->outcome, CheckOutcome::Passed);

    const auto stored = m_rig->store->directory().user(SignInRig::actor(), outcome->session->user.id);
    QVERIFY(stored);
    const Profile expected{QStringLiteral("María Núñez"), QStringLiteral("María"), QStringLiteral("Núñez"),
                           QStringLiteral("Maria.Nunez@example.org"), QStringLiteral("maria")};
    QCOMPARE(stored->profile, expected);
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
    QCOMPARE(m_rig->users()->size(), size_t(1));
}

void TestSimpleSamlPhp::refusesItsTransientNameIdWithASentence()
{
    QVERIFY(m_provider->setNameIds(SimpleSamlPhp::NameIds::Transient));
    const auto outcome = signIn();
    QVERIFY2(outcome, qPrintable(m_provider->log()));
    QVERIFY(outcome->judgement.accepted());
    QVERIFY(!outcome->session);
    QCOMPARE(outcome->session.error().code, ErrorCode::NameIdTransient);
    const explain::Words words = explain::words(outcome->session.error());
    QVERIFY(words.what.endsWith(u'.'));
    QVERIFY(words.remedy.endsWith(u'.'));
    QVERIFY(m_rig->users()->empty());
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
