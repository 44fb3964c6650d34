// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/local_owner.h"
#include "core/session/sign_in.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace usher {

class Banner;
class BusyState;
class ProviderSignIn;
class FormField;

/// How people come in: with Microsoft Entra ID, in the embedded view, or with the local account.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    SignInPage(SignIn &signIn, LocalOwner &localOwner, DirectoryKind kind, QWidget *parent = nullptr);

    /// Tells the local account that every sandbox has; it is no secret, since its tenant lets anybody in as anybody.
    void showSandboxOwner(const QString &name, const QString &password);

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
    QPushButton *m_withEntra = nullptr;
    Banner *m_needsSetup = nullptr;
    Banner *m_localHint;
    QLineEdit *m_name;
    QLineEdit *m_password;
    FormField *m_passwordField = nullptr;
    QPushButton *m_signInLocally = nullptr;
};

} // namespace usher
