// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/theme/theme.h"
#include "ui/users/user_panel.h"
#include "ui/users/user_table.h"
#include "ui/users/user_table_model.h"
#include "ui/users/users_page.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/notification.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>

#include <algorithm>

using namespace usher;
using namespace usher::test;

namespace {

struct OpenedPage
{
    OpenedDirectory directory;
    std::unique_ptr<UsersPage> page;

    void open()
    {
        page = std::make_unique<UsersPage>(directory.store->directory(), directory.ownerSession(), directory.clock);
        page->resize(1200, 760);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        QTRY_VERIFY(!model()->canFetchMore({}) && model()->rowCount() > 0);
    }
    [[nodiscard]] UserTable *table() const { return page->findChild<UserTable *>(); }
    [[nodiscard]] UserTableModel *model() const { return page->findChild<UserTableModel *>(); }
    [[nodiscard]] UserPanel *panel() const { return page->findChild<UserPanel *>(); }
    void select(int row) const
    {
        QSignalSpy loaded(panel(), &UserPanel::loaded);
        table()->selectRow(row);
        QVERIFY(loaded.wait());
    }
    void press(const char *action) const
    {
        QTRY_VERIFY(buttonNamed(*panel(), QString::fromLatin1(action)));
        buttonNamed(*panel(), QString::fromLatin1(action))->click();
    }
    [[nodiscard]] User stored(const UserId &id) const { return must(directory.store->directory().user(anOperator(), id)); }
};

} // namespace

class TestUsersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { new theme::Theme(*qApp, Appearance::Light); }

    void countsPeopleInWords()
    {
        QCOMPARE(countsText({1, 0, 0}), QStringLiteral("1 person"));
        QCOMPARE(countsText({12, 9, 1}), QStringLiteral("12 people  ·  9 by SAML JIT  ·  1 disabled"));
    }

    void panelShowsWhoItIsAndWhyTheyMay()
    {
        OpenedPage opened;
        const User ana = opened.directory.person(QStringLiteral("Ana"));
        opened.open();
        opened.select(*opened.model()->rowOf(ana.id));
        QVERIFY(opened.panel()->isVisible());
        QTRY_VERIFY(says(*opened.panel(), QStringLiteral("Ana@contoso.com")));
        QTRY_VERIFY(says(*opened.panel(), QStringLiteral("No administrative permission")));
        opened.select(*opened.model()->rowOf(opened.directory.ownerAccount.id));
        QTRY_VERIFY(says(*opened.panel(), QStringLiteral("Owner, directly")));
    }

    void ownerIsMadeOnlyAfterTheQuestion()
    {
        OpenedPage opened;
        const User ana = opened.directory.person(QStringLiteral("Ana"));
        opened.open();
        opened.select(*opened.model()->rowOf(ana.id));
        opened.press("Make owner");
        auto *question = opened.page->findChild<ConfirmDialog *>();
        QVERIFY(question);
        QCOMPARE(opened.stored(ana.id).roles, ana.roles);

        QSignalSpy changed(opened.panel(), &UserPanel::changed);
        buttonNamed(*question, QStringLiteral("Make owner"))->click();
        QVERIFY(changed.wait());
        QCOMPARE(std::ranges::count(opened.stored(ana.id).roles, roles::owner), 1);
        QTRY_VERIFY(buttonNamed(*opened.panel(), QStringLiteral("Remove owner")));
        QTRY_VERIFY(says(*opened.panel(), QStringLiteral("Owner, directly")));
    }

    void disablingLeavesItsUndo()
    {
        OpenedPage opened;
        const User ana = opened.directory.person(QStringLiteral("Ana"));
        opened.open();
        opened.select(*opened.model()->rowOf(ana.id));
        opened.press("Disable");
        QSignalSpy changed(opened.panel(), &UserPanel::changed);
        buttonNamed(*opened.page->findChild<ConfirmDialog *>(), QStringLiteral("Disable"))->click();
        QVERIFY(changed.wait());
        QCOMPARE(opened.stored(ana.id).status, UserStatus::Disabled);
        QTRY_COMPARE(opened.model()->user(*opened.model()->rowOf(ana.id)).status, UserStatus::Disabled);

        buttonNamed(*opened.page->findChild<Notification *>(), QStringLiteral("Undo"))->click();
        QVERIFY(changed.wait());
        QCOMPARE(opened.stored(ana.id).status, UserStatus::Active);
    }

    void lastOwnerIsExplainedAndStays()
    {
        OpenedPage opened;
        opened.open();
        opened.select(0);
        opened.press("Remove owner");
        buttonNamed(*opened.page->findChild<ConfirmDialog *>(), QStringLiteral("Remove owner"))->click();
        QTRY_VERIFY(says(*opened.panel(), QStringLiteral("last owner")));
        QCOMPARE(opened.stored(opened.directory.ownerAccount.id).roles, std::vector{roles::owner});
    }

    void searchFindsAndSaysWhenNobodyMatches()
    {
        OpenedPage opened;
        (void)opened.directory.person(QStringLiteral("Ana"));
        opened.open();
        opened.page->search(QStringLiteral("ana"));
        QTRY_COMPARE(opened.model()->rowCount(), 1);
        opened.page->search(QStringLiteral("anaxyz"));
        QTRY_VERIFY(says(*opened.page, QStringLiteral("Nobody matches “anaxyz”")));
    }

    void escapeClosesThePanel()
    {
        OpenedPage opened;
        opened.open();
        opened.select(0);
        QTest::keyClick(opened.page.get(), Qt::Key_Escape);
        QTRY_VERIFY(!opened.panel()->isVisible());
    }

    void whatIsInSightStaysWhileRowsComeAbove()
    {
        OpenedPage opened;
        for (int i = 0; i < 40; ++i)
            (void)opened.directory.person(QStringLiteral("Ben %1").arg(i, 2, 10, QLatin1Char('0')));
        opened.open();
        QScrollBar *bar = opened.table()->verticalScrollBar();
        bar->setValue(400);
        const QString top = opened.table()->indexAt(QPoint(10, 10)).data().toString();
        (void)opened.directory.person(QStringLiteral("Aaron"));
        opened.page->refresh();
        QTRY_COMPARE(opened.model()->rowCount(), 42);
        QCOMPARE(opened.table()->indexAt(QPoint(10, 10)).data().toString(), top);
    }
};

QTEST_MAIN(TestUsersPage)
#include "test_users_page.moc"
