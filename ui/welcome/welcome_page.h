// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/welcome/first_start.h"

#include "core/session/local_owner.h"

#include <QWidget>

class QLabel;
class QNetworkAccessManager;

namespace usher {

class ConnectStep;
class FittingStack;
class OwnerStep;
class TestStep;

/// What the first start needs of an opened directory.
struct WelcomeSources
{
    LocalOwner &localOwner;
    ConfigurationStore &configurations;
    Directory &directory;
    QNetworkAccessManager &network;
    const Clock &clock;
};

/// The first start, while nobody is here: a local owner, Entra, a first test sign-in.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const WelcomeSources &sources, QWidget *parent = nullptr);

    /// What the test sign-in came to.
    void showTestResult(const SignInOutcome &outcome);

Q_SIGNALS:
    /// The window opens it and hands the outcome to showTestResult().
    void testSignInRequested();
    /// \p owner is signed in from here on; nothing where that step was skipped.
    void finished(const std::optional<usher::Session> &owner);

private:
    void advance();
    void render();

    FirstStart m_start;
    QLabel *m_progress;
    FittingStack *m_steps;
    OwnerStep *m_owner;
    ConnectStep *m_connect;
    TestStep *m_test;
};

} // namespace usher
