// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/vault_fixture.h"
#include "tests/kit/patience.h"
#include "tests/ui/opened_directory.h"
#include "ui/settings/passphrase_dialog.h"
#include "ui/settings/storage_page.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/notification.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

namespace {

/// Until the page shows what was read; new widgets show up in a turn of their own.
void await(QSignalSpy &loaded)
{
    QVERIFY(loaded.wait(patience));
    QCoreApplication::processEvents();
}

/// The page in a window, on one machine of a directory.
struct OpenedStorage
{
    StoragePage page;

    OpenedStorage(Store &store, const Session &session, const Clock &clock)
        : page({QStringLiteral("/somewhere/directory.sqlite"), store.enrolment(), clock}, session)
    {
        page.resize(900, 900);
        QSignalSpy loaded(&page, &StoragePage::loaded);
        page.show();
        await(loaded);
    }

    [[nodiscard]] PassphraseDialog *open(const QString &button)
    {
        buttonNamed(page, button)->click();
        return page.window()->findChild<PassphraseDialog *>();
    }
};

/// Types into the fields that can be seen, and presses the button.
void answer(PassphraseDialog *dialog, const QStringList &typed, const QString &button)
{
    int at = 0;
    for (QLineEdit *field : dialog->findChildren<QLineEdit *>()) {
        if (field->isVisibleTo(dialog))
            field->setText(typed.value(at++));
    }
    buttonNamed(*dialog, button)->click();
}

const QString good = QStringLiteral("correct horse battery");

} // namespace

class TestStoragePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereThisComputersKeyIsKept()
    {
        OpenedDirectory directory;
        OpenedStorage storage(*directory.store, directory.ownerSession(), directory.clock);
        QVERIFY(says(storage.page, QStringLiteral("Its key is in a file that your account alone may read")));
        QVERIFY(says(storage.page, directory.keeper.path()));
        QVERIFY(says(storage.page, QStringLiteral("Not set")));
        QVERIFY(says(storage.page, QStringLiteral("This computer")));
        QVERIFY(!buttonNamed(storage.page, QStringLiteral("Enrol this computer…")));
        QVERIFY(!says(storage.page, QStringLiteral("no recovery passphrase"))); // there is nothing to lose yet
    }

    void warnsOwnersWhoseKeysHangOnOneComputer()
    {
        OpenedDirectory directory;
        must(directory.store->serviceProviderKeys().make(anOperator()));
        OpenedStorage storage(*directory.store, directory.ownerSession(), directory.clock);
        QVERIFY(says(storage.page, QStringLiteral("no recovery passphrase")));

        PassphraseDialog *dialog = storage.open(QStringLiteral("Set recovery passphrase…"));
        QSignalSpy loaded(&storage.page, &StoragePage::loaded);
        answer(dialog, {good, good}, QStringLiteral("Set the passphrase"));
        await(loaded);
        QVERIFY(!says(storage.page, QStringLiteral("no recovery passphrase")));
        QVERIFY(says(storage.page, QStringLiteral("Set just now by Olga Owner")));
        QVERIFY(buttonNamed(storage.page, QStringLiteral("Change recovery passphrase…")));
        QVERIFY(must(directory.store->enrolment().status()).recovery);
    }

    void complainsBelowTheFields_data()
    {
        QTest::addColumn<QStringList>("typed");
        QTest::addColumn<QString>("complaint");
        QTest::newRow("too short") << QStringList{QStringLiteral("eleven char"), QStringLiteral("eleven char")}
                                   << QStringLiteral("12 characters");
        QTest::newRow("two that differ") << QStringList{good, good.toUpper()} << QStringLiteral("The two differ");
    }
    void complainsBelowTheFields()
    {
        QFETCH(QStringList, typed);
        QFETCH(QString, complaint);
        OpenedDirectory directory;
        OpenedStorage storage(*directory.store, directory.ownerSession(), directory.clock);
        PassphraseDialog *dialog = storage.open(QStringLiteral("Set recovery passphrase…"));
        answer(dialog, typed, QStringLiteral("Set the passphrase"));
        QVERIFY(says(*dialog, complaint));
        QVERIFY(dialog->isVisible());
        QVERIFY(!must(directory.store->enrolment().status()).recovery);
    }

    void aSecondComputerIsEnrolledWithThePassphrase()
    {
        OpenedDirectory directory;
        VERIFY_OK(directory.store->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        Machine second;
        const auto store = second.open(directory);
        OpenedStorage storage(*store, directory.ownerSession(), directory.clock);
        QVERIFY(says(storage.page, QStringLiteral("This computer is not enrolled")));
        QVERIFY(!buttonNamed(storage.page, QStringLiteral("Change recovery passphrase…"))->isEnabled());

        PassphraseDialog *dialog = storage.open(QStringLiteral("Enrol this computer…"));
        answer(dialog, {QStringLiteral("something else")}, QStringLiteral("Enrol"));
        QTRY_VERIFY_WITH_TIMEOUT(says(*dialog, QStringLiteral("This is not the directory's recovery passphrase")), patience);
        QSignalSpy loaded(&storage.page, &StoragePage::loaded);
        answer(dialog, {good}, QStringLiteral("Enrol"));
        await(loaded);
        QVERIFY(!says(storage.page, QStringLiteral("This computer is not enrolled")));
        VERIFY_OK(store->enrolment().check());
        QVERIFY(storage.page.findChild<Notification *>());
    }

    void withoutAPassphraseNothingEnrols()
    {
        OpenedDirectory directory;
        Machine second;
        const auto store = second.open(directory);
        OpenedStorage storage(*store, directory.ownerSession(), directory.clock);
        QVERIFY(!buttonNamed(storage.page, QStringLiteral("Enrol this computer…"))->isEnabled());
    }

    void aKeychainThatIsGoneIsSaidAndNotPassedOver()
    {
        OpenedDirectory directory;
        VERIFY_OK(directory.store->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        Machine machine;
        {
            const auto store = machine.open(directory);
            VERIFY_OK(store->enrolment().enrol(anOperator(), passphrase()));
        }
        machine.keepOnlyChoiceOfKeychain();
        const auto store = machine.open(directory);
        OpenedStorage storage(*store, directory.ownerSession(), directory.clock);
        QVERIFY(says(storage.page, QStringLiteral("This computer can’t open the directory’s keys")));
        QVERIFY(says(storage.page, QStringLiteral("does not answer")));
        QVERIFY(buttonNamed(storage.page, QStringLiteral("Enrol this computer…"))->isEnabled());
    }

    void removesAnotherComputerAfterAsking()
    {
        OpenedDirectory directory;
        VERIFY_OK(directory.store->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        Machine second;
        VERIFY_OK(second.open(directory)->enrolment().enrol(anOperator(), passphrase()));
        OpenedStorage storage(*directory.store, directory.ownerSession(), directory.clock);
        buttonNamed(storage.page, QStringLiteral("Remove…"))->click();
        QCOMPARE(must(directory.store->enrolment().status()).portals.size(), size_t(2));
        QSignalSpy loaded(&storage.page, &StoragePage::loaded);
        buttonNamed(*storage.page.findChild<ConfirmDialog *>(), QStringLiteral("Remove the computer"))->click();
        await(loaded);
        QCOMPARE(must(directory.store->enrolment().status()).portals.size(), size_t(1));
        QVERIFY(!buttonNamed(storage.page, QStringLiteral("Remove…"))); // not this one
    }

    void whoMayNotChangeItLooksOnly()
    {
        OpenedDirectory directory;
        const User ana = directory.person(QStringLiteral("Ana"));
        VERIFY_OK(directory.store->directory().grantRole(anOperator(), ana.id, roles::administrator));
        must(directory.store->serviceProviderKeys().make(anOperator()));
        OpenedStorage storage(*directory.store, directory.session(ana), directory.clock);
        QVERIFY(says(storage.page, QStringLiteral("Enrolled.")));
        QVERIFY(!buttonNamed(storage.page, QStringLiteral("Set recovery passphrase…")));
        QVERIFY(!says(storage.page, QStringLiteral("no recovery passphrase"))); // theirs to see to it is nobody's but the owners'
    }
};

QTEST_MAIN(TestStoragePage)
#include "test_storage_page.moc"
