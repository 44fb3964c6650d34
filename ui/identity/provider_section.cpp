// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/provider_section.h"

#include "core/explain/explain.h"
#include "ui/identity/certificate_list.h"
#include "ui/identity/metadata_news.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metadata_import.h"
#include "ui/widgets/provider_preview.h"
#include "ui/widgets/relative_time.h"

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

/// Where it comes from an address, also when that was read.
std::vector<Fact> factsOf(const IdentityProvider &provider, const RefreshStatus &refresh, TimePoint now)
{
    std::vector<Fact> facts = providerFacts(provider);
    if (provider.source.kind == MetadataSource::Kind::Address)
        facts.push_back({ProviderSection::tr("Read again"),
                         refresh.checkedAt ? ProviderSection::tr("daily; last %1").arg(relativeTime(*refresh.checkedAt, now))
                                           : ProviderSection::tr("daily"),
                         refresh.checkedAt ? exactTime(*refresh.checkedAt) : QString()});
    return facts;
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
    , m_expiry(new Banner(theme::Tone::Warning))
    , m_warning(new Banner(theme::Tone::Warning))
    , m_problem(new Banner(theme::Tone::Bad))
    , m_news(new MetadataNews)
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
    body()->addWidget(m_expiry);
    body()->addWidget(m_warning);
    body()->addWidget(m_news);
    body()->addWidget(m_replace, 0, Qt::AlignLeft);
    body()->addWidget(m_import);
    connect(m_replace, &QPushButton::toggled, m_import, &QWidget::setVisible);
    connect(m_import, &MetadataImport::imported, this, [this](const IdentityProvider &provider) {
        m_replace->setChecked(false);
        Q_EMIT providerImported(provider);
    });
    connect(m_news, &MetadataNews::accepted, this, &ProviderSection::providerImported);
    connect(m_news, &MetadataNews::dismissed, this, &ProviderSection::proposalDismissed);
    m_import->hide();
}

void ProviderSection::setDraft(const IdentityConfigurationDraft &draft, TimePoint now, PageAccess access)
{
    const std::optional<IdentityProvider> &provider = draft.edited.provider;
    m_none->setVisible(!provider);
    m_facts->setVisible(provider.has_value());
    m_certificatesBlock->setVisible(provider.has_value());
    if (provider) {
        m_facts->setFacts(factsOf(*provider, m_refresh, now));
        m_certificates->setCertificates(provider->metadata.signingCertificates, now);
    }
    showExpiry(provider, now);
    const QString warning = warningText(draft, now);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    const QString problem = problemText(draft);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());

    m_news->setStatus(m_refresh, provider, now);
    const bool mayChange = access == PageAccess::Change;
    m_news->setEnabled(mayChange);
    m_replace->setVisible(mayChange && provider.has_value());
    m_import->setVisible(mayChange && (!provider || m_replace->isChecked()));
    m_import->setCurrent(provider);
}

void ProviderSection::showExpiry(const std::optional<IdentityProvider> &provider, TimePoint now)
{
    const auto expiry = provider ? certificateExpiry(provider->metadata.signingCertificates, now) : std::nullopt;
    m_expiry->setVisible(expiry && expiry->isWorthAWarning());
    if (!m_expiry->isHidden()) {
        m_expiry->setTone(badgeOf(expiry->level).tone);
        m_expiry->setText(explain::words(*expiry, now).paragraph());
    }
}

} // namespace usher
