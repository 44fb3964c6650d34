// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/configuration_jobs.h"

#include "core/saml/service_provider_metadata.h"

#include <QSaveFile>

#include <algorithm>

namespace usher {

namespace {

constexpr int recordsToLookThrough = 100; // the save that was in our way is among the newest

} // namespace

Result<ConfigurationContents> loadContents(ConfigurationStore &configurations, Directory &directory)
{
    USHER_TRY(auto configuration, configurations.load());
    USHER_TRY(auto pools, directory.pools());
    USHER_TRY(auto roles, directory.roles());
    return ConfigurationContents{std::move(configuration), std::move(pools), std::move(roles)};
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
    const auto other = std::ranges::find(*records, AuditAction::IdentityConfigurationSaved, &AuditRecord::action);
    if (other != records->end())
        attempt.other = *other;
    return attempt;
}

Result<QString> writeMetadataFile(const QString &path, const IdentityConfiguration &configuration)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::FileUnwritable, path, file.errorString());
    file.write(writeServiceProviderMetadata({configuration.serviceProvider, configuration.assertionConsumerService}));
    if (!file.commit())
        return fail(ErrorCode::FileUnwritable, path, file.errorString());
    return path;
}

} // namespace usher
