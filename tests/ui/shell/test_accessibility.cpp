// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/identity/identity_configuration_page.h"
#include "ui/shell/portal_view.h"
#include "ui/theme/theme.h"
#include "ui/users/user_panel.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/side_list.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>

using namespace usher;
using namespace usher::test;

namespace {

/// What takes the focus and has no name; each a line that helps to find it.
QStringList namelessControls(const QWidget &window)
{
    QStringList nameless;
    for (QWidget *control : window.findChildren<QWidget *>()) {
        const bool isReached = control->isVisible() && control->focusPolicy() != Qt::NoFocus && !control->focusProxy();
        const bool isPart = qobject_cast<QScrollBar *>(control) || control->inherits("QComboBoxPrivateContainer") ||
                            control->inherits("QComboBoxListView");
        if (!isReached || isPart)
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(control);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            nameless << QStringLiteral("%1 in %2")
                            .arg(QLatin1String(control->metaObject()->className()),
                                 QLatin1String(control->parent()->metaObject()->className()));
    }
    return nameless;
}

#define COMPARE_NAMELESS(window) QCOMPARE(namelessControls(window).join(u'\n'), QString())

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { new theme::Theme(*qApp, Appearance::Light); }

    void everyControlOfThePortalHasAName()
    {
        OpenedDirectory directory;
        Settings settings(directory.folder.filePath(QStringLiteral("settings.ini")));
        theme::Theme theme(*qApp, Appearance::Light);
        Store &store = *directory.store;
        const Portal portal{store.directory(),    store.configurations(), directory.signIn,        directory.signOut,
                            directory.localOwner, store.audit(),          store.providerRefresh(), store.serviceProviderKeys(),
                            store.enrolment(),    directory.network,      DirectoryKind::Real,     directory.address.path};
        PortalView view(portal, directory.ownerSession(), settings, theme);
        view.resize(1280, 800);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));

        auto *table = view.findChild<QTableView *>();
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->selectRow(0);
        QTRY_VERIFY(view.findChild<UserPanel *>()->isVisible() && buttonNamed(view, QStringLiteral("Remove owner")));
        COMPARE_NAMELESS(view);

        view.showScreen(Screen::MyAccess);
        QTRY_VERIFY(says(view, QStringLiteral("Who you are")));
        COMPARE_NAMELESS(view);

        view.showIdentityConfiguration();
        QTRY_VERIFY(says(view, QStringLiteral("Service provider")));
        COMPARE_NAMELESS(view);
        for (auto *list : view.findChildren<SideList *>()) {
            for (int row = 0; row < list->count(); ++row) {
                list->setCurrentRow(row);
                COMPARE_NAMELESS(view);
            }
        }
    }

    void everyControlOfTheFirstStartHasAName()
    {
        StoreFixture fixture;
        const auto store = fixture.open();
        QNetworkAccessManager network;
        LocalOwner localOwner{store->localOwners(), store->directory(), fixture.clock, fixture.random};
        WelcomePage page({localOwner, store->configurations(), store->directory(), network, fixture.clock});
        page.resize(1280, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        COMPARE_NAMELESS(page);
        buttonNamed(page, QStringLiteral("Skip"))->click();
        QTRY_VERIFY(says(page, QStringLiteral("Tell Entra about this portal")));
        COMPARE_NAMELESS(page);
        QThreadPool::globalInstance()->waitForDone();
    }
};

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
