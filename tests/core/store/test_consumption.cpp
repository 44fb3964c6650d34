// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

using namespace usher;
using namespace usher::test;

/// What a commit uses up: the pending request and the assertion, once each.
class TestConsumption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        store = fixture->open();
    }

    void cleanup()
    {
        store.reset();
        fixture.reset();
    }

    void usesARequestOnce()
    {
        must(store->requests().add(pendingRequest()));
        QVERIFY(must(store->requests().find(pendingRequest().id)) == pendingRequest());
        VERIFY_OK(commitWith(creation(QStringLiteral("amira")), assertion(QStringLiteral("_a"), pendingRequest().id)));
        COMPARE_ERROR(store->requests().find(pendingRequest().id), ErrorCode::RequestUnknown);

        const qint64 records = recordCount(*store);
        const QStringList rows = accountRows(*fixture);
        COMPARE_ERROR(commitWith(creation(QStringLiteral("bruno")), assertion(QStringLiteral("_b"), pendingRequest().id)),
                      ErrorCode::RequestUnknown);
        QCOMPARE(accountRows(*fixture), rows);
        QCOMPARE(recordCount(*store), records);
        QVERIFY(!must(store->provisioning().wasConsumed(assertion(QStringLiteral("_b")).issuer, QStringLiteral("_b"))));
    }

    void knowsNoRequestThatWasNeverMade()
    {
        COMPARE_ERROR(commitWith(creation(QStringLiteral("amira")), assertion(QStringLiteral("_a"), QStringLiteral("_other"))),
                      ErrorCode::RequestUnknown);
        QCOMPARE(accountRows(*fixture), QStringList());
    }

    void takesNoRequestThatHasExpired()
    {
        must(store->requests().add(pendingRequest()));
        fixture->clock.set(pendingRequest().expiresAt);
        COMPARE_ERROR(commitWith(creation(QStringLiteral("amira")), assertion(QStringLiteral("_a"), pendingRequest().id)),
                      ErrorCode::RequestUnknown);
    }

    void takesAnAssertionOnce()
    {
        const User user = must(commitWith(creation(QStringLiteral("amira")), assertion(QStringLiteral("_a")))).user;
        const ProvisioningPlan again = laterSignIn(user, user.profile);
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(commitWith(again, assertion(QStringLiteral("_a"))), ErrorCode::Replayed);
        QCOMPARE(recordCount(*store), records);

        // by another portal, and after a restart
        COMPARE_ERROR(fixture->open()->provisioning().commit(Actor::provisioner(), again, assertion(QStringLiteral("_a")),
                                                             fixture->clock.now()),
                      ErrorCode::Replayed);
        store.reset();
        store = fixture->open();
        COMPARE_ERROR(commitWith(again, assertion(QStringLiteral("_a"))), ErrorCode::Replayed);
        VERIFY_OK(commitWith(again, assertion(QStringLiteral("_b"))));
    }

    void keepsIssuersApart()
    {
        Consumption consumption = assertion(QStringLiteral("_a"));
        must(commitWith(creation(QStringLiteral("amira")), consumption));
        QVERIFY(must(store->provisioning().wasConsumed(consumption.issuer, QStringLiteral("_a"))));
        consumption.issuer = EntityId(QStringLiteral("https://sts.windows.net/other/"));
        QVERIFY(!must(store->provisioning().wasConsumed(consumption.issuer, QStringLiteral("_a"))));
        VERIFY_OK(commitWith(creation(QStringLiteral("bruno")), consumption));
    }

    void saysReplayedWhereTheRequestIsUsedUpToo()
    {
        must(store->requests().add(pendingRequest()));
        const Consumption consumption = assertion(QStringLiteral("_a"), pendingRequest().id);
        const User user = must(commitWith(creation(QStringLiteral("amira")), consumption)).user;
        COMPARE_ERROR(commitWith(laterSignIn(user, user.profile), consumption), ErrorCode::Replayed);
    }

    void remembersAnAssertionADayLongerThanItMust()
    {
        const Consumption old = assertion(QStringLiteral("_old"));
        must(commitWith(creation(QStringLiteral("amira")), old));
        fixture->clock.set(old.keepUntil + std::chrono::hours(23));
        must(commitWith(creation(QStringLiteral("bruno")), assertion(QStringLiteral("_b"))));
        QVERIFY(must(store->provisioning().wasConsumed(old.issuer, old.assertionId)));
        fixture->clock.set(old.keepUntil + std::chrono::hours(24));
        must(commitWith(creation(QStringLiteral("carla")), assertion(QStringLiteral("_c"))));
        QVERIFY(!must(store->provisioning().wasConsumed(old.issuer, old.assertionId)));
    }

    void anAssertionWithoutIdIsNeverTaken()
    {
        COMPARE_ERROR(commitWith(creation(QStringLiteral("amira")), assertion({})), ErrorCode::Internal);
    }

private:
    [[nodiscard]] Result<ProvisioningReceipt> commitWith(const ProvisioningPlan &plan, const Consumption &consumption)
    {
        return store->provisioning().commit(Actor::provisioner(), plan, consumption, fixture->clock.now());
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestConsumption)
#include "test_consumption.moc"
