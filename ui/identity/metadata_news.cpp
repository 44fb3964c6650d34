// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/metadata_news.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/provider_preview_card.h"
#include "ui/widgets/relative_time.h"

#include <QVBoxLayout>

namespace usher {

namespace {

/// Two daily rounds and some hours in which nothing could be read: a server may be away for a night.
constexpr std::chrono::hours patience{60};

QString unreadText(const RefreshStatus &status, TimePoint now)
{
    if (!status.triedAt || !status.checkedAt || *status.triedAt - *status.checkedAt < patience)
        return {};
    return MetadataNews::tr(
               "The provider's metadata was last read %1, and could not be read since. If its certificate changes, nobody can "
               "sign in. Import it again to see what is wrong with the address.")
        .arg(relativeTime(*status.checkedAt, now));
}

} // namespace

MetadataNews::MetadataNews(QWidget *parent)
    : QWidget(parent)
    , m_unread(new Banner(theme::Tone::Warning))
    , m_why(new Banner(theme::Tone::Warning))
    , m_preview(new ProviderPreviewCard({tr("As it is published now"), tr("&Take it over"), tr("&Dismiss")}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_unread);
    layout->addWidget(m_why);
    layout->addWidget(m_preview);
    connect(m_preview, &ProviderPreviewCard::agreed, this, [this] { Q_EMIT accepted(m_proposal->provider); });
    connect(m_preview, &ProviderPreviewCard::declined, this, [this] { Q_EMIT dismissed(*m_proposal); });
}

void MetadataNews::setStatus(const RefreshStatus &status, const std::optional<IdentityProvider> &edited, TimePoint now)
{
    const QString unread = unreadText(status, now);
    m_unread->setText(unread);
    m_unread->setVisible(!unread.isEmpty());

    m_proposal = status.proposal && status.proposal->provider != edited ? status.proposal : std::nullopt;
    m_why->setVisible(m_proposal.has_value());
    m_preview->setVisible(m_proposal.has_value());
    setVisible(m_proposal || !unread.isEmpty());
    if (!m_proposal)
        return;
    m_why->setText(
        tr("The provider's address has published something else since %1. Usher did not take it over by itself: it could be "
           "another provider, did not come over https, or does not fit your settings. Ask whoever runs it before you do.")
            .arg(relativeTime(m_proposal->madeAt, now)));
    m_preview->setPreview(previewOf(edited, m_proposal->provider));
}

} // namespace usher
