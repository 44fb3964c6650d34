// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/local_owner.h"
#include "core/session/sign_in.h"
#include "ui/signin/browser_door.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace usher {

class Banner;
class BusyState;
class ProviderSignIn;
class FormField;

/// How people come in: with Microsoft Entra ID, inside this window or in the system browser, or with the local account.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    SignInPage(SignIn &signIn, LocalOwner &localOwner, DirectoryKind kind, OpenAddress openAddress = systemBrowser(),
               QWidget *parent = nullptr);

    /// Tells the local account that every sandbox has; it is no secret, since its tenant lets anybody in as anybody.
    void showSandboxOwner(const QString &name, const QString &password);
    /// Says at the top what became of the sign-out before.
    void showNote(theme::Tone tone, const QString &text);
    /// How the person who signed in came in at the provider; nothing for the local account.
    [[nodiscard]] const std::optional<Entrance> &entrance() const { return m_entrance; }

Q_SIGNALS:
    void signedIn(const usher::Session &session);

private:
    [[nodiscard]] QWidget *makeChooser(DirectoryKind kind);
    [[nodiscard]] QWidget *makeLocalAccount();
    [[nodiscard]] QWidget *makeEntra(DirectoryKind kind);
    void followProvider();
    void signInLocally();

    LocalOwner &m_localOwner;
    BusyState *m_busy;
    QStackedWidget *m_stack;
    QWidget *m_chooser;
    ProviderSignIn *m_provider;
    std::optional<Entrance> m_entrance;
    Banner *m_note;
    QPushButton *m_withEntra = nullptr;
    QPushButton *m_withBrowser = nullptr;
    Banner *m_needsSetup = nullptr;
    Banner *m_localHint;
    QLineEdit *m_name;
    QLineEdit *m_password;
    FormField *m_passwordField = nullptr;
    QPushButton *m_signInLocally = nullptr;
};

} // namespace usher
