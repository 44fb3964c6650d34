// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "tests/ui/opened_directory.h"
#include "ui/identity/identity_configuration_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/portal_view.h"
#include "ui/signin/sign_in_page.h"
#include "ui/theme/theme.h"
#include "ui/users/users_page.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/side_list.h"
#include "ui/widgets/toggle_switch.h"

#include <QApplication>
#include <QFileDialog>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace usher;
using namespace usher::test;

namespace {

constexpr int patience = 30'000;

/// A window on a real directory, and the settings that it remembers.
struct OpenedWindow
{
    OpenedDirectory directory;
    Settings settings{directory.folder.filePath(QStringLiteral("settings.ini"))};
    theme::Theme theme{*qApp, Appearance::Light};
    std::unique_ptr<MainWindow> window = std::make_unique<MainWindow>(settings, theme, opener());

    [[nodiscard]] Portal portal()
    {
        Store &store = *directory.store;
        return {store.directory(),    store.configurations(), directory.signIn,        directory.signOut,
                directory.localOwner, store.audit(),          store.providerRefresh(), store.serviceProviderKeys(),
                store.enrolment(),    directory.network,      DirectoryKind::Real,     directory.address.path};
    }
    [[nodiscard]] OpenPortal opener()
    {
        return [this]() -> Result<Portal> { return portal(); };
    }

    /// The window with somebody signed in, past the sign-in page.
    void signIn(const Session &session)
    {
        window->show();
        QSignalSpy shown(window.get(), &MainWindow::signInShown);
        QVERIFY(shown.size() > 0 || shown.wait(patience));
        Q_EMIT window->findChild<SignInPage *>()->signedIn(session);
        QVERIFY(window->portalView() != nullptr);
    }
    template<typename Page>
    [[nodiscard]] Page *page() const
    {
        Page *found = window->findChild<Page *>();
        return found && found->isVisible() ? found : nullptr;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const { return buttonNamed<QPushButton>(*window, text); }
};

/// The page has other switches beside it.
ToggleSwitch &samlJit(const IdentityConfigurationPage &page)
{
    const QList<ToggleSwitch *> all = page.findChildren<ToggleSwitch *>();
    return **std::ranges::find(all, QStringLiteral("SAML JIT"), &QWidget::accessibleName);
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsItselfBeforeTheDirectoryIsOpen()
    {
        OpenedWindow opened;
        QSemaphore gate;
        MainWindow window(opened.settings, opened.theme, [&]() -> Result<Portal> {
            gate.acquire();
            return opened.portal();
        });
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(says(window, QStringLiteral("Opening the directory…")));
        gate.release();
        QVERIFY(QSignalSpy(&window, &MainWindow::signInShown).wait(patience));
    }

    void saysWhyTheDirectoryCantBeOpenedAndTriesAgain()
    {
        OpenedWindow opened;
        std::atomic<int> attempts = 0;
        MainWindow window(opened.settings, opened.theme, [&]() -> Result<Portal> {
            if (attempts++ == 0)
                return fail(ErrorCode::StoreNewerVersion, QStringLiteral("/srv/directory.sqlite"));
            return opened.portal();
        });
        window.show();
        QVERIFY(QSignalSpy(&window, &MainWindow::openingFailed).wait(patience));
        QVERIFY(says(window, QStringLiteral("The directory could not be opened")));
        QSignalSpy signIn(&window, &MainWindow::signInShown);
        buttonNamed<QPushButton>(window, QStringLiteral("Try again"))->click();
        QVERIFY(signIn.wait(patience));
    }

    void opensAnotherFolderWhereThatIsOffered()
    {
        OpenedWindow opened;
        std::atomic<int> attempts = 0;
        MainWindow window(opened.settings, opened.theme, [&]() -> Result<Portal> {
            if (attempts++ == 0)
                return fail(ErrorCode::StoreCorrupt, QStringLiteral("/srv/directory.sqlite"));
            return opened.portal();
        });
        window.offerFolders();
        window.show();
        QVERIFY(QSignalSpy(&window, &MainWindow::openingFailed).wait(patience));
        buttonNamed<QPushButton>(window, QStringLiteral("Choose another folder…"))->click();
        auto *dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        QSignalSpy signIn(&window, &MainWindow::signInShown);
        Q_EMIT dialog->fileSelected(QStringLiteral("/srv/usher"));
        QVERIFY(signIn.wait(patience));
        QCOMPARE(opened.settings.directoryAddress(), QStringLiteral("sqlite:/srv/usher/directory.sqlite"));
    }

    void beginsWithTheFirstStartWhereNobodyIsYet()
    {
        StoreFixture empty;
        const auto store = empty.open();
        QNetworkAccessManager network;
        SignIn signIn{store->configurations(),      store->requests(), store->provisioning(), store->directory(),
                      store->serviceProviderKeys(), empty.clock,       empty.random};
        SignOut signOut{store->configurations(), store->serviceProviderKeys(), store->sessions(), empty.clock, empty.random};
        LocalOwner localOwner{store->localOwners(), store->directory(), empty.clock, empty.random};
        Settings settings(empty.folder.filePath(QStringLiteral("settings.ini")));
        theme::Theme theme(*qApp, Appearance::Light);
        MainWindow window(settings, theme, [&]() -> Result<Portal> {
            return Portal{store->directory(),
                          store->configurations(),
                          signIn,
                          signOut,
                          localOwner,
                          store->audit(),
                          store->providerRefresh(),
                          store->serviceProviderKeys(),
                          store->enrolment(),
                          network,
                          DirectoryKind::Real,
                          {}};
        });
        window.show();
        QVERIFY(QSignalSpy(&window, &MainWindow::welcomeShown).wait(patience));
        QVERIFY(window.findChild<WelcomePage *>()->isVisible());
        QThreadPool::globalInstance()->waitForDone();
    }

    void signsOutHereAtOnceAndSaysWhatTheProviderDidNotConfirm()
    {
        OpenedWindow opened;
        const SandboxWorld world;
        opened.directory.configure([&](IdentityConfiguration &configuration) {
            configuration.provider = realProvider(world);
            configuration.protocol.singleLogout = SingleLogout::On;
        });
        Session session = opened.directory.ownerSession();
        NameId nameId;
        nameId.value = QStringLiteral("ana@contoso.example");
        session.atProvider = ProviderSession{realProvider(world).metadata.entityId, nameId, QStringLiteral("_1")};
        opened.signIn(session);

        Q_EMIT opened.window->portalView()->signOutRequested();
        QVERIFY(opened.window->portalView() == nullptr);
        QTRY_VERIFY(opened.page<SignInPage>() != nullptr);
        QVERIFY(says(*opened.window, explain::words({ErrorCode::SignOutUnconfirmed}).what));
        QVERIFY(says(*opened.window, explain::words({ErrorCode::BrowserEngineMissing}).what)); // why: no plugin in this test
    }

    void somebodyWithoutAdministrativePermissionSeesMyAccessOnly()
    {
        OpenedWindow opened;
        opened.signIn(opened.directory.session(opened.directory.person(QStringLiteral("bela"))));
        QTRY_VERIFY(says(*opened.window, QStringLiteral("Who you are")));
        const auto *list = opened.window->findChild<SideList *>();
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QStringLiteral("My access"));
        QVERIFY(opened.button(QStringLiteral("Settings")) == nullptr);
        QVERIFY(opened.page<UsersPage>() == nullptr);
    }

    void settingsLeadToTheIdentityConfiguration()
    {
        OpenedWindow opened;
        opened.signIn(opened.directory.ownerSession());
        QVERIFY(opened.page<UsersPage>() != nullptr);
        opened.button(QStringLiteral("Settings"))->click();
        auto *page = opened.page<IdentityConfigurationPage>();
        QVERIFY(page != nullptr);
        QVERIFY(QSignalSpy(page, &IdentityConfigurationPage::loaded).wait(patience));
        const auto lists = opened.window->findChildren<SideList *>();
        const bool hasPath = std::ranges::any_of(lists, [](const SideList *list) {
            return list->count() > 1 && list->item(0)->text() == u"Identity and Access Management" &&
                   list->item(1)->text() == u"Identity Configuration";
        });
        QVERIFY(hasPath);
    }

    void savesTheSamlJitToggle()
    {
        const SandboxWorld world;
        OpenedWindow opened;
        opened.directory.configure([&](IdentityConfiguration &configuration) { configuration.provider = realProvider(world); });
        opened.signIn(opened.directory.ownerSession());
        opened.window->portalView()->showIdentityConfiguration();
        auto *page = opened.page<IdentityConfigurationPage>();
        QVERIFY(QSignalSpy(page, &IdentityConfigurationPage::loaded).wait(patience));
        samlJit(*page).click();
        QSignalSpy saved(page, &IdentityConfigurationPage::saved);
        opened.button(QStringLiteral("Save"))->click();
        QVERIFY(saved.wait(patience));
        QCOMPARE(must(opened.directory.store->configurations().load()).method, ProvisioningMethod::SamlJit);
    }

    void asksBeforeUnsavedChangesAreLeft()
    {
        const SandboxWorld world;
        OpenedWindow opened;
        opened.directory.configure([&](IdentityConfiguration &configuration) { configuration.provider = realProvider(world); });
        opened.signIn(opened.directory.ownerSession());
        opened.window->portalView()->showIdentityConfiguration();
        auto *page = opened.page<IdentityConfigurationPage>();
        QVERIFY(QSignalSpy(page, &IdentityConfigurationPage::loaded).wait(patience));
        samlJit(*page).click();

        opened.window->close();
        QVERIFY(opened.window->isVisible());
        auto *discard = buttonNamed<QPushButton>(*opened.window, QStringLiteral("Discard and leave"));
        QVERIFY(discard != nullptr);
        discard->click();
        QTRY_VERIFY(!opened.window->isVisible());
        QCOMPARE(must(opened.directory.store->configurations().load()).method, ProvisioningMethod::Manual);
    }

    void remembersItsSizeAndScreen()
    {
        OpenedWindow opened;
        opened.signIn(opened.directory.ownerSession());
        opened.window->portalView()->showScreen(Screen::Settings);
        opened.window->resize(1000, 700);
        opened.window->close();
        QTRY_VERIFY(!opened.window->isVisible());
        QCOMPARE(opened.settings.lastScreen(), QStringLiteral("settings"));
        opened.window = std::make_unique<MainWindow>(opened.settings, opened.theme, opened.opener());
        QCOMPARE(opened.window->size(), QSize(1000, 700));
        opened.signIn(opened.directory.ownerSession());
        QVERIFY(opened.page<IdentityConfigurationPage>() != nullptr);
    }

    void signingOutLeadsBackToTheSignIn()
    {
        OpenedWindow opened;
        opened.signIn(opened.directory.ownerSession());
        Q_EMIT opened.window->portalView()->signOutRequested();
        QTRY_VERIFY(opened.page<SignInPage>() != nullptr);
        QVERIFY(opened.window->portalView() == nullptr);
    }
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
