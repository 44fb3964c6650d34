// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/connect_step.h"

#include "core/saml/address.h"
#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/welcome/first_start.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/toggle_switch.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

ConnectStep::ConnectStep(ConfigurationStore &configurations, QNetworkAccessManager &network, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_configurations(configurations)
    , m_busy(new BusyState(this))
    , m_entityId(new CopyField(tr("Entity ID")))
    , m_replyUrl(new CopyField(tr("ACS URL")))
    , m_import(new MetadataImport(network, clock))
    , m_jit(new ToggleSwitch(tr("SAML JIT")))
    , m_error(new ErrorPanel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::space::two);
    layout->addWidget(m_error);
    layout->addWidget(makeOurSide());
    layout->addWidget(makeTheirSide());
    m_error->hide();
    connect(m_import, &MetadataImport::imported, this, &ConnectStep::save);
}

QWidget *ConnectStep::makeOurSide()
{
    auto *card =
        new Card(tr("Tell Entra about this portal"),
                 tr("In the Entra admin center: Enterprise applications → your application → Single sign-on → SAML → Basic SAML "
                    "Configuration. Copy both values there."));
    card->body()->addWidget(new FormField({tr("Entity &ID"), {}, tr("Entra: Identifier (Entity ID)")}, m_entityId));
    card->body()->addWidget(
        new FormField({tr("&ACS URL"), {}, tr("Entra: Reply URL (Assertion Consumer Service URL)")}, m_replyUrl));
    return card;
}

QWidget *ConnectStep::makeTheirSide()
{
    auto *card =
        new Card(tr("Tell this portal about Entra"),
                 tr("On the same page in Entra, under SAML Certificates, copy the App Federation Metadata Url or download the "
                    "Federation Metadata XML."));
    QLabel *name = strongLabel(tr("SAML &JIT"));
    name->setBuddy(m_jit);
    m_jit->setChecked(true);
    QLabel *meaning =
        helpLabel(tr("Whoever Entra lets in gets an account here at the first sign-in, with the role User and no administrative "
                     "rights. You can switch this off later, under Settings."));
    m_jit->setAccessibleDescription(meaning->text());
    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::half);
    words->addWidget(name);
    words->addWidget(meaning);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::two);
    row->addWidget(m_jit, 0, Qt::AlignTop);
    row->addLayout(words, 1);

    auto *skip = new QPushButton(tr("&Skip"));
    skip->setToolTip(tr("You can do this at any time under Settings → Identity and Access Management → Identity Configuration."));
    theme::setButtonRole(skip, theme::ButtonRole::Quiet);
    card->body()->addLayout(row);
    card->body()->addWidget(m_import);
    card->body()->addWidget(new ProgressLine(*m_busy));
    card->body()->addWidget(skip, 0, Qt::AlignLeft);
    connect(skip, &QPushButton::clicked, this, &ConnectStep::skipped);
    connect(m_busy, &BusyState::busyChanged, this, [this, skip](bool busy) {
        m_import->setDisabled(busy);
        skip->setDisabled(busy);
    });
    return card;
}

void ConnectStep::begin(const Actor &actor)
{
    m_actor = actor;
    runJob(
        this, [&configurations = m_configurations] { return configurations.load(); },
        [this](const Result<IdentityConfiguration> &configuration) {
            if (configuration)
                render(*configuration);
            else
                showError(configuration.error(), tr("The identity configuration could not be read"));
        },
        m_busy);
}

void ConnectStep::render(const IdentityConfiguration &configuration)
{
    m_saved = configuration;
    m_entityId->setText(configuration.serviceProvider.text());
    m_replyUrl->setText(addressText(configuration.assertionConsumerService));
    m_import->setCurrent(configuration.provider);
}

void ConnectStep::save(const IdentityProvider &provider)
{
    m_error->hide();
    const auto method = m_jit->isChecked() ? ProvisioningMethod::SamlJit : ProvisioningMethod::Manual;
    runJob(
        this,
        [&configurations = m_configurations, actor = m_actor, wanted = connected(m_saved, provider, method)] {
            return configurations.save(actor, wanted);
        },
        [this](const Result<IdentityConfiguration> &configuration) {
            if (!configuration)
                return showError(configuration.error(), tr("The identity provider was not saved"));
            render(*configuration);
            Q_EMIT saved(*configuration);
        },
        m_busy);
}

void ConnectStep::showError(const Error &error, const QString &heading)
{
    m_error->setError(error, heading);
    m_error->show();
}

} // namespace usher
