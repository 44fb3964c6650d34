// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/federation/provider_refresh.h"
#include "core/session/sign_in.h"
#include "core/store/store.h"
#include "tests/core/store/store_fixture.h"
#include "tests/kit/assertions.h"
#include "tests/kit/response_text.h"
#include "tests/kit/secure_site.h"

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

/// A response with a key that nobody knows: the provider has a new one, or somebody pretends to be the provider.
class TestUnknownKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { site = std::make_unique<SecureSite>(); }
    void cleanupTestCase() { site.reset(); }

    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        fixture->clock.set(world.clock.now());
        store = must(fixture->tryOpen(DirectoryKind::Sandbox));
        refresh = std::make_unique<ProviderRefresh>(store->providerRefresh(), fixture->clock);
        signIn = signInWith(refresh.get());
        // What is configured is the key before the rollover.
        IdentityConfiguration configuration = must(store->configurations().load());
        configuration.provider = {world.identityProvider(), {MetadataSource::Kind::Address, site->address()}};
        configuration.provider->metadata.signingCertificates = {strangerSigner().certificate};
        configuration.serviceProvider = world.serviceProvider;
        configuration.assertionConsumerService = world.assertionConsumerService;
        configuration.method = ProvisioningMethod::SamlJit;
        (void)must(store->configurations().save(anOperator(), configuration));
        site->publish(world.metadata());
    }

    void cleanup()
    {
        signIn.reset();
        refresh.reset();
        store.reset();
        fixture.reset();
    }

    void aRolloverIsNoticedByTheFirstSignIn()
    {
        const BegunSignIn begun = must(signIn->begin());
        const int before = site->requests();
        const SignInOutcome outcome = signIn->complete(begun.request, answer(begun));
        VERIFY_OK(outcome.session);
        QCOMPARE(site->requests() - before, 1);
        QCOMPARE(must(store->configurations().load()).provider->metadata, world.identityProvider());
    }

    void withoutARefreshItIsRefused()
    {
        signIn = signInWith(nullptr);
        const BegunSignIn begun = must(signIn->begin());
        const int before = site->requests();
        COMPARE_ERROR(signIn->complete(begun.request, answer(begun)).session, ErrorCode::SignatureInvalid);
        QCOMPARE(site->requests(), before);
    }

    void forgedResponsesCostTheProviderOneRequestInFiveMinutes()
    {
        site->publish(world.metadata().replace(world.keys.certificate.toBase64(), strangerSigner().certificate.toBase64()));
        const BegunSignIn begun = must(signIn->begin());
        const SamlPost forged = answer(begun); // by a key that the provider has not published
        const int before = site->requests();
        for (int i = 0; i < 50; ++i) {
            COMPARE_ERROR(signIn->complete(begun.request, forged).session, ErrorCode::SignatureInvalid);
            fixture->clock.advance(5s);
        }
        QCOMPARE(site->requests() - before, 1);
        fixture->clock.advance(1min);
        (void)signIn->complete(begun.request, forged);
        QCOMPARE(site->requests() - before, 2);
    }

    void whatIsWrongInOtherWaysAsksNobody()
    {
        const BegunSignIn begun = must(signIn->begin());
        SamlPost post = answer(begun);
        post.samlResponse = "bm90IGEgcmVzcG9uc2U=";
        const int before = site->requests();
        QVERIFY(!signIn->complete(begun.request, post).session);
        QCOMPARE(site->requests(), before);
    }

private:
    [[nodiscard]] std::unique_ptr<SignIn> signInWith(TrustRefresh *trust)
    {
        return std::make_unique<SignIn>(store->configurations(), store->requests(), store->provisioning(), store->directory(),
                                        store->serviceProviderKeys(), fixture->clock, fixture->random, trust);
    }

    [[nodiscard]] SamlPost answer(const BegunSignIn &begun)
    {
        return world.post(world.order(sandbox::personNamed(QStringLiteral("amira")), begun.request.id), begun.request.relayState);
    }

    SandboxWorld world;
    std::unique_ptr<SecureSite> site;
    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
    std::unique_ptr<ProviderRefresh> refresh;
    std::unique_ptr<SignIn> signIn;
};

QTEST_GUILESS_MAIN(TestUnknownKey)
#include "test_unknown_key.moc"
