// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"
#include "core/sandbox/sandbox_tenant.h"

#include <QThread>

#include <future>

namespace usher {

/// The sandbox tenant on a thread of its own, so that neither the window nor a job keeps it waiting.
class TenantThread final : public QThread
{
public:
    TenantThread(sandbox::Keys keys, const Clock &clock, Random &random);
    ~TenantThread() override; ///< stops it and waits

    /// Starts to listen on \p port, or on a free one where that is busy, and waits until it does; once.
    /// \return the tenant as an identity provider. Errors: PortBusy, and those of reading its metadata.
    [[nodiscard]] Result<IdentityProvider> listen(quint16 port);

private:
    void run() override;
    [[nodiscard]] Result<std::unique_ptr<sandbox::Tenant>> makeTenant() const;

    sandbox::Keys m_keys;
    const Clock &m_clock;
    Random &m_random;
    quint16 m_port = 0;
    std::promise<Result<IdentityProvider>> m_listening;
};

} // namespace usher
