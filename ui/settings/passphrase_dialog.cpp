// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/passphrase_dialog.h"

#include "core/crypto/password_hash.h"
#include "core/explain/explain.h"
#include "core/session/local_owner.h"
#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace usher {

namespace {

using Purpose = PassphraseDialog::Purpose;

QString titleOf(Purpose purpose)
{
    return purpose == Purpose::SetRecovery ? PassphraseDialog::tr("Set the recovery passphrase")
                                           : PassphraseDialog::tr("Enrol this computer");
}

QString textOf(Purpose purpose)
{
    return purpose == Purpose::SetRecovery
               ? PassphraseDialog::tr(
                     "It opens the directory’s keys where no enrolled computer does: on a second computer, after a "
                     "restored backup, after a lost keychain. Usher can’t tell it to anybody. Write it down, and keep "
                     "it where the keys for emergencies are. One that was set before no longer counts.")
               : PassphraseDialog::tr(
                     "Type the recovery passphrase that an owner has set. This computer gets a key of its own, kept in "
                     "its keychain, or in a file for you alone where there is no keychain.");
}

} // namespace

PassphraseDialog::PassphraseDialog(Purpose purpose, Use use, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_use(std::move(use))
    , m_busy(new BusyState(this))
    , m_passphrase(new QLineEdit)
    , m_again(new QLineEdit)
    , m_passphraseField(
          new FormField({tr("&Recovery passphrase"),
                         purpose == Purpose::SetRecovery
                             ? tr("At least %n characters. Five or six words in a row are easy to write down and hard to guess.",
                                  nullptr, minimumPasswordLength)
                             : QString(),
                         {}},
                        m_passphrase))
    , m_againField(new FormField({tr("Passphrase, a&gain")}, m_again))
    , m_error(new ErrorPanel)
    , m_apply(new QPushButton(purpose == Purpose::SetRecovery ? tr("&Set the passphrase") : tr("&Enrol")))
{
    setWindowTitle(titleOf(purpose));
    setAttribute(Qt::WA_DeleteOnClose);
    for (QLineEdit *field : {m_passphrase, m_again})
        field->setEchoMode(QLineEdit::Password);
    QLabel *text = bodyLabel(textOf(purpose));
    text->setMinimumWidth(theme::formWidth);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::one);
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("&Cancel"));
    cancel->setAutoDefault(false);
    buttons->addWidget(cancel);
    buttons->addWidget(m_apply);
    theme::setButtonRole(m_apply, theme::ButtonRole::Primary);
    m_apply->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::three, theme::space::three, theme::space::three, theme::space::three);
    layout->setSpacing(theme::space::two);
    layout->addWidget(headingLabel(titleOf(purpose)));
    for (QWidget *part :
         std::initializer_list<QWidget *>{text, m_error, m_passphraseField, m_againField, new ProgressLine(*m_busy)})
        layout->addWidget(part);
    layout->addLayout(buttons);
    m_error->hide();
    m_againField->setVisible(purpose == Purpose::SetRecovery);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &PassphraseDialog::apply);
    connect(m_busy, &BusyState::busyChanged, m_apply, &QWidget::setDisabled);
    for (FormField *field : {m_passphraseField, m_againField}) // what is being mended is not complained about
        connect(static_cast<QLineEdit *>(field->control()), &QLineEdit::textEdited, field, [field] { field->setComplaint({}); });
    m_passphrase->setFocus();
}

bool PassphraseDialog::complain()
{
    if (m_purpose == Purpose::Enrol) {
        m_passphraseField->setComplaint(m_passphrase->text().isEmpty() ? tr("Type the recovery passphrase.") : QString());
        return !m_passphrase->text().isEmpty();
    }
    const Result<void> longEnough = checkNewPassword(SecretBytes::take(m_passphrase->text().toUtf8()));
    const bool agrees = m_again->text() == m_passphrase->text();
    m_passphraseField->setComplaint(longEnough ? QString() : explain::words(longEnough.error()).paragraph());
    m_againField->setComplaint(!longEnough || agrees ? QString() : tr("The two differ. Type the same one twice."));
    return longEnough && agrees;
}

void PassphraseDialog::apply()
{
    if (m_busy->isBusy() || !complain())
        return;
    m_error->hide();
    const auto passphrase = std::make_shared<const SecretBytes>(SecretBytes::take(m_passphrase->text().toUtf8()));
    runJob(
        this, [use = m_use, passphrase] { return use(*passphrase); },
        [this](const Result<void> &done) {
            if (!done) {
                m_error->setError(done.error());
                m_error->show();
                m_passphrase->setFocus();
                m_passphrase->selectAll();
                return;
            }
            m_passphrase->clear();
            m_again->clear();
            accept();
        },
        m_busy);
}

} // namespace usher
