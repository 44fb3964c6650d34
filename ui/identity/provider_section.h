// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration_draft.h"
#include "core/provisioning/provider_refresh.h"
#include "ui/identity/page_access.h"
#include "ui/widgets/card.h"

class QLabel;
class QNetworkAccessManager;
class QPushButton;

namespace usher {

class Banner;
class CertificateList;
class FactList;
class MetadataImport;
class MetadataNews;

/// Who vouches for people: tenant, entity ID, sign-in address, certificates; and the way to import another.
class ProviderSection : public Card
{
    Q_OBJECT

public:
    ProviderSection(QNetworkAccessManager &network, const Clock &clock, QWidget *parent = nullptr);

    void setDraft(const IdentityConfigurationDraft &draft, TimePoint now, PageAccess access);
    /// What became of the daily rounds; shown with the next draft.
    void setRefreshStatus(const RefreshStatus &status) { m_refresh = status; }

Q_SIGNALS:
    void providerImported(const usher::IdentityProvider &provider);
    void proposalDismissed(const usher::MetadataProposal &proposal);

private:
    void showExpiry(const std::optional<IdentityProvider> &provider, TimePoint now);

    RefreshStatus m_refresh;
    QLabel *m_none;
    FactList *m_facts;
    QWidget *m_certificatesBlock;
    CertificateList *m_certificates;
    Banner *m_expiry;
    Banner *m_warning;
    Banner *m_problem;
    MetadataNews *m_news;
    QPushButton *m_replace;
    MetadataImport *m_import;
};

} // namespace usher
