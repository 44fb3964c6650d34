// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/search_field.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace usher;
using namespace usher::test;

class TestTopBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { new theme::Theme(*qApp, Appearance::Light); }

    void searchesWhenTypingPauses()
    {
        OpenedDirectory directory;
        TopBar bar(directory.ownerSession(), DirectoryKind::Real);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        bar.activateWindow();
        QSignalSpy searched(&bar, &TopBar::searched);
        QTest::keyClick(&bar, Qt::Key_F, Qt::ControlModifier);
        auto *field = bar.findChild<SearchField *>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("ana "));
        QVERIFY(searched.wait());
        QCOMPARE(searched.size(), 1);
        QCOMPARE(searched.front().front().toString(), QStringLiteral("ana"));
    }

    void sandboxIsMarked()
    {
        OpenedDirectory directory;
        const TopBar real(directory.ownerSession(), DirectoryKind::Real);
        QVERIFY(real.findChildren<Badge *>().isEmpty());
        const TopBar sandbox(directory.ownerSession(), DirectoryKind::Sandbox);
        QCOMPARE(sandbox.findChild<Badge *>()->accessibleName(), QStringLiteral("Sandbox"));
    }

    void whoeverSeesOneScreenHasNothingToSearchOrSet()
    {
        OpenedDirectory directory;
        const TopBar bar(directory.session(directory.person(QStringLiteral("Ana"))), DirectoryKind::Real);
        QVERIFY(!bar.findChild<SearchField *>()->isVisibleTo(&bar));
        QVERIFY(buttonNamed(bar, QStringLiteral("Settings")) == nullptr);
    }

    void accountMenuLeadsToOnesAccessAndOut()
    {
        OpenedDirectory directory;
        TopBar bar(directory.ownerSession(), DirectoryKind::Real);
        QSignalSpy access(&bar, &TopBar::myAccessRequested);
        QSignalSpy out(&bar, &TopBar::signOutRequested);
        const auto *account = bar.findChild<QToolButton *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(account->accessibleName().contains(QStringLiteral("Olga Owner")));
        for (QAction *action : account->menu()->actions())
            action->trigger();
        QCOMPARE(access.size(), 1);
        QCOMPARE(out.size(), 1);
    }
};

QTEST_MAIN(TestTopBar)
#include "test_top_bar.moc"
