// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/provisioning/identity_configuration.h"
#include "core/provisioning/provider_refresh.h"
#include "core/session/service_provider_keys.h"

#include <optional>
#include <vector>

/// What the page asks of the directory; each runs off the UI thread.
namespace usher {

struct ConfigurationContents
{
    IdentityConfiguration configuration;
    std::vector<Pool> pools;
    std::vector<Role> roles;
    RefreshStatus refresh;
    std::vector<Certificate> keys; ///< this service provider's, newest first
};

/// What of an opened directory has the contents.
struct ContentSources
{
    ConfigurationStore &configurations;
    Directory &directory;
    ProviderRefreshStore &refresh;
    ServiceProviderKeys &keys;
};
[[nodiscard]] Result<ConfigurationContents> loadContents(const ContentSources &sources);

struct SaveAttempt
{
    Result<IdentityConfiguration> saved;
    std::optional<AuditRecord> other; ///< who was faster, where it failed as ConfigurationOutdated
};
[[nodiscard]] SaveAttempt saveConfiguration(ConfigurationStore &configurations, AuditLog &audit, const Actor &actor,
                                            const IdentityConfiguration &configuration);

/// Writes the service provider's metadata with its keys, whole or not at all.
/// \return the path. Errors: FileUnwritable, and the store's.
[[nodiscard]] Result<QString> writeMetadataFile(const QString &path, const IdentityConfiguration &configuration,
                                                ServiceProviderKeys &keys);

} // namespace usher
