// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "ui/shell/portal.h"
#include "ui/signin/sign_out_page.h"

#include <QMainWindow>

#include <optional>

class QStackedWidget;

namespace usher {

namespace theme {
class Theme;
}
class BusyState;
class OpeningPage;
class PortalView;
class WelcomePage;

/// The window: opens the directory behind its first picture, then the first start, the sign-in, or the portal. It assembles and
/// decides nothing.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Settings &settings, theme::Theme &theme, OpenPortal open, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Lets people choose another folder where the directory can't be opened: for a start at which the settings say where it
    /// is, and nobody else.
    void offerFolders();
    /// The portal that is shown; null while nobody is signed in.
    [[nodiscard]] PortalView *portalView() const { return m_view; }

Q_SIGNALS:
    /// One of the stages is on the screen.
    void welcomeShown();
    void signInShown();
    void portalShown(const usher::Session &session);
    void openingFailed(const usher::Error &error);

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void openDirectory();
    void openDirectoryIn(const QString &folder);
    void begin(const Portal &portal);
    void showWelcome();
    /// \param note  what became of the sign-out before
    void showSignIn(const std::optional<SignOutNote> &note);
    void showPortal(const Session &session);
    /// Ends the session here, then asks the provider to end its own.
    void signOut(const Session &session);
    void openTestSignIn(WelcomePage *welcome);
    /// Shows \p page in place of what was there, which goes.
    void replace(QWidget *page);

    Settings &m_settings;
    theme::Theme &m_theme;
    OpenPortal m_open;
    std::optional<Portal> m_portal;
    std::optional<Entrance> m_entrance; ///< of whoever is signed in; nothing for a local account
    BusyState *m_busy;
    QStackedWidget *m_stack;
    OpeningPage *m_opening;
    PortalView *m_view = nullptr;
    bool m_wasPainted = false;
    bool m_mayClose = false;
};

} // namespace usher
