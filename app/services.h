// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/opened_directory.h"
#include "app/tenant_thread.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/federation/provider_refresh.h"
#include "core/session/local_owner.h"
#include "core/session/sign_in.h"
#include "core/session/sign_out.h"
#include "core/settings/settings.h"
#include "ui/shell/portal.h"

#include <QNetworkAccessManager>
#include <QTimer>

#include <memory>
#include <optional>

namespace usher {

/// How the window was asked for.
struct WindowOptions
{
    DirectoryKind kind = DirectoryKind::Real; ///< Sandbox: with the tenant, and a directory of its own
    QString directory;                        ///< as given, `sqlite:PATH`; empty: the saved one, else the default
};

/// The composition root: owns everything that lives as long as the program, in the order in which it is needed.
class Services
{
public:
    /// Quick; nothing is opened yet. UI thread.
    explicit Services(const WindowOptions &options);
    /// Waits for jobs, which borrow what is about to go.
    ~Services();

    [[nodiscard]] Settings &settings() { return m_settings; }

    /// Opens the directory and, for a sandbox, starts its tenant. Takes its time: in a job, so that the window shows first.
    /// After an error it may be tried again.
    [[nodiscard]] Result<Portal> open();

private:
    [[nodiscard]] Result<StoreAddress> address() const;
    [[nodiscard]] Result<void> startSandbox(LocalOwner &localOwner);
    /// Has the provider's metadata read again, now and from time to time, where it is this portal's turn. UI thread.
    void startRounds();

    WindowOptions m_options;
    SystemClock m_clock;
    SystemRandom m_random;
    Settings m_settings;
    QNetworkAccessManager m_network;
    std::optional<PortalKey> m_portalKey;
    std::unique_ptr<Store> m_store;
    std::optional<ProviderRefresh> m_refresh;
    std::optional<SignIn> m_signIn;
    std::optional<SignOut> m_signOut;
    std::optional<LocalOwner> m_localOwner;
    std::unique_ptr<TenantThread> m_tenant;
    QTimer m_rounds;
};

} // namespace usher
