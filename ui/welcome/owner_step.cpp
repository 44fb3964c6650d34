// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/owner_step.h"

#include "core/crypto/password_hash.h"
#include "core/explain/explain.h"
#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/welcome/first_start.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/job.h"
#include "ui/widgets/progress_line.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace usher {

OwnerStep::OwnerStep(LocalOwner &localOwner, QWidget *parent)
    : QWidget(parent)
    , m_localOwner(localOwner)
    , m_busy(new BusyState(this))
    , m_name(new QLineEdit)
    , m_password(new QLineEdit)
    , m_again(new QLineEdit)
    , m_strength(new Banner(theme::Tone::Neutral))
    , m_nameField(new FormField({tr("&Name"), tr("What you will type to sign in, for example “owner”."), {}}, m_name))
    , m_passwordField(new FormField({tr("&Password"),
                                     tr("At least %n characters. A few words in a row are easy to remember and hard to guess.",
                                        nullptr, minimumPasswordLength),
                                     {}},
                                    m_password))
    , m_againField(new FormField({tr("Password, a&gain")}, m_again))
    , m_error(new ErrorPanel)
    , m_create(new QPushButton(tr("&Create the owner")))
{
    for (QLineEdit *field : {m_password, m_again})
        field->setEchoMode(QLineEdit::Password);
    for (QLineEdit *field : {m_name, m_password, m_again})
        field->setMaximumWidth(theme::formWidth);

    auto *card =
        new Card(tr("An owner of this portal’s own"),
                 tr("This account works without Entra. Keep its password where you keep the keys for emergencies: it opens the "
                    "door when the identity provider is down or set up wrongly."));
    for (QWidget *part : std::initializer_list<QWidget *>{m_nameField, m_passwordField, m_strength, m_againField, m_error})
        card->body()->addWidget(part);
    m_strength->setMaximumWidth(theme::formWidth);
    m_strength->hide();
    m_error->hide();

    auto *skip = new QPushButton(tr("&Skip"));
    skip->setToolTip(tr("Without it, nobody can get in when the identity provider can’t be reached."));
    theme::setButtonRole(skip, theme::ButtonRole::Quiet);
    theme::setButtonRole(m_create, theme::ButtonRole::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_create);
    buttons->addWidget(skip);
    buttons->addStretch(1);
    card->body()->addWidget(new ProgressLine(*m_busy));
    card->body()->addLayout(buttons);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(card);

    connect(m_create, &QPushButton::clicked, this, &OwnerStep::create);
    connect(skip, &QPushButton::clicked, this, &OwnerStep::skipped);
    connect(m_busy, &BusyState::busyChanged, this, [this, skip](bool busy) {
        m_create->setDisabled(busy);
        skip->setDisabled(busy);
    });
    connect(m_password, &QLineEdit::textEdited, this, &OwnerStep::showStrength);
    for (FormField *field : {m_nameField, m_passwordField, m_againField}) // what is being mended is not complained about
        connect(static_cast<QLineEdit *>(field->control()), &QLineEdit::textEdited, field, [field] { field->setComplaint({}); });
    connect(m_name, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, m_again, qOverload<>(&QWidget::setFocus));
    connect(m_again, &QLineEdit::returnPressed, this, &OwnerStep::create);
    setFocusProxy(m_name);
}

void OwnerStep::showStrength(const QString &password)
{
    const PasswordStrength strength = strengthOf(password);
    m_strength->setVisible(strength != PasswordStrength::TooShort);
    switch (strength) {
    case PasswordStrength::TooShort:
        break;
    case PasswordStrength::Weak:
        m_strength->setTone(theme::Tone::Warning);
        m_strength->setText(tr("Weak: long enough, but easy to guess. Add a word or two."));
        break;
    case PasswordStrength::Good:
        m_strength->setTone(theme::Tone::Good);
        m_strength->setText(tr("Good. Another word makes it strong."));
        break;
    case PasswordStrength::Strong:
        m_strength->setTone(theme::Tone::Good);
        m_strength->setText(tr("Strong: long, and of many different letters."));
        break;
    }
}

bool OwnerStep::complain()
{
    const bool hasName = !m_name->text().trimmed().isEmpty();
    const Result<void> longEnough = checkNewPassword(SecretBytes::take(m_password->text().toUtf8()));
    const bool agrees = m_again->text() == m_password->text();
    m_nameField->setComplaint(hasName ? QString() : tr("Give the owner a name."));
    m_passwordField->setComplaint(longEnough ? QString() : explain::words(longEnough.error()).paragraph());
    m_againField->setComplaint(!longEnough || agrees ? QString() : tr("The two passwords differ. Type the same one twice."));
    return hasName && longEnough && agrees;
}

void OwnerStep::create()
{
    if (m_busy->isBusy() || !complain())
        return;
    m_error->hide();
    const auto password = std::make_shared<const SecretBytes>(SecretBytes::take(m_password->text().toUtf8()));
    runJob(
        this, [&owner = m_localOwner, name = m_name->text(), password] { return owner.create(name, *password); },
        [this](const Result<Session> &owner) {
            if (!owner) {
                m_error->setError(owner.error(), tr("The owner was not created"));
                m_error->show();
                return;
            }
            m_password->clear();
            m_again->clear();
            Q_EMIT created(*owner);
        },
        m_busy);
}

} // namespace usher
