// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/opened_directory.h"
#include "ui/theme/theme.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/toggle_switch.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace usher;
using namespace usher::test;

namespace {

constexpr int patience = 30'000; // argon2id on a busy machine

/// A directory that nobody has been in yet.
struct NewDirectory : StoreFixture
{
    std::unique_ptr<Store> store = open();
    QNetworkAccessManager network;
    LocalOwner localOwner{store->localOwners(), store->directory(), clock, random};
    WelcomePage page{{localOwner, store->configurations(), store->directory(), network, clock}};

    NewDirectory() { page.show(); }
    ~NewDirectory() { QThreadPool::globalInstance()->waitForDone(); }
    Q_DISABLE_COPY_MOVE(NewDirectory)

    void type(const QString &label, const QString &text)
    {
        for (QLineEdit *field : page.findChildren<QLineEdit *>()) {
            if (field->accessibleName() == label && field->isVisible())
                field->setText(text);
        }
    }
    void press(const QString &text) { buttonNamed<QPushButton>(page, text)->click(); }
    void createOwner()
    {
        type(QStringLiteral("Name"), QStringLiteral("ana"));
        type(QStringLiteral("Password"), QStringLiteral("a long enough one"));
        type(QStringLiteral("Password, again"), QStringLiteral("a long enough one"));
        press(QStringLiteral("Create the owner"));
    }
};

} // namespace

class TestWelcomePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheLocalOwnerFirst()
    {
        NewDirectory directory;
        directory.createOwner();
        QTRY_VERIFY_WITH_TIMEOUT(says(directory.page, QStringLiteral("Step 2 of 3")), patience);
        QVERIFY(!must(directory.localOwner.needsFirstStart()));
    }

    void complainsBelowTheFields()
    {
        NewDirectory directory;
        directory.type(QStringLiteral("Password"), QStringLiteral("short"));
        directory.press(QStringLiteral("Create the owner"));
        QVERIFY(says(directory.page, QStringLiteral("Give the owner a name.")));
        QVERIFY(says(directory.page, QStringLiteral("The password is too short")));
        directory.type(QStringLiteral("Name"), QStringLiteral("ana"));
        directory.type(QStringLiteral("Password"), QStringLiteral("a long enough one"));
        directory.type(QStringLiteral("Password, again"), QStringLiteral("a long enough two"));
        directory.press(QStringLiteral("Create the owner"));
        QVERIFY(says(directory.page, QStringLiteral("The two passwords differ.")));
        QVERIFY(says(directory.page, QStringLiteral("Step 1 of 3")));
        QVERIFY(must(directory.localOwner.needsFirstStart()));
    }

    void savesTheProviderWithSamlJitOn()
    {
        const SandboxWorld world;
        const IdentityProvider provider = realProvider(world);
        NewDirectory directory;
        directory.createOwner();
        QTRY_VERIFY_WITH_TIMEOUT(says(directory.page, QStringLiteral("Step 2 of 3")), patience);
        auto *import = directory.page.findChild<MetadataImport *>();
        QTRY_VERIFY(import->isEnabled());
        Q_EMIT import->imported(provider);
        QTRY_VERIFY_WITH_TIMEOUT(says(directory.page, QStringLiteral("Step 3 of 3")), patience);
        const IdentityConfiguration saved = must(directory.store->configurations().load());
        QCOMPARE(saved.provider, std::optional(provider));
        QCOMPARE(saved.method, ProvisioningMethod::SamlJit);
    }

    void canLeaveSamlJitOff()
    {
        const SandboxWorld world;
        NewDirectory directory;
        directory.press(QStringLiteral("Skip"));
        auto *import = directory.page.findChild<MetadataImport *>();
        QTRY_VERIFY(import->isEnabled());
        directory.page.findChild<ToggleSwitch *>()->click();
        Q_EMIT import->imported(realProvider(world));
        QTRY_VERIFY_WITH_TIMEOUT(says(directory.page, QStringLiteral("Step 3 of 3")), patience);
        QCOMPARE(must(directory.store->configurations().load()).method, ProvisioningMethod::Manual);
    }

    void saysWhyAProviderWasNotSaved()
    {
        const SandboxWorld world;
        NewDirectory directory;
        directory.press(QStringLiteral("Skip"));
        auto *import = directory.page.findChild<MetadataImport *>();
        QTRY_VERIFY(import->isEnabled());
        IdentityProvider sandbox = realProvider(world);
        sandbox.metadata = world.identityProvider();
        Q_EMIT import->imported(sandbox);
        QTRY_VERIFY(says(directory.page, QStringLiteral("The identity provider was not saved")));
        QVERIFY(!must(directory.store->configurations().load()).provider);
    }

    void makesThePersonOfTheTestAnOwnerToo()
    {
        SandboxWorld world;
        NewDirectory directory;
        const User person = provisioned(*directory.store, QStringLiteral("bela"), directory);
        directory.createOwner();
        QTRY_VERIFY_WITH_TIMEOUT(says(directory.page, QStringLiteral("Step 2 of 3")), patience);
        auto *import = directory.page.findChild<MetadataImport *>();
        QTRY_VERIFY(import->isEnabled());
        Q_EMIT import->imported(realProvider(world));
        QTRY_VERIFY_WITH_TIMEOUT(says(directory.page, QStringLiteral("Step 3 of 3")), patience);

        const SignInOutcome outcome{world.judgement(world.order(sandbox::personNamed(QStringLiteral("amira")))),
                                    {},
                                    Session{person, Actor::of(person), {}, {}}};
        directory.page.showTestResult(outcome);
        QSignalSpy finished(&directory.page, &WelcomePage::finished);
        directory.press(QStringLiteral("Make this person an owner too"));
        QTRY_VERIFY(says(directory.page, QStringLiteral("is an owner now")));
        const User now = must(directory.store->directory().user(Actor::operatorNamed(QStringLiteral("test")), person.id));
        QVERIFY(std::ranges::find(now.roles, roles::owner) != now.roles.end());

        directory.press(QStringLiteral("Finish"));
        QCOMPARE(finished.size(), 1);
        QVERIFY(finished.first().first().value<std::optional<Session>>().has_value());
    }

    void canBeSkippedWhole()
    {
        NewDirectory directory;
        QSignalSpy finished(&directory.page, &WelcomePage::finished);
        directory.press(QStringLiteral("Skip"));
        QTRY_VERIFY(buttonNamed<QPushButton>(directory.page, QStringLiteral("Skip"))->isEnabled());
        directory.press(QStringLiteral("Skip"));
        QCOMPARE(finished.size(), 1);
        QVERIFY(!finished.first().first().value<std::optional<Session>>().has_value());
        QVERIFY(must(directory.localOwner.needsFirstStart()));
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const theme::Theme theme(application, Appearance::Light);
    TestWelcomePage test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_welcome_page.moc"
