// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/provisioning/identity_configuration.h"

#include <optional>
#include <vector>

/// What the page asks of the directory; each runs off the UI thread.
namespace usher {

struct ConfigurationContents
{
    IdentityConfiguration configuration;
    std::vector<Pool> pools;
    std::vector<Role> roles;
};
[[nodiscard]] Result<ConfigurationContents> loadContents(ConfigurationStore &configurations, Directory &directory);

struct SaveAttempt
{
    Result<IdentityConfiguration> saved;
    std::optional<AuditRecord> other; ///< who was faster, where it failed as ConfigurationOutdated
};
[[nodiscard]] SaveAttempt saveConfiguration(ConfigurationStore &configurations, AuditLog &audit, const Actor &actor,
                                            const IdentityConfiguration &configuration);

/// Writes the service provider's metadata, whole or not at all.
/// \return the path. Errors: FileUnwritable.
[[nodiscard]] Result<QString> writeMetadataFile(const QString &path, const IdentityConfiguration &configuration);

} // namespace usher
