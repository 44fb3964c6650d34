// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/directory/access.h"

#include <QTest>

#include <algorithm>

using namespace usher;

namespace {

const PoolId payments{QStringLiteral("payments")};
const PoolId support{QStringLiteral("support")};

const Role viewer{RoleId(QStringLiteral("viewer")), QStringLiteral("Viewer"), {Permission::UsersView}};
const Role granter{RoleId(QStringLiteral("granter")), QStringLiteral("Granter"), {Permission::UsersView, Permission::RolesManage}};

std::vector<Role> knownRoles()
{
    std::vector<Role> roles = builtInRoles();
    roles.push_back(viewer);
    roles.push_back(granter);
    return roles;
}

User person(std::vector<RoleId> roles, std::vector<PoolId> pools = {})
{
    User user;
    user.id = UserId(QStringLiteral("ana"));
    user.roles = std::move(roles);
    user.pools = std::move(pools);
    return user;
}

std::vector<Pool> knownPools()
{
    return {{payments, QStringLiteral("Payments"), false, {viewer.id}}, {support, QStringLiteral("Support"), true, {}}};
}

EffectiveAccess accessOf(const User &user)
{
    return effectiveAccess(user, knownPools(), knownRoles());
}

const Role &roleNamed(const RoleId &id)
{
    return *std::ranges::find(builtInRoles(), id, &Role::id);
}

Actor ana()
{
    return Actor::personNamed(UserId(QStringLiteral("ana")), QStringLiteral("Ana"));
}

} // namespace

class TestAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPermissionHasItsOwnText()
    {
        std::set<QString> texts;
        for (const Permission permission : allPermissions()) {
            texts.insert(toText(permission));
            QVERIFY(permissionFromText(toText(permission)) == permission);
        }
        QCOMPARE(texts.size(), allPermissions().size());
        QCOMPARE(toText(Permission::UsersView), QStringLiteral("users.view"));
        QVERIFY(!permissionFromText(u"users.delete"));
    }

    void theOwnerHasEverything()
    {
        const EffectiveAccess access = accessOf(person({roles::owner}));
        for (const Permission permission : allPermissions()) {
            QVERIFY(access.has(permission));
            QVERIFY(authorize(ana(), access, permission).has_value());
        }
    }

    void theOwnerHasEverythingWhateverIsStored()
    {
        const std::vector<Role> stored{{roles::owner, QStringLiteral("Owner"), {}}};
        const EffectiveAccess access = effectiveAccess(person({roles::owner}), {}, stored);
        QCOMPARE(access.grants.size(), allPermissions().size());
    }

    void theAdministratorLeavesTheIdentityConfigurationToOwners()
    {
        const EffectiveAccess access = accessOf(person({roles::administrator}));
        QVERIFY(access.has(Permission::UsersManage));
        QVERIFY(access.has(Permission::RolesManage));
        QVERIFY(access.has(Permission::IdentityView));
        QVERIFY(!access.has(Permission::IdentityManage));
    }

    void theUserRoleGivesNoAdministrativePermission()
    {
        const EffectiveAccess access = accessOf(person({roles::user}, {support}));
        QVERIFY(access.grants.empty());
        QVERIFY(!access.isAdministrative());
        QCOMPARE(authorize(ana(), access, Permission::UsersView).error().code, ErrorCode::Forbidden);
    }

    void aDisabledPersonHasNoAccess()
    {
        User user = person({roles::owner}, {payments});
        user.status = UserStatus::Disabled;
        QVERIFY(accessOf(user).grants.empty());
    }

    void aRoleThatNobodyKnowsGivesNothing()
    {
        QVERIFY(accessOf(person({RoleId(QStringLiteral("gone"))}, {PoolId(QStringLiteral("gone"))})).grants.empty());
    }

    void rule7PeopleInheritTheRolesOfTheirPools()
    {
        const EffectiveAccess access = accessOf(person({roles::user}, {support, payments}));
        QCOMPARE(access.grants, (std::vector<Grant>{{Permission::UsersView, viewer.id, payments}}));
        QVERIFY(access.isAdministrative());
    }

    void aPoolsPermissionDoesNotReachTheWholeOrganisation()
    {
        const EffectiveAccess access = accessOf(person({}, {payments}));
        QVERIFY(!access.has(Permission::UsersView));
        QCOMPARE(authorize(ana(), access, Permission::UsersView).error(),
                 (Error{ErrorCode::Forbidden, QStringLiteral("users.view")}));
    }

    void namesEveryPathThatGrantsAPermission()
    {
        const EffectiveAccess access = accessOf(person({viewer.id, granter.id, viewer.id}, {payments}));
        const std::vector<Grant> expected{
            {Permission::UsersView, viewer.id, std::nullopt},
            {Permission::UsersView, granter.id, std::nullopt},
            {Permission::UsersView, viewer.id, payments},
            {Permission::RolesManage, granter.id, std::nullopt},
        };
        QCOMPARE(access.grants, expected);
    }

    void theOperatorIsAnOwner()
    {
        const Actor actor = Actor::operatorNamed(QStringLiteral("ana"));
        for (const Permission permission : allPermissions())
            QVERIFY(authorize(actor, {}, permission).has_value());
        QVERIFY(authorizeGrant(actor, {}, roleNamed(roles::owner)).has_value());
    }

    void theFirstStartIsAnOwnerOnlyByWhatTheStoreFinds()
    {
        const Actor actor = Actor::setup();
        for (const Permission permission : allPermissions()) {
            QVERIFY(authorize(actor, ownerAccess(), permission).has_value());
            QCOMPARE(authorize(actor, {}, permission).error().code, ErrorCode::Forbidden);
        }
        QVERIFY(authorizeGrant(actor, ownerAccess(), roleNamed(roles::owner)).has_value());
        QCOMPARE(authorizeGrant(actor, {}, roleNamed(roles::owner)).error().code, ErrorCode::Forbidden);
    }

    void onlyOwnersDisableOwners_data()
    {
        QTest::addColumn<QString>("actor");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const RoleId &actor, const RoleId &other, bool allowed) {
            QTest::addRow("%s disables %s", qUtf8Printable(actor.text()), qUtf8Printable(other.text()))
                << actor.text() << other.text() << allowed;
        };
        row(roles::owner, roles::owner, true);
        row(roles::owner, roles::user, true);
        row(roles::administrator, roles::owner, false);
        row(roles::administrator, roles::administrator, true);
        row(roles::administrator, roles::user, true);
        row(roles::user, roles::user, false);
    }

    void onlyOwnersDisableOwners()
    {
        QFETCH(QString, actor);
        QFETCH(QString, other);
        QFETCH(bool, allowed);
        const EffectiveAccess access = effectiveAccess(person({RoleId(actor)}), {}, builtInRoles());
        const Result<void> answer = authorizeStatus(ana(), access, person({roles::user, RoleId(other)}), builtInRoles());
        QCOMPARE(answer.has_value(), allowed);
        if (!allowed)
            QCOMPARE(answer.error().code, ErrorCode::Forbidden);
    }

    void theProvisionerMayDoOnlyWhatJitDoes()
    {
        for (const Permission permission : allPermissions())
            QCOMPARE(authorize(Actor::provisioner(), {}, permission).error().code, ErrorCode::Forbidden);
        QVERIFY(authorizeGrant(Actor::provisioner(), {}, roleNamed(roles::user)).has_value());
        for (const Role &role : {roleNamed(roles::administrator), roleNamed(roles::owner), viewer})
            QCOMPARE(authorizeGrant(Actor::provisioner(), {}, role).error().code, ErrorCode::Forbidden);
    }

    void theProvisionerNeverGrantsAnOwnerThatLooksEmpty()
    {
        const Role disguised{roles::owner, QStringLiteral("Owner"), {}};
        QCOMPARE(authorizeGrant(Actor::provisioner(), {}, disguised).error().code, ErrorCode::Forbidden);
    }

    void nobodyCanPassForAnotherInTheLog_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("name");
        const QString display = QStringLiteral("operator:root");
        QTest::newRow("by the user name") << Profile{display, {}, {}, QStringLiteral("a@x.org"), QStringLiteral("ana@x.org")}
                                          << QStringLiteral("operator:root <ana@x.org>");
        QTest::newRow("else by the mail") << Profile{display, {}, {}, QStringLiteral("a@x.org"), {}}
                                          << QStringLiteral("operator:root <a@x.org>");
        QTest::newRow("else by the id") << Profile{display, {}, {}, {}, {}} << QStringLiteral("operator:root <ana>");
    }

    void nobodyCanPassForAnotherInTheLog()
    {
        QFETCH(Profile, profile);
        QFETCH(QString, name);
        User user = person({});
        user.profile = profile;
        QCOMPARE(Actor::of(user), Actor::personNamed(user.id, name));
    }

    void grantsRoles_data()
    {
        QTest::addColumn<QString>("giver");
        QTest::addColumn<QString>("given");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const RoleId &giver, const RoleId &given, bool allowed) {
            QTest::addRow("%s gives %s", qUtf8Printable(giver.text()), qUtf8Printable(given.text()))
                << giver.text() << given.text() << allowed;
        };
        row(roles::owner, roles::owner, true);
        row(roles::owner, roles::administrator, true);
        row(roles::administrator, roles::owner, false);
        row(roles::administrator, roles::administrator, true);
        row(roles::administrator, viewer.id, true);
        row(granter.id, viewer.id, true);
        row(granter.id, roles::user, true);
        row(granter.id, roles::administrator, false);
        row(viewer.id, viewer.id, false);
        row(roles::user, roles::user, false);
    }

    void grantsRoles()
    {
        QFETCH(QString, giver);
        QFETCH(QString, given);
        QFETCH(bool, allowed);
        const std::vector<Role> all = knownRoles();
        const Role &role = *std::ranges::find(all, RoleId(given), &Role::id);
        const auto granted = authorizeGrant(ana(), accessOf(person({RoleId(giver)})), role);
        QCOMPARE(granted.has_value(), allowed);
        if (!allowed)
            QCOMPARE(granted.error().code, ErrorCode::Forbidden);
    }

    void onlyAnOwnerGrantsOwnerEvenAmongEquals()
    {
        const Role everything{
            RoleId(QStringLiteral("own")), QStringLiteral("Own"), {allPermissions().begin(), allPermissions().end()}};
        const EffectiveAccess access = effectiveAccess(person({everything.id}), {}, {everything});
        QVERIFY(access.has(Permission::IdentityManage));
        QCOMPARE(authorizeGrant(ana(), access, roleNamed(roles::owner)).error().code, ErrorCode::Forbidden);
    }

    void anOwnerOfAPoolIsNoOwner()
    {
        const std::vector<Pool> pools{{payments, QStringLiteral("Payments"), false, {roles::owner}}};
        const EffectiveAccess access = effectiveAccess(person({granter.id}, {payments}), pools, knownRoles());
        QCOMPARE(authorizeGrant(ana(), access, roleNamed(roles::owner)).error().code, ErrorCode::Forbidden);
    }
};

QTEST_APPLESS_MAIN(TestAccess)
#include "test_access.moc"
