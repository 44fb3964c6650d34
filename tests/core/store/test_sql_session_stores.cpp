// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

#include <QJsonDocument>

using namespace usher;
using namespace usher::test;

/// What core/session asks of the store: local owners, pending requests, and a log of sign-outs.
class TestSqlSessionStores : public QObject
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

    void makesTheFirstOwner()
    {
        QVERIFY(must(store->localOwners().needsFirstStart()));
        const User olga = owner(*store, *fixture);
        QVERIFY(!must(store->localOwners().needsFirstStart()));
        QVERIFY(olga.origin == Origin::Manual);
        QVERIFY(olga.roles == std::vector{roles::owner});
        QVERIFY(olga.pools.empty());
        QVERIFY(olga.identities.empty());
        QVERIFY(!olga.lastSignIn);
        QVERIFY(must(store->directory().user(anOperator(), olga.id)) == olga);

        const AuditRecord record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::LocalOwnerCreated);
        QCOMPARE(record.target, olga.id.text());
        QVERIFY(!QJsonDocument(record.after).toJson().contains("argon2id"));
    }

    void makesItOnce()
    {
        owner(*store, *fixture);
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(
            store->localOwners().create({}, {UserId(QStringLiteral("2")), QStringLiteral("Other"), "hash"}, fixture->clock.now()),
            ErrorCode::LocalOwnerExists);
        QCOMPARE(recordCount(*store), records);
        QCOMPARE(must(store->directory().counts(anOperator())).all, 1);
    }

    void theFirstStartIsOverOnceAnybodyIsAnOwner()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        QVERIFY(must(store->localOwners().needsFirstStart()));
        must(store->directory().grantRole(anOperator(), amira.id, roles::owner));
        QVERIFY(!must(store->localOwners().needsFirstStart()));
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(
            store->localOwners().create({}, {UserId(QStringLiteral("2")), QStringLiteral("Other"), "hash"}, fixture->clock.now()),
            ErrorCode::LocalOwnerExists);
        QCOMPARE(recordCount(*store), records);
    }

    void findsACredentialHoweverItsNameIsTyped()
    {
        const User olga = owner(*store, *fixture);
        for (const QString &name : {QStringLiteral("Olga Owner"), QStringLiteral("OLGA OWNER")}) {
            const LocalCredential found = must(store->localOwners().find(name));
            QVERIFY(found.user == olga.id);
            QCOMPARE(found.name, QStringLiteral("Olga Owner"));
            QCOMPARE(found.passwordHash, QByteArrayLiteral("$argon2id$hash"));
        }
        COMPARE_ERROR(store->localOwners().find(QStringLiteral("Olga")), ErrorCode::NotFound);
        COMPARE_ERROR(store->localOwners().find({}), ErrorCode::NotFound);
    }

    void movesTheLastSignIn()
    {
        const User olga = owner(*store, *fixture);
        fixture->clock.advance(std::chrono::hours(1));
        const User later = must(store->localOwners().recordSignIn(olga.id, fixture->clock.now()));
        QVERIFY(later.lastSignIn == fixture->clock.now());
        QVERIFY(must(store->directory().user(anOperator(), olga.id)) == later);
        const AuditRecord record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::LocalOwnerSignedIn);
        QCOMPARE(record.actor, QStringLiteral("Olga Owner <Olga Owner>")); // as in every other record of theirs
        QCOMPARE(record.after, (QJsonObject{{QStringLiteral("lastSignIn"), formatDateTime(fixture->clock.now())}}));
    }

    void aDisabledOwnerDoesNotSignIn()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(store->directory().grantRole(actorOf(olga), amira.id, roles::owner));
        addCredential(*fixture, amira.id); // else Olga has to stay
        must(store->directory().setStatus(actorOf(amira), olga.id, UserStatus::Disabled));
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(store->localOwners().recordSignIn(olga.id, fixture->clock.now()), ErrorCode::UserDisabled);
        COMPARE_ERROR(store->localOwners().recordSignIn(UserId(QStringLiteral("nobody")), fixture->clock.now()),
                      ErrorCode::NotFound);
        QCOMPARE(recordCount(*store), records);
    }

    void recordsASignOutAndHowFarItWent_data()
    {
        QTest::addColumn<SignOutReach>("reach");
        QTest::addColumn<QString>("text");
        QTest::newRow("here") << SignOutReach::Portal << QStringLiteral("portal");
        QTest::newRow("at the provider too") << SignOutReach::Provider << QStringLiteral("provider");
    }

    void recordsASignOutAndHowFarItWent()
    {
        QFETCH(SignOutReach, reach);
        QFETCH(QString, text);
        const User olga = owner(*store, *fixture);
        must(store->sessions().recordSignOut(actorOf(olga), olga.id, reach, fixture->clock.now()));
        const AuditRecord record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::UserSignedOut);
        QCOMPARE(record.actor, actorOf(olga).name);
        QCOMPARE(record.target, olga.id.text());
        QCOMPARE(record.after, (QJsonObject{{QStringLiteral("reach"), text}}));
    }

    void keepsARequestAcrossRestarts()
    {
        const PendingRequest request = requestOf(QStringLiteral("_1"));
        must(store->requests().add(request));
        store.reset();
        store = fixture->open();
        QVERIFY(must(store->requests().find(request.id)) == request);
        COMPARE_ERROR(store->requests().find(QStringLiteral("_2")), ErrorCode::RequestUnknown);
        COMPARE_ERROR(store->requests().find({}), ErrorCode::RequestUnknown);
    }

    void neverTakesTheSameRequestTwice()
    {
        must(store->requests().add(requestOf(QStringLiteral("_1"))));
        COMPARE_ERROR(store->requests().add(requestOf(QStringLiteral("_1"))), ErrorCode::StoreFailure);
    }

    void forgetsAnExpiredRequestADayLater()
    {
        const PendingRequest request = requestOf(QStringLiteral("_1"));
        must(store->requests().add(request));
        fixture->clock.set(request.expiresAt + std::chrono::hours(23));
        must(store->requests().add(requestOf(QStringLiteral("_2"))));
        VERIFY_OK(store->requests().find(request.id));
        fixture->clock.set(request.expiresAt + std::chrono::hours(24));
        must(store->requests().add(requestOf(QStringLiteral("_3"))));
        COMPARE_ERROR(store->requests().find(request.id), ErrorCode::RequestUnknown);
        VERIFY_OK(store->requests().find(QStringLiteral("_3")));
    }

private:
    [[nodiscard]] PendingRequest requestOf(const QString &id) const
    {
        const TimePoint now = fixture->clock.now();
        return {id, QStringLiteral("relay"), now, now + std::chrono::minutes(10)};
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestSqlSessionStores)
#include "test_sql_session_stores.moc"
