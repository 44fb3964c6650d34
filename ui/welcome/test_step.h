// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/sign_in.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace usher {

class Banner;
class BusyState;
class ErrorPanel;

/// Step 3: the first real sign-in, after which that person can be made an owner too.
class TestStep : public QWidget
{
    Q_OBJECT

public:
    explicit TestStep(Directory &directory, QWidget *parent = nullptr);

    /// \p actor is who will make the person an owner.
    void begin(const Actor &actor);
    void showOutcome(const SignInOutcome &outcome);

Q_SIGNALS:
    void testSignInRequested();
    void finished();

private:
    void makeOwner();

    Directory &m_directory;
    Actor m_actor;
    std::optional<User> m_person;
    BusyState *m_busy;
    Banner *m_result;
    ErrorPanel *m_error;
    QPushButton *m_test;
    QPushButton *m_makeOwner;
    QPushButton *m_finish;
};

} // namespace usher
