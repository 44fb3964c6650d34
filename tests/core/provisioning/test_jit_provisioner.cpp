// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/jit_provisioner.h"

#include "core/store/store.h"
#include "tests/kit/assertions.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace usher;

namespace {

using Outcome = ProvisioningPlan::Outcome;

/// The configuration of one run: nothing of it is saved.
IdentityConfiguration jit()
{
    IdentityConfiguration configuration;
    configuration.method = ProvisioningMethod::SamlJit;
    configuration.version = -1;
    return configuration;
}

Consumption consumptionOf(const VerifiedAssertion &assertion)
{
    return {{}, assertion.issuer(), assertion.id(), assertion.notOnOrAfter()};
}

} // namespace

class TestJitProvisioner : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;

    VerifiedAssertion assertion(const QString &name) { return m_world.assertion(sandbox::personNamed(name)); }

    JitProvisioner::Provisioned provision(const VerifiedAssertion &assertion, const IdentityConfiguration &configuration = jit())
    {
        return JitProvisioner(m_store->provisioning())
            .provision(Actor::provisioner(), assertion, configuration, consumptionOf(assertion), m_world.clock.now());
    }

    UserCounts counts() { return m_store->directory().counts(Actor::setup()).value(); }

private Q_SLOTS:
    void init()
    {
        const StoreAddress address{m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".db"))};
        auto store = Store::open(address, DirectoryKind::Sandbox, WhenMissing::Create, m_world.clock, m_world.random);
        QVERIFY(store.has_value());
        m_store = *std::move(store);
    }

    void cleanup() { m_store.reset(); }

    void rule3APersonFromEntraIsAddedAndFlagged()
    {
        const auto provisioned = provision(assertion(QStringLiteral("amira")));
        QVERIFY(provisioned.user.has_value());
        QCOMPARE(provisioned.plan.outcome, Outcome::Create);
        QCOMPARE(provisioned.user->origin, Origin::SamlJit);
        QCOMPARE(m_store->directory().user(Actor::setup(), provisioned.user->id).value(), *provisioned.user);
        QCOMPARE(counts(), (UserCounts{1, 1, 0}));
    }

    void aDryRunWritesNothing()
    {
        const auto plan = JitProvisioner(m_store->provisioning()).plan(assertion(QStringLiteral("amira")), jit());
        QVERIFY(plan.has_value());
        QCOMPARE(plan->outcome, Outcome::Create);
        QCOMPARE(counts(), UserCounts());
    }

    void theDryRunIsWhatIsThenCommitted()
    {
        const VerifiedAssertion verified = assertion(QStringLiteral("amira"));
        const auto plan = JitProvisioner(m_store->provisioning()).plan(verified, jit());
        QCOMPARE(provision(verified).plan, plan.value());
    }

    void knowsThePersonAgain()
    {
        const auto first = provision(assertion(QStringLiteral("amira")));
        const auto second = provision(assertion(QStringLiteral("amira")));
        QCOMPARE(second.plan.outcome, Outcome::Unchanged);
        QCOMPARE(second.user->id, first.user->id);
        QCOMPARE(counts().all, 1);
    }

    void seesWhoHasTheMailAddress()
    {
        QVERIFY(provision(assertion(QStringLiteral("amira"))).user.has_value());
        sandbox::Person other = sandbox::personNamed(QStringLiteral("somebody"));
        other.mail = sandbox::personNamed(QStringLiteral("amira")).mail.toUpper();
        const auto refused = provision(m_world.assertion(other));
        QCOMPARE(refused.plan.outcome, Outcome::Refuse);
        QCOMPARE(refused.user.error().code, ErrorCode::MailBelongsToAnother);
        QCOMPARE(counts().all, 1);
    }

    void twoGuestsWithoutMailAreTwoPeople()
    {
        sandbox::Person other = sandbox::personNamed(QStringLiteral("somebody"));
        other.mail.clear();
        QVERIFY(provision(assertion(QStringLiteral("chiara@partner.example"))).user.has_value());
        QVERIFY(provision(m_world.assertion(other)).user.has_value());
        QCOMPARE(counts().all, 2);
    }

    void usesAnAssertionOnce()
    {
        const VerifiedAssertion verified = assertion(QStringLiteral("amira"));
        QVERIFY(provision(verified).user.has_value());
        QCOMPARE(provision(verified).user.error().code, ErrorCode::Replayed);
    }

    void saysWhyAPoolIsMissing()
    {
        IdentityConfiguration configuration = jit();
        configuration.defaultPool = PoolId(QStringLiteral("gone"));
        const auto refused = provision(assertion(QStringLiteral("amira")), configuration);
        QCOMPARE(refused.user.error().code, ErrorCode::NotFound);
        QCOMPARE(refused.plan.outcome, Outcome::Refuse);
        QCOMPARE(*refused.plan.refusal, refused.user.error());
        QCOMPARE(counts().all, 0);
    }

    void neverGivesARoleWithPermissions()
    {
        IdentityConfiguration configuration = jit();
        configuration.defaultRole = roles::owner;
        QCOMPARE(provision(assertion(QStringLiteral("amira")), configuration).user.error().code, ErrorCode::Forbidden);
        QCOMPARE(counts().all, 0);
    }

    void givesUpWhereEveryPlanIsOutdated()
    {
        IdentityConfiguration configuration = jit();
        configuration.version = 99; // never the saved one
        const VerifiedAssertion verified = assertion(QStringLiteral("amira"));
        QCOMPARE(provision(verified, configuration).user.error().code, ErrorCode::PlanOutdated);
        QCOMPARE(counts().all, 0);
        QVERIFY(provision(verified).user.has_value()); // and nothing was used up
    }

    void manySignInsOfOneNewPersonMakeOneAccount()
    {
        constexpr int portals = 8;
        std::vector<VerifiedAssertion> assertions;
        for (int portal = 0; portal < portals; ++portal)
            assertions.push_back(assertion(QStringLiteral("amira")));

        std::vector<std::optional<UserId>> ids(portals);
        std::vector<std::jthread> threads;
        for (std::size_t portal = 0; portal < portals; ++portal) {
            threads.emplace_back([&, portal] {
                if (const auto provisioned = provision(assertions[portal]); provisioned.user)
                    ids[portal] = provisioned.user->id;
            });
        }
        threads.clear(); // joins
        for (const auto &id : ids) {
            QVERIFY(id.has_value());
            QCOMPARE(*id, *ids.front());
        }
        QCOMPARE(counts().all, 1);
    }
};

QTEST_GUILESS_MAIN(TestJitProvisioner)
#include "test_jit_provisioner.moc"
