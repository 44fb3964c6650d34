// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/account/my_access_page.h"

#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

class TestMyAccessPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsSomebodyWhoTheyAreAndThatTheyAdministerNothing()
    {
        OpenedDirectory directory;
        const User bela = directory.person(QStringLiteral("bela"));
        MyAccessPage page(directory.store->directory(), directory.clock, directory.session(bela));
        page.show();
        QVERIFY(QSignalSpy(&page, &MyAccessPage::loaded).wait());
        QTRY_VERIFY(says(page, QStringLiteral("bela Example")));
        QVERIFY(says(page, QStringLiteral("bela@contoso.com")));
        QVERIFY(says(page, QStringLiteral("Your roles carry no administrative permission.")));
    }

    void tellsAnOwnerWhatTheyMayDoAndWhy()
    {
        OpenedDirectory directory;
        MyAccessPage page(directory.store->directory(), directory.clock, directory.ownerSession());
        page.show();
        QVERIFY(QSignalSpy(&page, &MyAccessPage::loaded).wait());
        QTRY_VERIFY(says(page, QStringLiteral("Owner, directly")));
        QVERIFY(!says(page, QStringLiteral("no administrative permission")));
    }

    void saysWhyItCouldNotBeReadAndReadsAgain()
    {
        OpenedDirectory directory;
        Session stranger = directory.ownerSession();
        stranger.user.id = UserId(QStringLiteral("nobody"));
        MyAccessPage page(directory.store->directory(), directory.clock, stranger);
        page.show();
        QTRY_VERIFY(says(page, QStringLiteral("Your account could not be read")));
        QVERIFY(buttonNamed(page, QStringLiteral("Try again")) != nullptr);
    }
};

QTEST_MAIN(TestMyAccessPage)
#include "test_my_access_page.moc"
