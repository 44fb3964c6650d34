// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include <QTest>

using namespace usher;

namespace {

EffectiveAccess accessOf(const RoleId &role)
{
    User user;
    user.roles = {role};
    return effectiveAccess(user, {}, builtInRoles());
}

} // namespace

class TestScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void somebodyWithoutAdministrativePermissionSeesMyAccessOnly()
    {
        const EffectiveAccess access = accessOf(roles::user);
        QCOMPARE(listedScreens(access), std::vector{Screen::MyAccess});
        QVERIFY(!maySee(access, Screen::Users));
        QVERIFY(!maySee(access, Screen::Settings));
    }

    void anOwnerSeesEverything()
    {
        const EffectiveAccess access = accessOf(roles::owner);
        QCOMPARE(listedScreens(access), std::vector{Screen::Users});
        QVERIFY(maySee(access, Screen::Settings));
        QVERIFY(maySee(access, Screen::MyAccess));
    }

    void beginsWhereOneWas()
    {
        QCOMPARE(firstScreen(accessOf(roles::owner), u"settings"), Screen::Settings);
        QCOMPARE(firstScreen(accessOf(roles::owner), u""), Screen::Users);
        QCOMPARE(firstScreen(accessOf(roles::owner), u"a screen of another version"), Screen::Users);
    }

    void neverBeginsWhereOneMayNoLongerBe() { QCOMPARE(firstScreen(accessOf(roles::user), u"settings"), Screen::MyAccess); }

    void namesSurviveARestart()
    {
        for (const Screen screen : {Screen::Users, Screen::MyAccess, Screen::Settings})
            QCOMPARE(screenFromText(toText(screen)), std::optional(screen));
    }
};

QTEST_APPLESS_MAIN(TestScreens)
#include "test_screens.moc"
