// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

#include <algorithm>
#include <latch>
#include <thread>

using namespace usher;
using namespace usher::test;

namespace {

constexpr int rounds = 60;
constexpr int portals = 4;

/// A sign-in as JitProvisioner does it: plan by what is known, commit, and plan again where somebody was faster.
Result<User> signIn(Store &store, const QString &name, const Consumption &consumption, TimePoint now)
{
    for (int attempt = 0; attempt < 10; ++attempt) {
        USHER_TRY(const KnownAccounts known, store.provisioning().known(entraKey(name), profileOf(name).mail));
        const ProvisioningPlan plan = known.byKey ? laterSignIn(*known.byKey, profileOf(name)) : creation(name);
        const auto receipt = store.provisioning().commit(Actor::provisioner(), plan, consumption, now);
        if (receipt)
            return receipt->user;
        if (receipt.error().code != ErrorCode::PlanOutdated)
            return std::unexpected(receipt.error());
    }
    return fail(ErrorCode::PlanOutdated);
}

/// \p run on as many threads as there are portals, all let go at once.
template<typename Run>
void atOnce(const Run &run)
{
    std::latch start(portals);
    std::vector<std::thread> threads;
    threads.reserve(portals);
    for (int portal = 0; portal < portals; ++portal) {
        threads.emplace_back([&, portal] {
            start.arrive_and_wait();
            run(portal);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
}

std::vector<std::unique_ptr<Store>> openTimes(int count, StoreFixture &fixture)
{
    std::vector<std::unique_ptr<Store>> stores(static_cast<size_t>(count));
    std::ranges::generate(stores, [&] { return fixture.open(); });
    return stores;
}

} // namespace

class TestSignInRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoSignInsOfTheSameNewPersonMakeOneAccount_data()
    {
        QTest::addColumn<int>("stores");
        QTest::newRow("threads of one portal") << 1;
        QTest::newRow("portals on one file") << portals;
    }

    void twoSignInsOfTheSameNewPersonMakeOneAccount()
    {
        QFETCH(const int, stores);
        StoreFixture fixture;
        const auto opened = openTimes(stores, fixture);

        for (int round = 0; round < rounds; ++round) {
            const QString name = QStringLiteral("person%1").arg(round);
            std::vector<Result<User>> users(portals, fail(ErrorCode::Internal));
            atOnce([&](int portal) {
                const Consumption consumption = assertion(QStringLiteral("_%1-%2").arg(round).arg(portal));
                users[size_t(portal)] = signIn(*opened[size_t(portal % stores)], name, consumption, fixture.clock.now());
            });
            for (const Result<User> &user : users) {
                VERIFY_OK(user);
                QVERIFY(user->id == users.front()->id);
            }
        }

        const UserCounts expected{rounds, rounds, 0};
        QVERIFY(must(opened.front()->directory().counts(anOperator())) == expected);
        const auto raw = fixture.raw();
        for (const char *table : {"identity_link", "pool_member", "account_role"})
            QCOMPARE(must(raw->number(QByteArray("SELECT COUNT(*) FROM ") + table)), qint64(rounds));
        QCOMPARE(must(raw->number("SELECT COUNT(*) FROM audit_record WHERE action = 'user.provisioned'")), qint64(rounds));
        QCOMPARE(recordCount(*opened.front()), qint64(1 + rounds * portals));
    }

    void twoPortalsWithOneAssertionLetOneIn()
    {
        StoreFixture fixture;
        const auto opened = openTimes(portals, fixture);
        for (int round = 0; round < rounds; ++round) {
            const QString name = QStringLiteral("person%1").arg(round);
            const Consumption consumption = assertion(QStringLiteral("_%1").arg(round));
            std::vector<Result<User>> users(portals, fail(ErrorCode::Internal));
            atOnce([&](int portal) {
                users[size_t(portal)] = signIn(*opened[size_t(portal)], name, consumption, fixture.clock.now());
            });
            int in = 0;
            for (const Result<User> &user : users) {
                if (user)
                    ++in;
                else
                    COMPARE_ERROR(user, ErrorCode::Replayed);
            }
            QCOMPARE(in, 1);
        }
    }

    void twoFirstStartsMakeOneLocalOwner()
    {
        for (int round = 0; round < 10; ++round) {
            StoreFixture fixture;
            const auto store = fixture.open();
            std::vector<Result<User>> owners(portals, fail(ErrorCode::Internal));
            atOnce([&](int portal) {
                Profile profile;
                profile.displayName = QStringLiteral("Owner %1").arg(portal);
                owners[size_t(portal)] = store->localOwners().create(
                    profile, {UserId(QString::number(portal)), profile.displayName, "hash"}, fixture.clock.now());
            });
            const auto made = std::ranges::count_if(owners, [](const Result<User> &one) { return one.has_value(); });
            QCOMPARE(int(made), 1);
            QCOMPARE(must(store->directory().counts(anOperator())).all, 1);
        }
    }

    void twoOwnersCantTakeTheRoleFromEachOther()
    {
        for (int round = 0; round < 20; ++round) {
            StoreFixture fixture;
            const auto store = fixture.open();
            const User first = owner(*store, fixture);
            const User second = provisioned(*store, QStringLiteral("second"), fixture);
            must(store->directory().grantRole(actorOf(first), second.id, roles::owner));
            must(fixture.raw()->run("DELETE FROM local_credential")); // a local owner would stay in any case
            atOnce([&](int portal) {
                const User &actor = portal % 2 == 0 ? first : second;
                const User &other = portal % 2 == 0 ? second : first;
                const Result<void> result = store->directory().revokeRole(actorOf(actor), other.id, roles::owner);
                if (!result && result.error().code != ErrorCode::Forbidden && result.error().code != ErrorCode::LastOwner)
                    qFatal("%s", why(result).constData());
            });
            QCOMPARE(must(fixture.raw()->number("SELECT COUNT(*) FROM account_role WHERE role_id = 'owner'")), qint64(1));
        }
    }
};

QTEST_GUILESS_MAIN(TestSignInRaces)
#include "test_sign_in_races.moc"
