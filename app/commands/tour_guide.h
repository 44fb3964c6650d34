// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"
#include "core/session/sign_in.h"
#include "ui/shell/portal.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>

namespace usher {

namespace theme {
class Theme;
}
class ProviderSignIn;
class MainWindow;

/// Walks through the window like a person: each step waits for what the step before it brought to the screen. Ends the
/// application with an exit status.
class TourGuide final : public QObject
{
    Q_OBJECT

public:
    /// \param portal  there once the window has opened it
    TourGuide(Console &console, MainWindow &window, theme::Theme &theme, QString folder, const std::optional<Portal> &portal);

private:
    // In the order in which they happen.
    void arrive();
    void openProvider();
    void failOnPurpose();
    void showFailure();
    void showAccountPage();
    void showPasswordPage();
    void tellStage(SignInStage stage);
    void awaitMyAccess(const Session &session);
    void tellAccount(const Session &session);
    void showMyAccess();
    void signInAsOwner();
    void showUsers();
    void showIdentityConfiguration();
    void showProvisioning();
    void showDark();

    /// Says what the tour waits for; if that takes too long, it ends there.
    void waitFor(const QString &what);
    /// Once things have settled: takes a picture, then goes on.
    void picture(const QString &name, std::function<void()> next);
    void later(int milliseconds, std::function<void()> next);
    /// Looks until there is something to see.
    void until(std::function<bool()> isThere, std::function<void()> next);
    /// Key by key to the widget that has the focus in \p target, then Enter.
    void type(QWidget &target, const QString &text);
    void pressSignIn();
    [[nodiscard]] QWidget *webView() const;
    void end(const QString &complaint);

    Console &m_console;
    MainWindow &m_window;
    theme::Theme &m_theme;
    QString m_folder;
    const std::optional<Portal> &m_portal;
    QPointer<ProviderSignIn> m_provider; ///< until the portal takes its place
    QTimer m_patience;
    QString m_awaited;
    int m_pictures = 0;
};

} // namespace usher
