// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/provider_refresh.h"

#include <QWidget>

namespace usher {

class Banner;
class ProviderPreviewCard;

/// What the provider has published meanwhile and Usher did not take over by itself; and that its address can't be read any more.
class MetadataNews : public QWidget
{
    Q_OBJECT

public:
    explicit MetadataNews(QWidget *parent = nullptr);

    /// \param edited  the provider as the page has it now; a proposal that is in it already is not shown
    void setStatus(const RefreshStatus &status, const std::optional<IdentityProvider> &edited, TimePoint now);

Q_SIGNALS:
    void accepted(const usher::IdentityProvider &provider);
    void dismissed(const usher::MetadataProposal &proposal);

private:
    std::optional<MetadataProposal> m_proposal;
    Banner *m_unread;
    Banner *m_why;
    ProviderPreviewCard *m_preview;
};

} // namespace usher
