// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QDialog>

#include <functional>

class QLineEdit;
class QPushButton;

namespace usher {

class BusyState;
class ErrorPanel;
class FormField;

/// Asks for the recovery passphrase: a new one, twice; or the one that was set. It stays open until what was asked for is done.
class PassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { SetRecovery, Enrol };
    /// What happens with it; runs in a job.
    using Use = std::function<Result<void>(const SecretBytes &passphrase)>;

    PassphraseDialog(Purpose purpose, Use use, QWidget *parent);

private:
    [[nodiscard]] bool complain();
    void apply();

    Purpose m_purpose;
    Use m_use;
    BusyState *m_busy;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    FormField *m_passphraseField;
    FormField *m_againField;
    ErrorPanel *m_error;
    QPushButton *m_apply;
};

} // namespace usher
