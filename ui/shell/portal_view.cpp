// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/portal_view.h"

#include "ui/account/my_access_page.h"
#include "ui/identity/identity_configuration_page.h"
#include "ui/settings/general_page.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/storage_page.h"
#include "ui/shell/expiry_banner.h"
#include "ui/shell/secrets_banner.h"
#include "ui/shell/top_bar.h"
#include "ui/signin/test_sign_in_dialog.h"
#include "ui/theme/icons.h"
#include "ui/users/users_page.h"
#include "ui/widgets/side_list.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace usher {

namespace {

constexpr int listWidth = 208; // 26 steps of the grid

struct ScreenText
{
    QString title;
    QString iconName;
};

ScreenText textOf(Screen screen)
{
    switch (screen) {
    case Screen::Users:
        return {PortalView::tr("Users"), QStringLiteral("system-users")};
    case Screen::MyAccess:
        return {PortalView::tr("My access"), QStringLiteral("user-identity")};
    case Screen::Settings:
        return {PortalView::tr("Settings"), QStringLiteral("configure")};
    }
    Q_UNREACHABLE();
}

} // namespace

PortalView::PortalView(const Portal &portal, const Session &session, Settings &settings, theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_portal(portal)
    , m_session(session)
    , m_settings(settings)
    , m_theme(theme)
    , m_screen(firstScreen(session.access, settings.lastScreen()))
    , m_topBar(new TopBar(session, portal.kind))
    , m_expiry(new ExpiryBanner(portal.configurations, portal.signIn.clock()))
    , m_secrets(new SecretsBanner(portal.enrolment))
    , m_list(new SideList(tr("Screens")))
    , m_stack(new QStackedWidget)
{
    m_list->setFixedWidth(listWidth);
    setFocusProxy(m_list);
    for (const Screen screen : listedScreens(session.access)) {
        const ScreenText text = textOf(screen);
        m_list->addEntry(int(screen), text.title, theme::icon(text.iconName));
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(m_expiry);
    layout->addWidget(m_secrets);
    layout->addLayout(row, 1);

    connect(m_list, &SideList::chosen, this, [this](int id) { showScreen(Screen(id)); });
    connect(m_topBar, &TopBar::settingsRequested, this, [this] { showScreen(Screen::Settings); });
    connect(m_topBar, &TopBar::myAccessRequested, this, [this] { showScreen(Screen::MyAccess); });
    connect(m_topBar, &TopBar::signOutRequested, this, [this] { leave([this] { Q_EMIT signOutRequested(); }); });
    connect(m_topBar, &TopBar::searched, this, [this](const QString &text) {
        showScreen(Screen::Users);
        if (m_users)
            m_users->search(text);
    });
    connect(m_expiry, &ExpiryBanner::identityConfigurationRequested, this, &PortalView::showIdentityConfiguration);
    connect(m_secrets, &SecretsBanner::storageRequested, this, &PortalView::showStorage);
    if (session.access.has(Permission::IdentityManage))
        m_expiry->check();
    switchTo(m_screen);
}

void PortalView::showScreen(Screen screen)
{
    if (screen == m_screen || !maySee(m_session.access, screen))
        return switchTo(m_screen);
    leave([this, screen] { switchTo(screen); });
}

void PortalView::showIdentityConfiguration()
{
    showScreen(Screen::Settings);
    if (m_settingsPage)
        m_settingsPage->showPage(m_identity);
}

void PortalView::showStorage()
{
    showScreen(Screen::Settings);
    if (m_settingsPage)
        m_settingsPage->showPage(m_storage);
}

void PortalView::leave(std::function<void()> leave)
{
    if (m_screen == Screen::Settings && m_settingsPage)
        m_settingsPage->leave(std::move(leave));
    else
        leave();
}

void PortalView::switchTo(Screen screen)
{
    auto known = std::ranges::find(m_screens, screen, &std::pair<Screen, QWidget *>::first);
    if (known == m_screens.end()) {
        m_screens.emplace_back(screen, makeScreen(screen));
        known = std::prev(m_screens.end());
        m_stack->addWidget(known->second);
    } else if (screen == Screen::Users && screen != m_screen) {
        m_users->refresh(); // what was done elsewhere may concern people
    }
    m_screen = screen;
    m_stack->setCurrentWidget(known->second);
    m_list->setCurrentId(int(screen));
    m_topBar->setScreen(screen);
    m_settings.setLastScreen(toText(screen));
    if (m_session.access.isOwner() && m_portal.kind == DirectoryKind::Real) // nothing in a sandbox is worth a warning
        m_secrets->check();
}

QWidget *PortalView::makeScreen(Screen screen)
{
    switch (screen) {
    case Screen::Users:
        return makeUsers();
    case Screen::MyAccess:
        return new MyAccessPage(m_portal.directory, m_portal.signIn.clock(), m_session);
    case Screen::Settings:
        return makeSettings();
    }
    Q_UNREACHABLE();
}

QWidget *PortalView::makeUsers()
{
    m_users = new UsersPage(m_portal.directory, m_session, m_portal.signIn.clock());
    return m_users;
}

QWidget *PortalView::makeSettings()
{
    m_settingsPage = new SettingsPage;
    m_identity = new IdentityConfigurationPage({m_portal.configurations, m_portal.directory, m_portal.audit, m_portal.network,
                                                m_portal.signIn.clock(), m_portal.kind, m_portal.providerRefresh,
                                                m_portal.serviceProviderKeys},
                                               m_session);
    m_settingsPage->addPage(tr("Identity and Access Management"), tr("Identity Configuration"), m_identity,
                            [this](std::function<void()> leave) { m_identity->leave(std::move(leave)); });
    m_settingsPage->addPage(tr("This computer"), tr("General"), new GeneralPage(m_settings, m_theme));
    m_storage = new StoragePage({m_portal.storeAddress, m_portal.enrolment, m_portal.signIn.clock()}, m_session);
    m_settingsPage->addPage(tr("This computer"), tr("Storage"), m_storage);
    connect(m_storage, &StoragePage::changed, m_secrets, &SecretsBanner::check);
    connect(m_identity, &IdentityConfigurationPage::saved, m_expiry, &ExpiryBanner::check);
    connect(m_identity, &IdentityConfigurationPage::testSignInRequested, this, [this] { makeTestSignIn()->open(); });
    connect(m_identity, &IdentityConfigurationPage::catchSignInRequested, this, [this] { makeTestSignIn()->openToCatch(); });
    return m_settingsPage;
}

TestSignInDialog *PortalView::makeTestSignIn()
{
    auto *dialog = new TestSignInDialog(m_portal.signIn, m_portal.openAddress, this);
    connect(dialog, &TestSignInDialog::concluded, this, [this](const SignInOutcome &outcome) {
        m_identity->showTestResult(outcome);
        if (m_users)
            m_users->refresh();
    });
    return dialog;
}

} // namespace usher
