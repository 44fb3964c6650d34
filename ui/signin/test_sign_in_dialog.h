// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/sign_in.h"
#include "ui/signin/browser_door.h"

#include <QDialog>

namespace usher {

class ProviderSignIn;

/// A real sign-in, by somebody else or oneself, to see whether the configuration works. It provisions like any other, and leaves
/// who is signed in here alone. Opens with open() and deletes itself when it is closed.
class TestSignInDialog : public QDialog
{
    Q_OBJECT

public:
    TestSignInDialog(SignIn &signIn, OpenAddress openAddress, QWidget *parent = nullptr);

    void open() override;
    /// Waits for a sign-in that starts at the provider: Entra's Test button, or My Apps.
    void openToCatch();

Q_SIGNALS:
    /// Judged: the person was let in, or refused. The dialog stays, to be read.
    void concluded(const usher::SignInOutcome &outcome);

private:
    void showSuccess(const SignInOutcome &outcome);

    ProviderSignIn *m_provider;
};

} // namespace usher
