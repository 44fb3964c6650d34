// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/sign_in.h"
#include "ui/widgets/empty_state.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace usher {

class ErrorPanel;
class UserPanel;
class UserTable;
class UserTableModel;

/// How many people there are, in words.
[[nodiscard]] QString countsText(const UserCounts &counts);
/// What an empty table says: that nobody is there yet, or that nobody matches.
[[nodiscard]] EmptyText emptyText(const QString &search);

/// Everybody who has an account, and one of them in detail.
class UsersPage : public QWidget
{
    Q_OBJECT

public:
    UsersPage(Directory &directory, const Session &session, const Clock &clock, QWidget *parent = nullptr);

    /// Shows those alone whose name, mail or user name has \p text in it; everybody where it is empty.
    void search(const QString &text);
    /// Reads again what is shown: after a test sign-in, or when the page comes into sight.
    void refresh();

private:
    void connectTable();
    void showCounts();
    void showTable();
    void select(const QModelIndex &index);
    void closePanel();

    Directory &m_directory;
    Actor m_actor;
    UserTableModel *m_model;
    UserTable *m_table;
    UserPanel *m_panel;
    QLabel *m_counts;
    ErrorPanel *m_error;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
};

} // namespace usher
