// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

#include <QJsonArray>

using namespace usher;
using namespace usher::test;

namespace {

void addPool(const StoreFixture &fixture, const QString &id, const UserId &member)
{
    const auto raw = fixture.raw();
    must(raw->run("INSERT INTO pool (id, name, is_default) VALUES (?, ?, 0)", {id, id}));
    must(raw->run("INSERT INTO pool_member (account_id, pool_id) VALUES (?, ?)", {member, id}));
}

} // namespace

class TestSqlProvisioningStore : public QObject
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

    void rule3AProvisionedPersonIsFlagged()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        QVERIFY(user.origin == Origin::SamlJit);
        QVERIFY(user.status == UserStatus::Active);
        QVERIFY(user.profile == profileOf(QStringLiteral("amira")));
        QVERIFY(user.identities == std::vector{entraKey(QStringLiteral("amira"))});
        QVERIFY(user.createdAt == fixture->clock.now());
        QVERIFY(user.lastSignIn == fixture->clock.now());
        QVERIFY(must(store->directory().user(anOperator(), user.id)) == user);
        QVERIFY(must(fixture->open()->directory().user(anOperator(), user.id)) == user);
    }

    void rule4SwitchingJitOffKeepsEveryAccount()
    {
        IdentityConfiguration configuration = must(store->configurations().load());
        configuration.method = ProvisioningMethod::SamlJit;
        configuration = must(store->configurations().save(anOperator(), configuration));
        ProvisioningPlan plan = creation(QStringLiteral("amira"));
        plan.configurationVersion = configuration.version;
        const User user = must(commit(*store, plan, *fixture)).user;

        configuration.method = ProvisioningMethod::Manual;
        must(store->configurations().save(anOperator(), configuration));
        QVERIFY(must(store->directory().user(anOperator(), user.id)) == user);
    }

    void rule5TheDefaultPoolAndTheUserRole()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        QVERIFY(user.pools == std::vector{must(store->provisioning().defaultPool({})).id});
        QVERIFY(user.roles == std::vector{roles::user});
        QVERIFY(!must(store->directory().access(anOperator(), user.id)).isAdministrative());
    }

    void rule5NothingMoreEvenWhereAPlanSaysSo()
    {
        ProvisioningPlan plan = creation(QStringLiteral("amira"));
        for (const RoleId &role : {roles::owner, roles::administrator}) {
            plan.role = role;
            COMPARE_ERROR(commit(*store, plan, *fixture), ErrorCode::Forbidden);
        }
        QCOMPARE(accountRows(*fixture), QStringList());
    }

    void rules6And7LaterSignInsResetNeitherRolesNorPools_data()
    {
        QTest::addColumn<QString>("laterName");
        QTest::newRow("without news") << QStringLiteral("amira");
        QTest::newRow("with news") << QStringLiteral("amy");
    }

    void rules6And7LaterSignInsResetNeitherRolesNorPools()
    {
        QFETCH(const QString, laterName);
        User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(store->directory().grantRole(anOperator(), user.id, roles::administrator));
        must(store->directory().revokeRole(anOperator(), user.id, roles::user));
        addPool(*fixture, QStringLiteral("payments"), user.id);
        must(fixture->raw()->run("DELETE FROM pool_member WHERE pool_id = 'default'"));
        user = must(store->directory().user(anOperator(), user.id));

        fixture->clock.advance(std::chrono::hours(1));
        const User later = must(commit(*store, laterSignIn(user, profileOf(laterName)), *fixture)).user;
        QVERIFY(later.roles == std::vector{roles::administrator});
        QVERIFY(later.pools == std::vector{PoolId(QStringLiteral("payments"))});
        QVERIFY(later.profile == profileOf(laterName));
        QVERIFY(later.lastSignIn == fixture->clock.now());
        QVERIFY(later.createdAt == user.createdAt);
        QVERIFY(must(store->directory().user(anOperator(), user.id)) == later);
    }

    void anUnchangedPersonsRevisionStays()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        const User same = must(commit(*store, laterSignIn(user, user.profile), *fixture)).user;
        QCOMPARE(same.revision, user.revision);
        const User changed = must(commit(*store, laterSignIn(same, profileOf(QStringLiteral("amy"))), *fixture)).user;
        QCOMPARE(changed.revision, user.revision + 1);
    }

    void theLogSaysWhichFieldsKeptTheirValue()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        ProvisioningPlan plan = laterSignIn(user, user.profile);
        std::ranges::find(plan.fields, ProfileField::Mail, &PlannedField::field)->kept = ErrorCode::MailBelongsToAnother;
        must(commit(*store, plan, *fixture));
        const QJsonObject expected{{QStringLiteral("mail"), QStringLiteral("mail-belongs-to-another")}};
        QCOMPARE(lastRecord(*store).after.value(QStringLiteral("kept")).toObject(), expected);
    }

    void writesWhatHappenedIntoTheLog()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        const AuditRecord created = lastRecord(*store);
        QVERIFY(created.action == AuditAction::UserProvisioned);
        QCOMPARE(created.actor, Actor::provisioner().name);
        QCOMPARE(created.target, user.id.text());
        QVERIFY(created.before.isEmpty());
        QCOMPARE(created.after.value(QStringLiteral("mail")).toString(), user.profile.mail);
        QCOMPARE(created.after.value(QStringLiteral("origin")).toString(), QStringLiteral("saml-jit"));
        QCOMPARE(created.after.value(QStringLiteral("pools")).toArray(), QJsonArray{QStringLiteral("default")});
        QCOMPARE(created.after.value(QStringLiteral("roles")).toArray(), QJsonArray{QStringLiteral("user")});

        fixture->clock.advance(std::chrono::hours(1));
        must(commit(*store, laterSignIn(user, user.profile), *fixture));
        const AuditRecord signedIn = lastRecord(*store);
        QVERIFY(signedIn.action == AuditAction::UserSignedIn);
        QCOMPARE(signedIn.before.keys(), QStringList{QStringLiteral("lastSignIn")});
        QCOMPARE(signedIn.after.keys(), QStringList{QStringLiteral("lastSignIn")});

        Profile profile = user.profile;
        profile.lastName = QStringLiteral("Married");
        must(commit(*store, laterSignIn(user, profile), *fixture));
        const AuditRecord updated = lastRecord(*store);
        QVERIFY(updated.action == AuditAction::UserUpdated);
        QCOMPARE(updated.before, (QJsonObject{{QStringLiteral("lastName"), QStringLiteral("Example")}}));
        QCOMPARE(updated.after, (QJsonObject{{QStringLiteral("lastName"), QStringLiteral("Married")}}));
    }

    void aRefusalIsUsedUpAndLoggedAndWritesNoAccount()
    {
        ProvisioningPlan plan = refusal({ErrorCode::JitOff});
        plan.key = entraKey(QStringLiteral("amira"));
        must(store->requests().add(pendingRequest()));
        const Consumption consumption = assertion(QStringLiteral("_a"), pendingRequest().id);
        COMPARE_ERROR(commitWith(plan, consumption), ErrorCode::JitOff);

        QCOMPARE(accountRows(*fixture), QStringList());
        QVERIFY(must(store->provisioning().wasConsumed(consumption.issuer, consumption.assertionId)));
        COMPARE_ERROR(store->requests().find(pendingRequest().id), ErrorCode::RequestUnknown);
        const AuditRecord record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::SignInRefused);
        QCOMPARE(record.after.value(QStringLiteral("reason")).toString(), QStringLiteral("jit-off"));
        QCOMPARE(record.after.value(QStringLiteral("identity")).toObject().value(QStringLiteral("subject")).toString(),
                 QStringLiteral("amira"));
        COMPARE_ERROR(commitWith(plan, consumption), ErrorCode::Replayed);
    }

    void aRefusalNamesThePersonWhereThereIsOne()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(store->directory().setStatus(anOperator(), user.id, UserStatus::Disabled));
        const User disabled = must(store->directory().user(anOperator(), user.id));
        ProvisioningPlan plan = refusal({ErrorCode::UserDisabled, disabled.profile.bestName()});
        plan.key = user.identities.front();
        plan.existing = disabled;
        COMPARE_ERROR(commit(*store, plan, *fixture), ErrorCode::UserDisabled);
        QCOMPARE(lastRecord(*store).target, user.id.text());
        QVERIFY(must(store->directory().user(anOperator(), user.id)) == disabled);
    }

    void nobodyDisabledGetsInByAPlanThatForgotIt()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(store->directory().setStatus(anOperator(), user.id, UserStatus::Disabled));
        const User disabled = must(store->directory().user(anOperator(), user.id));
        COMPARE_ERROR(commit(*store, laterSignIn(disabled, disabled.profile), *fixture), ErrorCode::UserDisabled);
    }

    void aPlanThatContradictsItselfIsNotCommitted()
    {
        ProvisioningPlan plan = creation(QStringLiteral("amira"));
        plan.refusal = Error{ErrorCode::JitOff};
        COMPARE_ERROR(commit(*store, plan, *fixture), ErrorCode::Internal);
        plan.outcome = ProvisioningPlan::Outcome::Refuse;
        plan.refusal.reset();
        COMPARE_ERROR(commit(*store, plan, *fixture), ErrorCode::Internal);
        plan.outcome = ProvisioningPlan::Outcome::Update;
        COMPARE_ERROR(commit(*store, plan, *fixture), ErrorCode::Internal);
        plan = creation(QStringLiteral("amira"));
        plan.key.reset();
        COMPARE_ERROR(commit(*store, plan, *fixture), ErrorCode::Internal);
    }

    void isOutdatedWhereItsGroundHasMoved_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("the same person was created") << 0;
        QTest::newRow("somebody else got the mail address, in other letters") << 1;
        QTest::newRow("the person was changed") << 2;
        QTest::newRow("an administrator changed the roles") << 3;
        QTest::newRow("the configuration was saved") << 4;
        QTest::newRow("the configuration was saved, and the plan refuses") << 5;
        QTest::newRow("the refused person was enabled") << 6;
        QTest::newRow("an update takes a mail address that is somebody's") << 7;
        QTest::newRow("the pool is gone") << 8;
        QTest::newRow("the person is gone") << 9;
    }

    void isOutdatedWhereItsGroundHasMoved()
    {
        QFETCH(const int, which);
        const User known = provisioned(*store, QStringLiteral("known"), *fixture);
        ProvisioningPlan plan = creation(QStringLiteral("amira"));
        switch (which) {
        case 0:
            provisioned(*store, QStringLiteral("amira"), *fixture);
            break;
        case 1: {
            Profile other = profileOf(QStringLiteral("other"));
            other.mail = QStringLiteral("AMIRA@Contoso.COM");
            must(commit(*store, creation(QStringLiteral("other"), other), *fixture));
            break;
        }
        case 2:
            plan = laterSignIn(known, profileOf(QStringLiteral("new")));
            must(commit(*store, laterSignIn(known, profileOf(QStringLiteral("newer"))), *fixture));
            break;
        case 3:
            plan = laterSignIn(known, known.profile);
            must(store->directory().grantRole(anOperator(), known.id, roles::administrator));
            break;
        case 4:
            must(store->configurations().save(anOperator(), must(store->configurations().load())));
            break;
        case 5:
            plan = refusal({ErrorCode::JitOff});
            must(store->configurations().save(anOperator(), must(store->configurations().load())));
            break;
        case 6:
            must(store->directory().setStatus(anOperator(), known.id, UserStatus::Disabled));
            plan = refusal({ErrorCode::UserDisabled});
            plan.existing = must(store->directory().user(anOperator(), known.id));
            must(store->directory().setStatus(anOperator(), known.id, UserStatus::Active));
            break;
        case 7: {
            provisioned(*store, QStringLiteral("other"), *fixture);
            Profile profile = known.profile;
            profile.mail = QStringLiteral("Other@contoso.com");
            plan = laterSignIn(known, profile);
            break;
        }
        case 8:
            plan.pool = PoolId(QStringLiteral("gone"));
            break;
        case 9:
            plan = laterSignIn(known, known.profile);
            plan.existing->id = UserId(QStringLiteral("gone"));
            break;
        default:
            QFAIL("no such row");
        }
        must(store->requests().add(pendingRequest()));
        const QStringList rows = accountRows(*fixture);
        const qint64 records = recordCount(*store);

        const Consumption consumption = assertion(QStringLiteral("_a"), pendingRequest().id);
        COMPARE_ERROR(commitWith(plan, consumption), ErrorCode::PlanOutdated);
        QCOMPARE(accountRows(*fixture), rows);
        QCOMPARE(recordCount(*store), records);
        QVERIFY(!must(store->provisioning().wasConsumed(consumption.issuer, consumption.assertionId)));
        VERIFY_OK(store->requests().find(pendingRequest().id));
    }

    void aConfigurationOfThisRunOnlyIsNeverOutdated()
    {
        must(store->configurations().save(anOperator(), must(store->configurations().load())));
        ProvisioningPlan plan = creation(QStringLiteral("amira"));
        plan.configurationVersion = -1;
        VERIFY_OK(commit(*store, plan, *fixture));
    }

    void keepsAMailAddressOfItsOwnInOtherLetters()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        Profile profile = user.profile;
        profile.mail = profile.mail.toUpper();
        const User later = must(commit(*store, laterSignIn(user, profile), *fixture)).user;
        QCOMPARE(later.profile.mail, profile.mail);
    }

    void knowsPeopleByTheirKeyAndByTheirMail()
    {
        Profile profile = profileOf(QStringLiteral("ünal"));
        const User user = must(commit(*store, creation(QStringLiteral("one"), profile), *fixture)).user;
        const User other = provisioned(*store, QStringLiteral("other"), *fixture);

        const auto known = [&](const IdentityKey &key, const QString &mail) {
            return must(store->provisioning().known(key, mail));
        };
        KnownAccounts found = known(entraKey(QStringLiteral("one")), QStringLiteral("ÜNAL@contoso.com"));
        QVERIFY(found.byKey == user);
        QVERIFY(!found.byMail); // their own

        found = known(entraKey(QStringLiteral("one")), other.profile.mail);
        QVERIFY(found.byKey == user);
        QVERIFY(found.byMail == other);

        found = known(entraKey(QStringLiteral("nobody")), QStringLiteral("Ünal@CONTOSO.com"));
        QVERIFY(!found.byKey);
        QVERIFY(found.byMail == user);

        found = known(entraKey(QStringLiteral("nobody")), {});
        QVERIFY(!found.byKey);
        QVERIFY(!found.byMail);

        IdentityKey otherKind = entraKey(QStringLiteral("one"));
        otherKind.kind = IdentityKey::Kind::PersistentNameId;
        QVERIFY(!known(otherKind, {}).byKey);
        IdentityKey otherTenant = entraKey(QStringLiteral("one"));
        otherTenant.authority += u'x';
        QVERIFY(!known(otherTenant, {}).byKey);
    }

    void severalPeopleMayHaveNoMail()
    {
        VERIFY_OK(commit(*store, creation(QStringLiteral("one"), {}), *fixture));
        VERIFY_OK(commit(*store, creation(QStringLiteral("two"), {}), *fixture));
    }

    void findsTheConfiguredPool()
    {
        const User user = provisioned(*store, QStringLiteral("amira"), *fixture);
        addPool(*fixture, QStringLiteral("payments"), user.id);
        QCOMPARE(must(store->provisioning().defaultPool(PoolId(QStringLiteral("payments")))).id.text(), QStringLiteral("payments"));
        COMPARE_ERROR(store->provisioning().defaultPool(PoolId(QStringLiteral("gone"))), ErrorCode::NotFound);
    }

private:
    [[nodiscard]] Result<ProvisioningReceipt> commitWith(const ProvisioningPlan &plan, const Consumption &consumption)
    {
        return store->provisioning().commit(Actor::provisioner(), plan, consumption, fixture->clock.now());
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestSqlProvisioningStore)
#include "test_sql_provisioning_store.moc"
