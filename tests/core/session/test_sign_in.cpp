// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sign_in.h"

#include "core/saml/redirect_binding.h"
#include "core/store/store.h"
#include "core/vault/key_keeper.h"
#include "tests/kit/assertions.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace usher;
using namespace std::chrono_literals;

namespace {

using Outcome = ProvisioningPlan::Outcome;

/// Whose session it became, or nothing.
std::optional<UserId> personOf(const SignInOutcome &outcome)
{
    return outcome.session ? std::optional(outcome.session->user.id) : std::nullopt;
}

Actor anOperator()
{
    return Actor::operatorNamed(QStringLiteral("ana"));
}

ErrorCode refusalOf(const SignInOutcome &outcome)
{
    return outcome.session ? ErrorCode::Internal : outcome.session.error().code;
}

} // namespace

class TestSignIn : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;
    QTemporaryDir m_folder;
    KeyKeeper m_keeper{m_folder.path(), nullptr};
    StoreAddress m_address;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<SignIn> m_signIn;

    /// What the tenant would post as its answer to \p begun.
    SamlPost answer(const BegunSignIn &begun, const sandbox::Person &person = sandbox::personNamed(QStringLiteral("amira")))
    {
        return m_world.post(m_world.order(person, begun.request.id), begun.request.relayState);
    }

    BegunSignIn begin() { return m_signIn->begin().value(); }

    SignInOutcome signInAs(const QString &name)
    {
        const BegunSignIn begun = begin();
        return m_signIn->complete(begun.request, answer(begun, sandbox::personNamed(name)));
    }

    void save(ProvisioningMethod method)
    {
        IdentityConfiguration configuration = m_store->configurations().load().value();
        configuration.provider = {m_world.identityProvider(), {}};
        configuration.serviceProvider = m_world.serviceProvider;
        configuration.assertionConsumerService = m_world.assertionConsumerService;
        configuration.method = method;
        QVERIFY(m_store->configurations().save(anOperator(), configuration).has_value());
    }

    /// As after a restart.
    void reopen()
    {
        m_signIn.reset();
        m_store.reset();
        auto store = Store::open(m_address, DirectoryKind::Sandbox, WhenMissing::Create, m_world.clock, m_world.random, &m_keeper);
        QVERIFY(store.has_value());
        m_store = *std::move(store);
        m_signIn = std::make_unique<SignIn>(m_store->configurations(), m_store->requests(), m_store->provisioning(),
                                            m_store->directory(), m_store->serviceProviderKeys(), m_world.clock, m_world.random);
    }

    void save(const ProtocolOptions &options)
    {
        IdentityConfiguration configuration = m_store->configurations().load().value();
        configuration.protocol = options;
        QVERIFY(m_store->configurations().save(anOperator(), configuration).has_value());
    }

    void acceptUnsolicited() { save(ProtocolOptions{.unsolicited = TrustPolicy::Unsolicited::Accept}); }

    Certificate makeKey() { return m_store->serviceProviderKeys().make(anOperator()).value(); }

    /// The tenant's answer to \p begun, encrypted.
    SamlPost encryptedAnswer(const BegunSignIn &begun, const Certificate &recipient)
    {
        auto order = m_world.order(sandbox::personNamed(QStringLiteral("amira")), begun.request.id);
        order.encryptFor = recipient;
        return m_world.post(order, begun.request.relayState);
    }

    /// Whose key signed the request; nobody's where it is not signed.
    std::optional<Certificate> signerOf(const BegunSignIn &begun)
    {
        const auto received = readRedirect(begun.address.query(QUrl::FullyEncoded).toLatin1());
        if (!received || !received->signature)
            return std::nullopt;
        const std::vector<Certificate> ours = m_store->serviceProviderKeys().certificates().value();
        const auto signer = verifyRedirect(*received->signature, ours, {});
        return signer ? std::optional(*signer) : std::nullopt;
    }

    /// As from Entra's Test button or My Apps.
    SamlPost unsolicited()
    {
        return m_world.post(m_world.order(sandbox::personNamed(QStringLiteral("amira")), {}), QStringLiteral("https://myapps"));
    }

    std::vector<AuditRecord> records() { return m_store->audit().records(0, 1000).value(); }
    qsizetype people() { return m_store->directory().counts(anOperator()).value().all; }
    bool isPending(const BegunSignIn &begun) { return m_store->requests().find(begun.request.id).has_value(); }

private Q_SLOTS:
    void init()
    {
        const QString name = QString::fromLatin1(QTest::currentTestFunction());
        const QString row = QString::fromLatin1(QTest::currentDataTag()).remove(u' ');
        const StoreAddress address{m_folder.filePath(name + row + QStringLiteral(".db"))};
        m_address = address;
        reopen();
        save(ProvisioningMethod::SamlJit);
    }

    void cleanup()
    {
        m_signIn.reset();
        m_store.reset();
    }

    void asksTheProviderAsConfigured()
    {
        const BegunSignIn begun = begin();
        QCOMPARE(begun.assertionConsumerService, m_world.assertionConsumerService);
        QVERIFY(begun.address.toString().startsWith(m_world.identityProvider().singleSignOn.toString()));

        const auto received = readRedirectUrl(begun.address);
        QVERIFY(received.has_value());
        QCOMPARE(received->relayState, begun.request.relayState);
        QCOMPARE(received->request.id, begun.request.id);
        QCOMPARE(received->request.issuer, m_world.serviceProvider);
        QCOMPARE(received->request.assertionConsumerService, m_world.assertionConsumerService);
        QVERIFY(received->request.forceAuthn == AuthnRequest::ForceAuthn::No);
    }

    void asksForAFreshSignInWhereWanted()
    {
        const auto begun = m_signIn->begin({.forceAuthn = AuthnRequest::ForceAuthn::Yes});
        QVERIFY(readRedirectUrl(begun->address)->request.forceAuthn == AuthnRequest::ForceAuthn::Yes);
    }

    void asksWithoutAPageAndForSomebodyWhereWanted()
    {
        const auto begun =
            m_signIn->begin({.isPassive = AuthnRequest::IsPassive::Yes, .loginHint = QStringLiteral("amira@contoso.example")});
        const AuthnRequest request = readRedirectUrl(begun->address)->request;
        QVERIFY(request.isPassive == AuthnRequest::IsPassive::Yes);
        QCOMPARE(request.loginHint, QStringLiteral("amira@contoso.example"));
    }

    void asksUnsignedUnlessRequestsAreToBeSigned()
    {
        makeKey();
        QVERIFY(!begin().address.query().contains(u"Signature"));
    }

    void signsWithTheNewestKey()
    {
        save(ProtocolOptions{.requestSigning = RequestSigning::Signed});
        const Certificate first = makeKey();
        QVERIFY(signerOf(begin()) == first);
        const Certificate second = makeKey();
        QVERIFY(signerOf(begin()) == second);
        QCOMPARE(readRedirectUrl(begin().address)->request.issuer, m_world.serviceProvider);
    }

    void doesNotAskUnsignedForWantOfAKey()
    {
        save(ProtocolOptions{.requestSigning = RequestSigning::Signed});
        QCOMPARE(m_signIn->begin().error().code, ErrorCode::SigningKeyMissing);
    }

    void aPortalThatCanNotOpenItsKeysSaysWhy()
    {
        save(ProtocolOptions{.requestSigning = RequestSigning::Signed});
        const Certificate key = makeKey();
        const BegunSignIn begun = begin();
        QVERIFY(QFile::remove(m_keeper.path()));
        reopen();
        QCOMPARE(m_signIn->begin().error().code, ErrorCode::PortalNotEnrolled);
        QCOMPARE(refusalOf(m_signIn->complete(begun.request, encryptedAnswer(begun, key))), ErrorCode::PortalNotEnrolled);
        // What is not encrypted needs none.
        QVERIFY(m_signIn->complete(begun.request, answer(begun)).session.has_value());
    }

    void readsWhatWasEncryptedForAnyOfItsKeys()
    {
        const Certificate older = makeKey();
        const Certificate newer = makeKey();
        for (const Certificate &recipient : {older, newer}) {
            const BegunSignIn begun = begin();
            const SignInOutcome outcome = m_signIn->complete(begun.request, encryptedAnswer(begun, recipient));
            QVERIFY(outcome.session.has_value());
            QVERIFY(outcome.judgement.find(CheckName::Encryption)->outcome == CheckOutcome::Passed);
        }
        QVERIFY(m_store->serviceProviderKeys().remove(anOperator(), older).has_value());
        const BegunSignIn begun = begin();
        QCOMPARE(refusalOf(m_signIn->complete(begun.request, encryptedAnswer(begun, older))), ErrorCode::DecryptionFailed);
    }

    void withoutAKeyNothingEncryptedIsRead()
    {
        const BegunSignIn begun = begin();
        const SignInOutcome outcome = m_signIn->complete(begun.request, encryptedAnswer(begun, m_world.keys.certificate));
        QCOMPARE(refusalOf(outcome), ErrorCode::NoDecryptionKey);
        QVERIFY(isPending(begun));
    }

    void remembersTheRequestForAnHour()
    {
        const BegunSignIn begun = begin();
        QCOMPARE(begun.request.createdAt, m_world.clock.now());
        QCOMPARE(begun.request.expiresAt - begun.request.createdAt, 1h);
        QCOMPARE(m_store->requests().find(begun.request.id).value(), begun.request);
    }

    void theRelayStateIsAnOpaqueToken()
    {
        static const QRegularExpression token(QStringLiteral("\\A[0-9a-f]{40}\\z"));
        const BegunSignIn first = begin();
        const BegunSignIn second = begin();
        QVERIFY(token.match(first.request.relayState).hasMatch());
        QVERIFY(first.request.relayState != second.request.relayState);
        QVERIFY(first.request.id != second.request.id);
    }

    void doesNotAskWithoutAProvider()
    {
        IdentityConfiguration configuration = m_store->configurations().load().value();
        configuration.provider.reset();
        QVERIFY(m_store->configurations().save(anOperator(), configuration).has_value());
        QCOMPARE(m_signIn->begin().error().code, ErrorCode::NoIdentityProvider);
    }

    void aNewPersonIsSignedInAndHasAnAccount()
    {
        const BegunSignIn begun = begin();
        std::vector<SignInStage> stages;
        const SignInOutcome outcome =
            m_signIn->complete(begun.request, answer(begun), [&](SignInStage stage) { stages.push_back(stage); });

        QVERIFY(outcome.judgement.accepted());
        QVERIFY(outcome.judgement.find(CheckName::Replay)->outcome == CheckOutcome::Passed);
        QCOMPARE(outcome.plan->outcome, Outcome::Create);
        QVERIFY(outcome.session.has_value());
        QCOMPARE(outcome.session->user.profile.displayName, QStringLiteral("Amira Haddad"));
        QCOMPARE(outcome.session->user.origin, Origin::SamlJit);
        QCOMPARE(outcome.session->user.roles, std::vector{roles::user});
        QCOMPARE(*outcome.session->user.lastSignIn, m_world.clock.now());
        QCOMPARE(outcome.session->actor, Actor::of(outcome.session->user));
        QVERIFY(!outcome.session->access.isAdministrative());
        QCOMPARE(outcome.session->startedAt, m_world.clock.now());
        QVERIFY((stages == std::vector{SignInStage::Received, SignInStage::Verified, SignInStage::Provisioned}));
        QCOMPARE(records().front().action, AuditAction::UserProvisioned);
        QVERIFY(!isPending(begun));
    }

    void theSessionKnowsHowTheProviderKnowsIt()
    {
        const BegunSignIn begun = begin();
        const SignInOutcome outcome = m_signIn->complete(begun.request, answer(begun));
        const VerifiedAssertion &assertion = *outcome.judgement.assertion;
        QVERIFY(!assertion.sessionIndex().isEmpty());
        const ProviderSession expected{assertion.issuer(), assertion.nameId(), assertion.sessionIndex()};
        QVERIFY(outcome.session->atProvider == expected);
    }

    void theSecondTimeTheyAreTheSamePerson()
    {
        const SignInOutcome first = signInAs(QStringLiteral("amira"));
        m_world.clock.advance(1h);
        const SignInOutcome second = signInAs(QStringLiteral("amira"));
        QVERIFY(personOf(first).has_value());
        QCOMPARE(personOf(second), personOf(first));
        QCOMPARE(second.plan->outcome, Outcome::Unchanged);
        QCOMPARE(*second.session->user.lastSignIn, m_world.clock.now());
        QCOMPARE(people(), 1);
    }

    void theSessionHasWhatAnAdministratorGave()
    {
        const UserId amira = *personOf(signInAs(QStringLiteral("amira")));
        QVERIFY(m_store->directory().grantRole(anOperator(), amira, roles::owner).has_value());
        const SignInOutcome outcome = signInAs(QStringLiteral("amira"));
        QVERIFY(outcome.session->access.has(Permission::IdentityManage));
        QCOMPARE(outcome.session->user.roles.size(), std::size_t(2));
    }

    void rule4WithJitOffTheKnownGetInAndTheUnknownAreTold()
    {
        const auto amira = personOf(signInAs(QStringLiteral("amira")));
        save(ProvisioningMethod::Manual);
        QVERIFY(amira.has_value());
        QCOMPARE(personOf(signInAs(QStringLiteral("amira"))), amira);

        const SignInOutcome unknown = signInAs(QStringLiteral("jonas"));
        QCOMPARE(refusalOf(unknown), ErrorCode::JitOff);
        QVERIFY(unknown.judgement.accepted());
        QCOMPARE(unknown.plan->outcome, Outcome::Refuse);
        QCOMPARE(people(), 1);
    }

    void aRefusedPlanUsesUpTheRequestAndIsAudited()
    {
        save(ProvisioningMethod::Manual);
        const BegunSignIn begun = begin();
        std::vector<SignInStage> stages;
        const SignInOutcome outcome =
            m_signIn->complete(begun.request, answer(begun), [&](SignInStage stage) { stages.push_back(stage); });
        QCOMPARE(refusalOf(outcome), ErrorCode::JitOff);
        QVERIFY((stages == std::vector{SignInStage::Received, SignInStage::Verified}));
        QVERIFY(!isPending(begun));
        QCOMPARE(records().front().action, AuditAction::SignInRefused);
    }

    void aDisabledPersonIsRefused()
    {
        const UserId amira = *personOf(signInAs(QStringLiteral("amira")));
        QVERIFY(m_store->directory().setStatus(anOperator(), amira, UserStatus::Disabled).has_value());
        const SignInOutcome outcome = signInAs(QStringLiteral("amira"));
        QCOMPARE(refusalOf(outcome), ErrorCode::UserDisabled);
        QCOMPARE(*outcome.plan->existing, m_store->directory().user(anOperator(), amira).value());
    }

    void whatIsRefusedBeforeProvisioningChangesNothing_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("another audience") << QStringLiteral("audience") << ErrorCode::AudienceMismatch;
        QTest::newRow("somebody else's Reply URL") << QStringLiteral("acs") << ErrorCode::DestinationMismatch;
        QTest::newRow("another request") << QStringLiteral("request") << ErrorCode::InResponseToMismatch;
        QTest::newRow("too late") << QStringLiteral("late") << ErrorCode::Expired;
        QTest::newRow("another key") << QStringLiteral("key") << ErrorCode::SignatureInvalid;
        QTest::newRow("no base64") << QStringLiteral("garbage") << ErrorCode::InputNotBase64;
        QTest::newRow("nothing") << QStringLiteral("empty") << ErrorCode::InputEmpty;
        QTest::newRow("another RelayState") << QStringLiteral("relay") << ErrorCode::RelayStateMismatch;
        QTest::newRow("no RelayState") << QStringLiteral("norelay") << ErrorCode::RelayStateMismatch;
    }

    void whatIsRefusedBeforeProvisioningChangesNothing()
    {
        QFETCH(QString, fault);
        QFETCH(ErrorCode, code);
        const BegunSignIn begun = begin();
        auto order = m_world.order(sandbox::personNamed(QStringLiteral("amira")), begun.request.id);
        if (fault == u"audience")
            order.audience = EntityId(QStringLiteral("https://other.example/"));
        if (fault == u"acs")
            order.assertionConsumerService = QUrl(QStringLiteral("https://other.example/acs"));
        if (fault == u"request")
            order.inResponseTo = QStringLiteral("_other");
        if (fault == u"late")
            order.at -= 2h;
        SamlPost post = m_world.post(order, begun.request.relayState);
        if (fault == u"key")
            post.samlResponse = signedByAnother(order);
        if (fault == u"garbage")
            post.samlResponse = "not base64!";
        if (fault == u"empty")
            post.samlResponse.clear();
        if (fault == u"relay")
            post.relayState = begin().request.relayState;
        if (fault == u"norelay")
            post.relayState.clear();

        const std::vector<AuditRecord> before = records();
        const SignInOutcome outcome = m_signIn->complete(begun.request, post);
        QCOMPARE(refusalOf(outcome), code);
        QVERIFY(!outcome.plan);
        QCOMPARE(people(), 0);
        QCOMPARE(records(), before);

        // The person at the provider is not harmed by it: their own answer still works.
        QVERIFY(isPending(begun));
        QVERIFY(m_signIn->complete(begun.request, answer(begun)).session.has_value());
    }

    void anAnswerIsUsedOnce()
    {
        const BegunSignIn begun = begin();
        const SamlPost post = answer(begun);
        QVERIFY(m_signIn->complete(begun.request, post).session.has_value());
        const SignInOutcome again = m_signIn->complete(begun.request, post);
        QCOMPARE(refusalOf(again), ErrorCode::Replayed);
        QVERIFY(!again.judgement.accepted());
        QVERIFY(again.judgement.find(CheckName::Replay)->outcome == CheckOutcome::Failed);
        QVERIFY(!again.plan);
    }

    void aRequestIsAnsweredOnce()
    {
        const BegunSignIn begun = begin();
        QVERIFY(m_signIn->complete(begun.request, answer(begun)).session.has_value());
        const SignInOutcome again = m_signIn->complete(begun.request, answer(begun));
        QCOMPARE(refusalOf(again), ErrorCode::RequestUnknown);
        QVERIFY(again.judgement.accepted());
    }

    void aRequestThatNobodyMadeIsUnknown()
    {
        BegunSignIn invented = begin();
        invented.request.id = QStringLiteral("_invented");
        QCOMPARE(refusalOf(m_signIn->complete(invented.request, answer(invented))), ErrorCode::RequestUnknown);
        QCOMPARE(people(), 0);
    }

    void theRelayStateThatCountsIsTheStoredOne()
    {
        BegunSignIn forged = begin();
        forged.request.relayState = QStringLiteral("forged");
        QCOMPARE(refusalOf(m_signIn->complete(forged.request, answer(forged))), ErrorCode::RelayStateMismatch);
    }

    void aRequestExpiresAfterAnHour_data()
    {
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("just in time") << 60 * 60 * 1000 - 1 << true;
        QTest::newRow("too late") << 60 * 60 * 1000 << false;
    }

    void aRequestExpiresAfterAnHour()
    {
        QFETCH(int, milliseconds);
        QFETCH(bool, accepted);
        const BegunSignIn begun = begin();
        m_world.clock.advance(std::chrono::milliseconds(milliseconds));
        const SignInOutcome outcome = m_signIn->complete(begun.request, answer(begun));
        QCOMPARE(outcome.session.has_value(), accepted);
        if (!accepted)
            QCOMPARE(refusalOf(outcome), ErrorCode::RequestExpired);
    }

    void twoPortalsWithTheSameAnswerMakeOneSession()
    {
        const BegunSignIn begun = begin();
        const SamlPost post = answer(begun);
        std::array<std::optional<SignInOutcome>, 4> outcomes;
        std::vector<std::jthread> threads;
        for (auto &outcome : outcomes)
            threads.emplace_back([&, post] { outcome = m_signIn->complete(begun.request, post); });
        threads.clear(); // joins
        QCOMPARE(std::ranges::count_if(outcomes, [](const auto &outcome) { return outcome->session.has_value(); }), 1);
        for (const auto &outcome : outcomes) {
            if (outcome->session)
                continue;
            QCOMPARE(refusalOf(*outcome), ErrorCode::Replayed);
            QVERIFY(!outcome->judgement.accepted());
        }
        QCOMPARE(people(), 1);
    }

    void anAnswerThatAnotherPortalUsesMeanwhileIsReplayed()
    {
        const BegunSignIn begun = begin();
        const SamlPost post = answer(begun);
        std::optional<SignInOutcome> faster;
        const SignInOutcome slower = m_signIn->complete(begun.request, post, [&](SignInStage stage) {
            if (stage == SignInStage::Verified)
                faster = m_signIn->complete(begun.request, post);
        });
        QVERIFY(faster->session.has_value());
        QCOMPARE(refusalOf(slower), ErrorCode::Replayed);
        QVERIFY(slower.judgement.find(CheckName::Replay)->outcome == CheckOutcome::Failed);
    }

    void theConfigurationThatIsSavedMeanwhileDecides()
    {
        const BegunSignIn begun = begin();
        const SignInOutcome outcome = m_signIn->complete(begun.request, answer(begun), [&](SignInStage stage) {
            const bool first = m_store->configurations().load()->method == ProvisioningMethod::SamlJit;
            if (stage == SignInStage::Verified && first)
                save(ProvisioningMethod::Manual);
        });
        QCOMPARE(refusalOf(outcome), ErrorCode::JitOff);
        QCOMPARE(people(), 0);
    }

    void anAnswerThatNobodyAskedForIsRefused()
    {
        const BegunSignIn begun = begin();
        const SignInOutcome outcome = m_signIn->complete(begun.request, unsolicited());
        QCOMPARE(refusalOf(outcome), ErrorCode::InResponseToMissing);
        QCOMPARE(people(), 0);
    }

    void anAnswerThatNobodyAskedForIsAcceptedByPolicyAndCountsOnce()
    {
        acceptUnsolicited();
        const BegunSignIn begun = begin();
        const SamlPost post = unsolicited();
        QVERIFY(m_signIn->complete(begun.request, post).session.has_value());
        QVERIFY(isPending(begun)); // the person at the provider may still answer it
        QCOMPARE(refusalOf(m_signIn->complete(begun.request, post)), ErrorCode::Replayed);
        QCOMPARE(people(), 1);
    }

    void theAnswerToARequestIsHeldToItUnderAnyPolicy()
    {
        acceptUnsolicited();
        const BegunSignIn begun = begin();
        SamlPost post = unsolicited();
        post.relayState = begun.request.relayState;
        QCOMPARE(refusalOf(m_signIn->complete(begun.request, post)), ErrorCode::InResponseToMissing);

        m_world.clock.advance(1h);
        QCOMPARE(refusalOf(m_signIn->complete(begun.request, answer(begun))), ErrorCode::RequestExpired);
        QVERIFY(m_signIn->complete(begin().request, unsolicited()).session.has_value());
    }

    void whatNobodyAskedForIsJudgedLikeTheRest()
    {
        acceptUnsolicited();
        const BegunSignIn begun = begin();
        auto order = m_world.order(sandbox::personNamed(QStringLiteral("amira")), {});
        SamlPost post = m_world.post(order);
        post.samlResponse = signedByAnother(order);
        QCOMPARE(refusalOf(m_signIn->complete(begun.request, post)), ErrorCode::SignatureInvalid);
        QCOMPARE(people(), 0);
    }

    void withoutAProviderAnAnswerIsNotJudged()
    {
        const BegunSignIn begun = begin();
        const SamlPost post = answer(begun);
        IdentityConfiguration configuration = m_store->configurations().load().value();
        configuration.provider.reset();
        QVERIFY(m_store->configurations().save(anOperator(), configuration).has_value());
        const SignInOutcome outcome = m_signIn->complete(begun.request, post);
        QCOMPARE(refusalOf(outcome), ErrorCode::NoIdentityProvider);
        QVERIFY(!outcome.judgement.accepted());
        QVERIFY(outcome.judgement.checks.empty());
    }

private:
    QByteArray signedByAnother(const sandbox::ResponseOrder &order)
    {
        const PrivateKey key = PrivateKey::generateRsa(2048).value();
        const sandbox::Keys others{key, m_world.keys.certificate};
        return sandbox::buildResponse(order, others, m_world.random).value().toBase64();
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "test_sign_in.moc"
