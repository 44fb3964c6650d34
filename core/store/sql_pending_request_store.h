// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/sign_in.h"
#include "core/store/connections.h"

namespace usher {

/// Requests that wait for their answer. ProvisioningStore::commit() uses them up.
class SqlPendingRequestStore final : public PendingRequestStore
{
public:
    explicit SqlPendingRequestStore(Connections &connections) : m_connections(connections) {}

    [[nodiscard]] Result<void> add(const PendingRequest &request) override;
    [[nodiscard]] Result<PendingRequest> find(const QString &id) override;

private:
    Connections &m_connections;
};

} // namespace usher
