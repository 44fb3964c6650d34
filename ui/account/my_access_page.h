// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/sign_in.h"

#include <QWidget>

namespace usher {

class AccessList;
struct AccountDetails;
class BusyState;
class ErrorPanel;
class FactList;

/// Who somebody is here, their pools and roles, what they may do, and why. All that people without administrative
/// permission see.
class MyAccessPage : public QWidget
{
    Q_OBJECT

public:
    MyAccessPage(Directory &directory, const Clock &clock, const Session &session, QWidget *parent = nullptr);

    /// Asks the directory again.
    void reload();

Q_SIGNALS:
    /// What is shown is what the directory holds.
    void loaded();

private:
    void render(const AccountDetails &details);

    Directory &m_directory;
    const Clock &m_clock;
    Session m_session;
    BusyState *m_busy;
    ErrorPanel *m_error;
    QWidget *m_cards;
    FactList *m_person;
    FactList *m_memberships;
    AccessList *m_access;
};

} // namespace usher
