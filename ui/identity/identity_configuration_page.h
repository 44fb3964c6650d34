// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/provisioning/identity_configuration_draft.h"
#include "core/provisioning/provider_refresh.h"
#include "core/session/service_provider_keys.h"
#include "core/session/sign_in.h"
#include "ui/identity/page_access.h"

#include <QWidget>

#include <functional>
#include <optional>

class QNetworkAccessManager;
class QPushButton;

namespace usher {

class Banner;
class BusyState;
class ClaimsSection;
class ErrorPanel;
class ProtocolSection;
class ProviderSection;
class ProvisioningSection;
class SaveBar;
class ServiceProviderKeysSection;
class ServiceProviderSection;

/// What the page needs of an opened directory.
struct IdentitySources
{
    ConfigurationStore &configurations;
    Directory &directory;
    AuditLog &audit;
    QNetworkAccessManager &network;
    const Clock &clock;
    DirectoryKind kind;
    ProviderRefreshStore &refresh;
    ServiceProviderKeys &keys;
};

/// Settings › Identity and Access Management › Identity Configuration. The draft decides, the page connects.
class IdentityConfigurationPage : public QWidget
{
    Q_OBJECT

public:
    IdentityConfigurationPage(const IdentitySources &sources, const Session &session, QWidget *parent = nullptr);

    /// Calls \p leave at once, or after asking what becomes of unsaved changes; or never.
    void leave(std::function<void()> leave);
    [[nodiscard]] const IdentityConfigurationDraft &draft() const { return m_draft; }

    /// What a test sign-in came to.
    void showTestResult(const SignInOutcome &outcome);

Q_SIGNALS:
    void testSignInRequested();
    void catchSignInRequested();
    /// The draft is what the directory holds.
    void loaded();
    void saved(const usher::IdentityConfiguration &configuration);

private:
    void build();
    void connectSections();
    void load();
    void edit(const std::function<void(IdentityConfiguration &)> &change);
    void render();
    void save(const std::function<void()> &afterwards = {});
    void saveAs(const IdentityConfiguration &configuration, const std::function<void()> &afterwards);
    void showSaved(const IdentityConfiguration &before, const IdentityConfiguration &now);
    void showSaveError(const Error &error, const std::optional<AuditRecord> &other);
    void exportMetadata();
    void dismiss(const MetadataProposal &proposal);

    IdentitySources m_sources;
    Session m_session;
    PageAccess m_access;
    IdentityConfigurationDraft m_draft;
    BusyState *m_loading;
    BusyState *m_saving;
    QPushButton *m_test;
    Banner *m_viewOnly;
    Banner *m_testResult;
    ErrorPanel *m_error;
    QPushButton *m_reload;
    QWidget *m_sections;
    ProviderSection *m_provider;
    ServiceProviderSection *m_serviceProvider;
    ServiceProviderKeysSection *m_keys;
    ProtocolSection *m_protocol;
    ClaimsSection *m_claims;
    ProvisioningSection *m_provisioning;
    SaveBar *m_saveBar;
};

} // namespace usher
