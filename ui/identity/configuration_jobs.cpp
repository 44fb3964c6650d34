// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/configuration_jobs.h"

#include "ui/identity/save_file.h"

#include <algorithm>

namespace usher {

namespace {

constexpr int recordsToLookThrough = 100; // the save that was in our way is among the newest

} // namespace

Result<ConfigurationContents> loadContents(const ContentSources &sources)
{
    ConfigurationContents contents;
    USHER_TRY(contents.configuration, sources.configurations.load());
    USHER_TRY(contents.pools, sources.directory.pools());
    USHER_TRY(contents.roles, sources.directory.roles());
    USHER_TRY(contents.refresh, sources.refresh.status());
    USHER_TRY(contents.keys, sources.keys.certificates());
    return contents;
}

SaveAttempt saveConfiguration(ConfigurationStore &configurations, AuditLog &audit, const Actor &actor,
                              const IdentityConfiguration &configuration)
{
    SaveAttempt attempt{configurations.save(actor, configuration), {}};
    if (attempt.saved || attempt.saved.error().code != ErrorCode::ConfigurationOutdated)
        return attempt;
    const auto records = audit.records(0, recordsToLookThrough);
    if (!records)
        return attempt;
    const auto other = std::ranges::find_if(*records, [](const AuditRecord &record) {
        return record.action == AuditAction::IdentityConfigurationSaved || record.action == AuditAction::MetadataRefreshed;
    });
    if (other != records->end())
        attempt.other = *other;
    return attempt;
}

Result<QString> writeMetadataFile(const QString &path, const IdentityConfiguration &configuration, ServiceProviderKeys &keys)
{
    USHER_TRY(const std::vector<Certificate> certificates, keys.certificates());
    return saveFile(path, writeServiceProviderMetadata(serviceProviderMetadata(configuration, certificates)));
}

} // namespace usher
