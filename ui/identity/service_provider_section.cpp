// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/service_provider_section.h"

#include "core/capture/loopback_listener.h"
#include "core/explain/explain.h"
#include "core/saml/address.h"
#include "core/saml/logout.h"
#include "ui/theme/icons.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace usher {

namespace {

QString complaintOf(const std::vector<DraftProblem> &problems, ConfigurationPart part)
{
    const auto problem = std::ranges::find(problems, part, &DraftProblem::part);
    return problem == problems.end() ? QString() : explain::words(problem->error).what;
}

/// Why no sign-in could be caught with what is saved; empty: it can.
QString catchHindrance(const IdentityConfigurationDraft &draft)
{
    if (!draft.saved.provider)
        return ServiceProviderSection::tr("Import an identity provider and save first.");
    if (draft.saved.protocol.unsolicited != TrustPolicy::Unsolicited::Accept)
        return ServiceProviderSection::tr("Switch on “Accept sign-ins that begin at the provider” below and save first.");
    if (!isLoopbackAddress(draft.saved.assertionConsumerService))
        return ServiceProviderSection::tr("Nothing can listen at the ACS URL: it is not on this computer.");
    return {};
}

} // namespace

ServiceProviderSection::ServiceProviderSection(QWidget *parent)
    : Card(tr("Service provider"),
           tr("What Entra must know about this portal. Copy the values to Entra: Single sign-on → Basic SAML Configuration."),
           parent)
    , m_entityId(new CopyField(tr("Entity ID"), CopyField::Access::Editable))
    , m_replyUrl(new CopyField(tr("ACS URL"), CopyField::Access::Editable))
    , m_logoutUrl(new CopyField(tr("Logout URL")))
    , m_entityIdField(new FormField({tr("Entity &ID"), tr("The portal's own name. It must be the same in Entra, letter by letter."),
                                     tr("Entra: Identifier (Entity ID)")},
                                    m_entityId))
    , m_replyUrlField(
          new FormField({tr("&ACS URL"),
                         tr("Where Entra posts its answer: https, or http://localhost. Usher catches it there before anything "
                            "is sent. Letter case counts."),
                         tr("Entra: Reply URL (Assertion Consumer Service URL)")},
                        m_replyUrl))
    , m_export(new QPushButton(tr("&Export metadata file…")))
    , m_catch(new QPushButton(tr("Ca&tch a sign-in…")))
{
    m_export->setIcon(theme::icon(QStringLiteral("document-export")));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::two);
    row->addWidget(m_export);
    row->addWidget(helpLabel(tr("Or give Entra both at once: Single sign-on → Upload metadata file.")), 1);
    body()->addWidget(m_entityIdField);
    body()->addWidget(m_replyUrlField);
    body()->addWidget(
        new FormField({tr("Log&out URL"),
                       tr("Where Entra sends people back after single logout. It follows from the ACS URL. Give it to Entra only "
                          "if you switch single logout on."),
                       tr("Entra: Logout Url (Optional)")},
                      m_logoutUrl));
    body()->addLayout(row);

    auto *catching = new QHBoxLayout;
    catching->setSpacing(theme::space::two);
    catching->addWidget(m_catch);
    catching->addWidget(
        helpLabel(tr("Entra's Test button and My Apps post to the ACS URL in a browser. Only while you catch does anything "
                     "listen there.")),
        1);
    body()->addLayout(catching);

    connect(m_catch, &QPushButton::clicked, this, &ServiceProviderSection::catchRequested);
    connect(m_entityId, &CopyField::textEdited, this,
            [this](const QString &text) { Q_EMIT entityIdEdited(EntityId(text.trimmed())); });
    connect(m_replyUrl, &CopyField::textEdited, this,
            [this](const QString &text) { Q_EMIT replyUrlEdited(QUrl(text.trimmed(), QUrl::StrictMode)); });
    connect(m_export, &QPushButton::clicked, this, &ServiceProviderSection::exportRequested);
}

void ServiceProviderSection::setDraft(const IdentityConfigurationDraft &draft, PageAccess access)
{
    const std::vector<DraftProblem> problems = draft.problems();
    const QString entityIdComplaint = complaintOf(problems, ConfigurationPart::ServiceProvider);
    const QString replyUrlComplaint = complaintOf(problems, ConfigurationPart::ReplyUrl);
    m_entityIdField->setComplaint(entityIdComplaint);
    m_replyUrlField->setComplaint(replyUrlComplaint);
    // What is being typed is not yet an address; it stays as it is typed.
    if (EntityId(m_entityId->text().trimmed()) != draft.edited.serviceProvider)
        m_entityId->setText(draft.edited.serviceProvider.text());
    if (QUrl(m_replyUrl->text().trimmed(), QUrl::StrictMode) != draft.edited.assertionConsumerService)
        m_replyUrl->setText(addressText(draft.edited.assertionConsumerService));
    m_logoutUrl->setText(replyUrlComplaint.isEmpty() ? addressText(logoutAddress(draft.edited.assertionConsumerService))
                                                     : QString());
    const auto field = access == PageAccess::Change ? CopyField::Access::Editable : CopyField::Access::ReadOnly;
    m_entityId->setAccess(field);
    m_replyUrl->setAccess(field);
    m_export->setEnabled(entityIdComplaint.isEmpty() && replyUrlComplaint.isEmpty());
    const QString hindrance = catchHindrance(draft);
    m_catch->setEnabled(hindrance.isEmpty());
    m_catch->setToolTip(hindrance);
}

} // namespace usher
