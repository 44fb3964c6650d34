// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/local_owner.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace usher {

class Banner;
class BusyState;
class ErrorPanel;
class FormField;

/// Step 1: the local owner, who gets in when the identity provider can't be reached.
class OwnerStep : public QWidget
{
    Q_OBJECT

public:
    explicit OwnerStep(LocalOwner &localOwner, QWidget *parent = nullptr);

Q_SIGNALS:
    void created(const usher::Session &owner);
    void skipped();

private:
    void create();
    void showStrength(const QString &password);
    /// Complains below the fields; true where there is nothing to complain about.
    [[nodiscard]] bool complain();

    LocalOwner &m_localOwner;
    BusyState *m_busy;
    QLineEdit *m_name;
    QLineEdit *m_password;
    QLineEdit *m_again;
    Banner *m_strength;
    FormField *m_nameField;
    FormField *m_passwordField;
    FormField *m_againField;
    ErrorPanel *m_error;
    QPushButton *m_create;
};

} // namespace usher
