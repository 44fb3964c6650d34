// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/users/user_actions.h"

using namespace usher;
using namespace usher::test;

class TestUserActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownerMakesOwnersAndDisables()
    {
        OpenedDirectory directory;
        const std::vector<OfferedAction> offered = actionsFor(directory.person(QStringLiteral("Ana")), directory.ownerSession());
        QCOMPARE(offered, (std::vector<OfferedAction>{{UserAction::MakeOwner, {}}, {UserAction::Disable, {}}}));
    }

    void administratorMakesNoOwners()
    {
        OpenedDirectory directory;
        const User administrator = directory.person(QStringLiteral("Ada"));
        VERIFY_OK(directory.store->directory().grantRole(anOperator(), administrator.id, roles::administrator));
        const std::vector<OfferedAction> offered =
            actionsFor(directory.person(QStringLiteral("Ana")), directory.session(administrator));
        QCOMPARE(offered[0].action, UserAction::MakeOwner);
        QVERIFY(!offered[0].whyNot.isEmpty());
        QCOMPARE(offered[1], (OfferedAction{UserAction::Disable, {}}));
    }

    void nobodyDisablesThemselves()
    {
        OpenedDirectory directory;
        const std::vector<OfferedAction> offered = actionsFor(directory.ownerAccount, directory.ownerSession());
        QCOMPARE(offered[0].action, UserAction::RemoveOwner);
        QVERIFY(!offered[1].whyNot.isEmpty());
    }

    void everyActionHasItsWayBack_data()
    {
        QTest::addColumn<int>("action");
        QTest::newRow("owner") << int(UserAction::MakeOwner);
        QTest::newRow("status") << int(UserAction::Disable);
    }

    void everyActionHasItsWayBack()
    {
        QFETCH(int, action);
        OpenedDirectory directory;
        Directory &store = directory.store->directory();
        const Actor owner = directory.ownerSession().actor;
        const User before = directory.person(QStringLiteral("Ana"));
        VERIFY_OK(perform(store, owner, before.id, UserAction(action)));
        const User changed = must(store.user(owner, before.id));
        QVERIFY(changed.roles != before.roles || changed.status != before.status);
        VERIFY_OK(perform(store, owner, before.id, oppositeOf(UserAction(action))));
        const User after = must(store.user(owner, before.id));
        QCOMPARE(after.roles, before.roles);
        QCOMPARE(after.status, before.status);
    }

    void lastOwnerStays()
    {
        OpenedDirectory directory;
        COMPARE_ERROR(perform(directory.store->directory(), anOperator(), directory.ownerAccount.id, UserAction::RemoveOwner),
                      ErrorCode::LastOwner);
    }

    void questionsSayWhoAndWhatWillHappen()
    {
        OpenedDirectory directory;
        const User person = directory.person(QStringLiteral("Ana"));
        for (const UserAction action : {UserAction::MakeOwner, UserAction::RemoveOwner, UserAction::Disable, UserAction::Enable}) {
            const Question question = questionFor(action, person, directory.ownerSession());
            QVERIFY(question.title.contains(person.profile.bestName()));
            QVERIFY(!question.text.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestUserActions)
#include "test_user_actions.moc"
