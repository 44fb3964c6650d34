// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/user_page.h"
#include "tests/core/store/store_fixture.h"

#include <QJsonArray>

using namespace usher;
using namespace usher::test;

class TestSqlDirectory : public QObject
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

    void showsARowForEachPerson()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(directory().grantRole(anOperator(), amira.id, roles::administrator));
        const std::vector<UserRow> rows = must(directory().users(anOperator(), {})).rows;
        QCOMPARE(rows.size(), size_t(1));
        const UserRow expected{amira.id,
                               amira.profile.bestName(),
                               amira.profile.mail,
                               amira.profile.userName,
                               Origin::SamlJit,
                               UserStatus::Active,
                               {QStringLiteral("Default")},
                               {QStringLiteral("Administrator"), QStringLiteral("User")},
                               fixture->clock.now()};
        QVERIFY(rows.front() == expected);
    }

    void pagesThroughEveryOrder_data()
    {
        QTest::addColumn<UserSort>("sort");
        QTest::addColumn<Qt::SortOrder>("order");
        QTest::addColumn<int>("limit");
        for (const int limit : {1, 3, 7, 100}) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                const QByteArray name = QByteArray::number(limit) + (order == Qt::AscendingOrder ? " up" : " down");
                QTest::newRow("name " + name) << UserSort::Name << order << limit;
                QTest::newRow("mail " + name) << UserSort::Mail << order << limit;
                QTest::newRow("last sign-in " + name) << UserSort::LastSignIn << order << limit;
            }
        }
    }

    void pagesThroughEveryOrder()
    {
        QFETCH(const UserSort, sort);
        QFETCH(const Qt::SortOrder, order);
        QFETCH(const int, limit);
        // Equal names, no mail, and no sign-in yet: what a cursor could stumble over.
        for (int i = 0; i < 20; ++i) {
            Profile profile;
            profile.displayName = i % 3 == 0 ? QStringLiteral("Ärger") : QStringLiteral("name%1").arg(i % 5);
            if (i % 4 != 0)
                profile.mail = QStringLiteral("%1@contoso.com").arg((i * 7) % 20);
            must(commit(*store, creation(QString::number(i), profile), *fixture));
            fixture->clock.advance(std::chrono::seconds(i % 2));
        }
        must(fixture->raw()->run("UPDATE account SET last_sign_in_at = NULL WHERE display_name = 'name2'"));

        std::vector<UserRow> all;
        UserQuery query{.search = {}, .sort = sort, .order = order, .after = {}, .limit = limit};
        int pages = 0;
        do {
            const UserPage page = must(directory().users(anOperator(), query));
            QVERIFY(int(page.rows.size()) <= limit);
            all.insert(all.end(), page.rows.begin(), page.rows.end());
            query.after = page.next;
            ++pages;
        } while (query.after);
        QCOMPARE(all.size(), size_t(20));
        QCOMPARE(pages, (20 + limit - 1) / limit);

        const auto key = [&](const UserRow &row) {
            const qint64 time = row.lastSignIn ? row.lastSignIn->time_since_epoch().count() : 0;
            const QString text = sort == UserSort::Name ? row.name : sort == UserSort::Mail ? row.mail : QString();
            return std::tuple(sort == UserSort::LastSignIn ? time : 0, text.toCaseFolded().toUtf8(), row.id);
        };
        for (size_t i = 1; i < all.size(); ++i)
            QVERIFY(order == Qt::AscendingOrder ? key(all[i - 1]) < key(all[i]) : key(all[i]) < key(all[i - 1]));
    }

    void findsPartsOfNamesMailsAndUserNames_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QStringList>("found");
        const QString amira = QStringLiteral("Amira Groß");
        const QString elodie = QStringLiteral("ÉLODIE 100%_!");
        QTest::newRow("nothing asked") << QString() << QStringList{amira, elodie};
        QTest::newRow("only white space") << QStringLiteral("  ") << QStringList{amira, elodie};
        QTest::newRow("part of the name") << QStringLiteral("mira") << QStringList{amira};
        QTest::newRow("other letters") << QStringLiteral("AMIRA GROß") << QStringList{amira};
        QTest::newRow("beyond ASCII") << QStringLiteral("élo") << QStringList{elodie};
        QTest::newRow("mail") << QStringLiteral("@FABRIKAM") << QStringList{amira};
        QTest::newRow("user name") << QStringLiteral("#ext#") << QStringList{elodie};
        QTest::newRow("with white space around") << QStringLiteral(" amira ") << QStringList{amira};
        QTest::newRow("a wildcard is a letter") << QStringLiteral("%") << QStringList{elodie};
        QTest::newRow("and so is the other") << QStringLiteral("0%_") << QStringList{elodie};
        QTest::newRow("and what takes their meaning away") << QStringLiteral("_!") << QStringList{elodie};
        QTest::newRow("a wildcard between letters") << QStringLiteral("a%a") << QStringList{};
        QTest::newRow("a quote") << QStringLiteral("' OR 1=1 --") << QStringList{};
        QTest::newRow("very long") << QString(100'000, u'a') << QStringList{};
    }

    void findsPartsOfNamesMailsAndUserNames()
    {
        QFETCH(const QString, search);
        QFETCH(const QStringList, found);
        Profile amira;
        amira.displayName = QStringLiteral("Amira Groß");
        amira.mail = QStringLiteral("amira@fabrikam.com");
        Profile elodie;
        elodie.displayName = QStringLiteral("ÉLODIE 100%_!");
        elodie.userName = QStringLiteral("elodie_gmail.com#EXT#@tenant.onmicrosoft.com");
        must(commit(*store, creation(QStringLiteral("1"), amira), *fixture));
        must(commit(*store, creation(QStringLiteral("2"), elodie), *fixture));

        UserQuery query;
        query.search = search;
        QStringList names;
        for (const UserRow &row : must(directory().users(anOperator(), query)).rows)
            names.append(row.name);
        QCOMPARE(names, found);
    }

    void sortsByItsIndices_data()
    {
        QTest::addColumn<UserSort>("sort");
        QTest::addColumn<QString>("index");
        QTest::newRow("name") << UserSort::Name << QStringLiteral("account_by_name");
        QTest::newRow("mail") << UserSort::Mail << QStringLiteral("account_by_mail");
        QTest::newRow("last sign-in") << UserSort::LastSignIn << QStringLiteral("account_by_last_sign_in");
    }

    void sortsByItsIndices()
    {
        QFETCH(const UserSort, sort);
        QFETCH(const QString, index);
        const UserCursor cursor{QStringLiteral("1"), UserId(QStringLiteral("1"))};
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            UserQuery query{.search = {}, .sort = sort, .order = order, .after = {}};
            QCOMPARE(planOf(query), QStringList{QStringLiteral("SCAN account USING INDEX ") + index}); // no tree to sort in
            query.after = cursor;
            const QStringList later = planOf(query);
            QCOMPARE(later.size(), 1);
            QVERIFY2(later.first().startsWith(QStringLiteral("SEARCH account USING INDEX ") + index), qPrintable(later.first()));
        }
    }

    void countsPeople()
    {
        QVERIFY(must(directory().counts(anOperator())) == UserCounts{});
        owner(*store, *fixture);
        provisioned(*store, QStringLiteral("amira"), *fixture);
        const User bruno = provisioned(*store, QStringLiteral("bruno"), *fixture);
        must(directory().setStatus(anOperator(), bruno.id, UserStatus::Disabled));
        const UserCounts expected{3, 2, 1};
        QVERIFY(must(directory().counts(anOperator())) == expected);
    }

    void showsAnOrdinaryPersonNothingButThemselves()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        const Actor actor = actorOf(amira);
        COMPARE_ERROR(directory().users(actor, {}), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().counts(actor), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().user(actor, olga.id), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().user(actor, UserId(QStringLiteral("nobody"))), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().access(actor, olga.id), ErrorCode::Forbidden);
        QVERIFY(must(directory().user(actor, amira.id)) == amira);
        QVERIFY(must(directory().access(actor, amira.id)).grants.empty());

        const Actor administrator = actorOf(olga);
        QVERIFY(must(directory().user(administrator, amira.id)) == amira);
        QCOMPARE(must(directory().access(administrator, olga.id)).grants.size(), allPermissions().size());
        COMPARE_ERROR(directory().user(administrator, UserId(QStringLiteral("nobody"))), ErrorCode::NotFound);
    }

    void anUnknownActorMayNothing()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        const Actor ghost = Actor::personNamed(UserId(QStringLiteral("ghost")), QStringLiteral("Ghost"));
        COMPARE_ERROR(directory().users(ghost, {}), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().setStatus(ghost, amira.id, UserStatus::Disabled), ErrorCode::Forbidden);
    }

    void refusesADisabledPersonAtTheNextAction()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(directory().grantRole(actorOf(olga), amira.id, roles::administrator));
        VERIFY_OK(directory().users(actorOf(amira), {}));
        must(directory().setStatus(actorOf(olga), amira.id, UserStatus::Disabled));
        COMPARE_ERROR(directory().users(actorOf(amira), {}), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().setStatus(actorOf(amira), amira.id, UserStatus::Active), ErrorCode::Forbidden);
    }

    void aPoolsRoleCountsForThatPoolOnly()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(fixture->raw()->run("INSERT INTO pool_role (pool_id, role_id) VALUES ('default', 'administrator')"));
        const EffectiveAccess access = must(directory().access(actorOf(amira), amira.id));
        QVERIFY(access.isAdministrative());
        QVERIFY(!access.has(Permission::UsersView));
        COMPARE_ERROR(directory().users(actorOf(amira), {}), ErrorCode::Forbidden);
    }

    void grantsAndTakesARole()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(directory().grantRole(actorOf(olga), amira.id, roles::administrator));
        const User granted = must(directory().user(anOperator(), amira.id));
        QVERIFY(granted.roles == (std::vector{roles::administrator, roles::user}));
        QCOMPARE(granted.revision, amira.revision + 1);
        AuditRecord record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::RoleGranted);
        QCOMPARE(record.actor, olga.profile.bestName());
        QCOMPARE(record.target, amira.id.text());
        QCOMPARE(record.before, (QJsonObject{{QStringLiteral("roles"), QJsonArray{QStringLiteral("user")}}}));
        QCOMPARE(record.after,
                 (QJsonObject{{QStringLiteral("roles"), QJsonArray{QStringLiteral("administrator"), QStringLiteral("user")}}}));

        must(directory().revokeRole(actorOf(olga), amira.id, roles::administrator));
        QVERIFY(must(directory().user(anOperator(), amira.id)).roles == std::vector{roles::user});
        record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::RoleRevoked);
        QCOMPARE(record.after, (QJsonObject{{QStringLiteral("roles"), QJsonArray{QStringLiteral("user")}}}));
    }

    void whatChangesNothingIsNotLogged()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        const qint64 records = recordCount(*store);
        VERIFY_OK(directory().grantRole(anOperator(), amira.id, roles::user));
        VERIFY_OK(directory().revokeRole(anOperator(), amira.id, roles::owner));
        VERIFY_OK(directory().setStatus(anOperator(), amira.id, UserStatus::Active));
        QCOMPARE(recordCount(*store), records);
        QVERIFY(must(directory().user(anOperator(), amira.id)) == amira);
    }

    void onlyAnOwnerGivesAndTakesOwner()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        const User bruno = provisioned(*store, QStringLiteral("bruno"), *fixture);
        must(directory().grantRole(actorOf(olga), amira.id, roles::administrator));
        VERIFY_OK(directory().grantRole(actorOf(amira), bruno.id, roles::administrator));
        COMPARE_ERROR(directory().grantRole(actorOf(amira), amira.id, roles::owner), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().revokeRole(actorOf(amira), olga.id, roles::owner), ErrorCode::Forbidden);
        VERIFY_OK(directory().grantRole(actorOf(olga), amira.id, roles::owner));
        VERIFY_OK(directory().grantRole(actorOf(amira), bruno.id, roles::owner));
        VERIFY_OK(directory().revokeRole(actorOf(amira), bruno.id, roles::owner));
    }

    void saysWhatIsNotThere()
    {
        const UserId nobody(QStringLiteral("nobody"));
        COMPARE_ERROR(directory().user(anOperator(), nobody), ErrorCode::NotFound);
        COMPARE_ERROR(directory().access(anOperator(), nobody), ErrorCode::NotFound);
        COMPARE_ERROR(directory().grantRole(anOperator(), nobody, roles::user), ErrorCode::NotFound);
        COMPARE_ERROR(directory().revokeRole(anOperator(), nobody, roles::user), ErrorCode::NotFound);
        COMPARE_ERROR(directory().setStatus(anOperator(), nobody, UserStatus::Disabled), ErrorCode::NotFound);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        COMPARE_ERROR(directory().grantRole(anOperator(), amira.id, RoleId(QStringLiteral("emperor"))), ErrorCode::NotFound);
    }

    void disablesAndEnables()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(directory().setStatus(anOperator(), amira.id, UserStatus::Disabled));
        const User disabled = must(directory().user(anOperator(), amira.id));
        QVERIFY(disabled.status == UserStatus::Disabled);
        QVERIFY(disabled.roles == amira.roles);
        QVERIFY(disabled.pools == amira.pools);
        QVERIFY(lastRecord(*store).action == AuditAction::UserDisabled);
        QCOMPARE(lastRecord(*store).actor, QStringLiteral("operator:ana"));
        must(directory().setStatus(anOperator(), amira.id, UserStatus::Active));
        QVERIFY(lastRecord(*store).action == AuditAction::UserEnabled);
    }

    void keepsItsLastOwnerByEveryPath()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        const qint64 records = recordCount(*store);
        for (const Actor &actor : {actorOf(olga), anOperator()}) {
            COMPARE_ERROR(directory().revokeRole(actor, olga.id, roles::owner), ErrorCode::LastOwner);
            COMPARE_ERROR(directory().setStatus(actor, olga.id, UserStatus::Disabled), ErrorCode::LastOwner);
        }
        QCOMPARE(recordCount(*store), records);
        QVERIFY(must(directory().user(anOperator(), olga.id)) == olga);

        // A disabled owner is none that counts.
        must(directory().grantRole(actorOf(olga), amira.id, roles::owner));
        must(directory().setStatus(actorOf(olga), amira.id, UserStatus::Disabled));
        COMPARE_ERROR(directory().setStatus(anOperator(), olga.id, UserStatus::Disabled), ErrorCode::LastOwner);
        VERIFY_OK(directory().revokeRole(anOperator(), amira.id, roles::owner));

        must(directory().setStatus(actorOf(olga), amira.id, UserStatus::Active));
        must(directory().grantRole(actorOf(olga), amira.id, roles::owner));
        must(fixture->raw()->run("DELETE FROM local_credential"));
        VERIFY_OK(directory().revokeRole(actorOf(olga), olga.id, roles::owner));
        COMPARE_ERROR(directory().setStatus(anOperator(), amira.id, UserStatus::Disabled), ErrorCode::LastOwner);
    }

    void keepsTheOwnerWhoGetsInWithoutTheIdentityProvider()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        must(directory().grantRole(actorOf(olga), amira.id, roles::owner));
        const qint64 records = recordCount(*store);
        for (const Actor &actor : {actorOf(olga), actorOf(amira), anOperator()}) {
            COMPARE_ERROR(directory().revokeRole(actor, olga.id, roles::owner), ErrorCode::LastLocalOwner);
            COMPARE_ERROR(directory().setStatus(actor, olga.id, UserStatus::Disabled), ErrorCode::LastLocalOwner);
        }
        QCOMPARE(recordCount(*store), records);

        addCredential(*fixture, amira.id);
        VERIFY_OK(directory().setStatus(actorOf(amira), olga.id, UserStatus::Disabled));
        VERIFY_OK(directory().setStatus(actorOf(amira), olga.id, UserStatus::Active));
        VERIFY_OK(directory().revokeRole(actorOf(olga), amira.id, roles::owner));
    }

    void onlyOwnersDisableAndEnableOwners()
    {
        const User olga = owner(*store, *fixture);
        const User adam = provisioned(*store, QStringLiteral("adam"), *fixture);
        const User other = provisioned(*store, QStringLiteral("other"), *fixture);
        must(directory().grantRole(actorOf(olga), adam.id, roles::administrator));
        must(directory().grantRole(actorOf(olga), other.id, roles::owner));
        COMPARE_ERROR(directory().setStatus(actorOf(adam), other.id, UserStatus::Disabled), ErrorCode::Forbidden);
        must(directory().setStatus(actorOf(olga), other.id, UserStatus::Disabled));
        COMPARE_ERROR(directory().setStatus(actorOf(adam), other.id, UserStatus::Active), ErrorCode::Forbidden);
        must(directory().revokeRole(actorOf(olga), other.id, roles::owner));
        VERIFY_OK(directory().setStatus(actorOf(adam), other.id, UserStatus::Active));
    }

    void theFirstStartMayDoNothingOnceThereIsAnOwner()
    {
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        VERIFY_OK(directory().counts(Actor::setup()));
        VERIFY_OK(directory().grantRole(Actor::setup(), amira.id, roles::owner));
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(directory().counts(Actor::setup()), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().grantRole(Actor::setup(), amira.id, roles::administrator), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().revokeRole(Actor::setup(), amira.id, roles::user), ErrorCode::Forbidden);
        COMPARE_ERROR(directory().setStatus(Actor::setup(), amira.id, UserStatus::Disabled), ErrorCode::Forbidden);
        QCOMPARE(recordCount(*store), records);
    }

private:
    [[nodiscard]] Directory &directory() { return store->directory(); }

    /// How SQLite would read the page.
    [[nodiscard]] QStringList planOf(const UserQuery &query) const
    {
        const auto [sql, values] = pageStatement(query, 100);
        const auto steps =
            must(fixture->raw()->all("EXPLAIN QUERY PLAN " + sql, values, [](const Row &row) { return row.text(3); }));
        return {steps.begin(), steps.end()};
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestSqlDirectory)
#include "test_sql_directory.moc"
