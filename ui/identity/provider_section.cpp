// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/provider_section.h"

#include "core/explain/explain.h"
#include "ui/identity/certificate_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/provider_preview.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace usher {

namespace {

/// Warnings of the provider in one paragraph each.
QString warningText(const IdentityConfigurationDraft &draft, TimePoint now)
{
    QStringList texts;
    for (const DraftProblem &warning : draft.warnings(now)) {
        if (warning.part == ConfigurationPart::Provider)
            texts << explain::words(warning.error).paragraph();
    }
    return texts.join(u'\n');
}

QString problemText(const IdentityConfigurationDraft &draft)
{
    const std::vector<DraftProblem> problems = draft.problems();
    const auto problem = std::ranges::find(problems, ConfigurationPart::Provider, &DraftProblem::part);
    return problem == problems.end() ? QString() : explain::words(problem->error).paragraph();
}

} // namespace

ProviderSection::ProviderSection(QNetworkAccessManager &network, const Clock &clock, QWidget *parent)
    : Card(tr("Identity provider"),
           tr("Who says who people are. Usher believes this provider, and nobody else; there is one at a time."), parent)
    , m_none(bodyLabel(tr("There is none yet, so nobody can sign in with Microsoft Entra ID. Import your application's federation "
                          "metadata to begin.")))
    , m_facts(new FactList)
    , m_certificatesBlock(new QWidget)
    , m_certificates(new CertificateList)
    , m_warning(new Banner(theme::Tone::Warning))
    , m_problem(new Banner(theme::Tone::Bad))
    , m_replace(new QPushButton(tr("&Import metadata…")))
    , m_import(new MetadataImport(network, clock))
{
    auto *certificates = new QVBoxLayout(m_certificatesBlock);
    certificates->setContentsMargins({});
    certificates->setSpacing(theme::space::one);
    certificates->addWidget(strongLabel(tr("Signing certificates")));
    certificates->addWidget(m_certificates);

    m_replace->setCheckable(true);
    body()->addWidget(m_none);
    body()->addWidget(m_facts);
    body()->addWidget(m_certificatesBlock);
    body()->addWidget(m_problem);
    body()->addWidget(m_warning);
    body()->addWidget(m_replace, 0, Qt::AlignLeft);
    body()->addWidget(m_import);
    connect(m_replace, &QPushButton::toggled, m_import, &QWidget::setVisible);
    connect(m_import, &MetadataImport::imported, this, [this](const IdentityProvider &provider) {
        m_replace->setChecked(false);
        Q_EMIT providerImported(provider);
    });
    m_import->hide();
}

void ProviderSection::setDraft(const IdentityConfigurationDraft &draft, TimePoint now, PageAccess access)
{
    const std::optional<IdentityProvider> &provider = draft.edited.provider;
    m_none->setVisible(!provider);
    m_facts->setVisible(provider.has_value());
    m_certificatesBlock->setVisible(provider.has_value());
    if (provider) {
        m_facts->setFacts(providerFacts(*provider));
        m_certificates->setCertificates(provider->metadata.signingCertificates, now);
    }
    const QString warning = warningText(draft, now);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    const QString problem = problemText(draft);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());

    const bool mayChange = access == PageAccess::Change;
    m_replace->setVisible(mayChange && provider.has_value());
    m_import->setVisible(mayChange && (!provider || m_replace->isChecked()));
    m_import->setCurrent(provider);
}

} // namespace usher
