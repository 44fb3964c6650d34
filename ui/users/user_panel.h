// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/users/user_actions.h"
#include "ui/widgets/account_facts.h"

#include <QFrame>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace usher {

class AccessList;
class Badge;
class BusyState;
class ErrorPanel;

/// One person, beside the table: who they are, what they may do and why, and what can be done about it.
class UserPanel : public QFrame
{
    Q_OBJECT

public:
    UserPanel(Directory &directory, const Session &session, const Clock &clock, QWidget *parent = nullptr);

    void showUser(const UserId &id);
    [[nodiscard]] const UserId &userId() const { return m_id; }

Q_SIGNALS:
    void closeRequested();
    /// The person shows as they are.
    void loaded();
    /// Something was done to them.
    void changed(const usher::UserId &id);

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeFacts();
    void load();
    void render(const AccountDetails &details);
    void offer(const User &user);
    void ask(UserAction action);
    void perform(const User &user, UserAction action);
    void showError(const Error &error, const QString &heading);

    Directory &m_directory;
    Session m_session;
    const Clock &m_clock;
    UserId m_id;
    std::optional<User> m_user;
    BusyState *m_busy;
    QLabel *m_name;
    Badge *m_origin;
    Badge *m_status;
    ErrorPanel *m_error;
    QWidget *m_contents;
    QHBoxLayout *m_actions;
    FactList *m_profile;
    FactList *m_identities;
    QLabel *m_pools;
    QLabel *m_roles;
    AccessList *m_access;
};

} // namespace usher
