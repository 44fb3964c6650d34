// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"
#include "core/store/connections.h"

namespace usher {

[[nodiscard]] Result<IdentityConfiguration> loadConfiguration(Connection &connection);
/// The version alone, without reading certificates.
[[nodiscard]] Result<int> configurationVersion(Connection &connection);
/// Takes its place; whoever calls has checked it, counted its version and audits it.
[[nodiscard]] Result<void> updateConfiguration(Connection &connection, const IdentityConfiguration &configuration);
/// Writes a new directory's first one.
[[nodiscard]] Result<void> insertConfiguration(Connection &connection, const IdentityConfiguration &configuration);

class SqlConfigurationStore final : public ConfigurationStore
{
public:
    SqlConfigurationStore(Connections &connections, const Clock &clock) : m_connections(connections), m_clock(clock) {}

    [[nodiscard]] Result<IdentityConfiguration> load() override;
    [[nodiscard]] Result<IdentityConfiguration> save(const Actor &actor, const IdentityConfiguration &configuration) override;

private:
    Connections &m_connections;
    const Clock &m_clock;
};

} // namespace usher
