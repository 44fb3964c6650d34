// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "ui/shell/navigation.h"
#include "ui/shell/portal.h"

#include <QWidget>

#include <functional>

class QStackedWidget;

namespace usher {

namespace theme {
class Theme;
}
class ExpiryBanner;
class IdentityConfigurationPage;
class MyAccessPage;
class SecretsBanner;
class SettingsPage;
class SideList;
class StoragePage;
class TestSignInDialog;
class TopBar;
class UsersPage;

/// An opened portal with somebody signed in: the top bar, the list on the left, and the screens that their access opens.
class PortalView : public QWidget
{
    Q_OBJECT

public:
    PortalView(const Portal &portal, const Session &session, Settings &settings, theme::Theme &theme, QWidget *parent = nullptr);

    void showScreen(Screen screen);
    /// Settings → Identity and Access Management → Identity Configuration.
    void showIdentityConfiguration();
    /// Settings → This computer → Storage.
    void showStorage();
    /// Calls \p leave when nothing unsaved is lost by it: at once, after asking, or never.
    void leave(std::function<void()> leave);

Q_SIGNALS:
    void signOutRequested();

private:
    [[nodiscard]] QWidget *makeScreen(Screen screen);
    [[nodiscard]] QWidget *makeUsers();
    [[nodiscard]] QWidget *makeSettings();
    [[nodiscard]] TestSignInDialog *makeTestSignIn();
    void switchTo(Screen screen);

    Portal m_portal;
    Session m_session;
    Settings &m_settings;
    theme::Theme &m_theme;
    Screen m_screen;
    TopBar *m_topBar;
    ExpiryBanner *m_expiry;
    SecretsBanner *m_secrets;
    SideList *m_list;
    QStackedWidget *m_stack;
    std::vector<std::pair<Screen, QWidget *>> m_screens;
    UsersPage *m_users = nullptr;
    SettingsPage *m_settingsPage = nullptr;
    IdentityConfigurationPage *m_identity = nullptr;
    StoragePage *m_storage = nullptr;
};

} // namespace usher
