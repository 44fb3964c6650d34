// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_configuration_store.h"

#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"

#include <algorithm>

namespace usher {

namespace {

/// What validate() can't know: that the pool and the role are there.
Result<void> checkReferences(Connection &connection, const IdentityConfiguration &configuration)
{
    if (std::ranges::find(builtInRoles(), configuration.defaultRole, &Role::id) == builtInRoles().end())
        return fail(ErrorCode::ConfigurationInvalid, QStringLiteral("defaultRole"));
    if (configuration.defaultPool.isEmpty())
        return {};
    USHER_TRY(const bool known, connection.any("SELECT 1 FROM pool WHERE id = ?", {configuration.defaultPool}));
    return known ? Result<void>() : fail(ErrorCode::ConfigurationInvalid, QStringLiteral("defaultPool"));
}

Result<IdentityConfiguration> replaceConfiguration(Connection &connection, const Actor &actor, IdentityConfiguration configuration,
                                                   TimePoint now)
{
    USHER_TRY(requirePermission(connection, actor, Permission::IdentityManage));
    USHER_TRY(const IdentityConfiguration before, loadConfiguration(connection));
    if (configuration.version != before.version)
        return fail(ErrorCode::ConfigurationOutdated);
    USHER_TRY(const DirectoryKind kind, loadKind(connection));
    USHER_TRY(validate(configuration, kind));
    USHER_TRY(checkReferences(connection, configuration));

    ++configuration.version;
    USHER_TRY(updateConfiguration(connection, configuration));
    USHER_TRY(appendDifference(connection, {.at = now,
                                            .actor = actor.name,
                                            .action = AuditAction::IdentityConfigurationSaved,
                                            .target = QString::number(configuration.version),
                                            .before = toJson(before),
                                            .after = toJson(configuration)}));
    return configuration;
}

} // namespace

Result<IdentityConfiguration> loadConfiguration(Connection &connection)
{
    const auto content = [](const Row &row) { return row.json(0); };
    USHER_TRY(const auto json, connection.first("SELECT content FROM identity_configuration", {}, content));
    if (!json)
        return fail(ErrorCode::StoreCorrupt, connection.path(), QStringLiteral("the directory has lost its configuration"));
    return identityConfigurationFromJson(*json);
}

Result<int> configurationVersion(Connection &connection)
{
    USHER_TRY(const qint64 version, connection.number("SELECT version FROM identity_configuration"));
    return int(version);
}

Result<void> updateConfiguration(Connection &connection, const IdentityConfiguration &configuration)
{
    USHER_TRY(connection.run("UPDATE identity_configuration SET version = ?, content = ?",
                             {configuration.version, toJson(configuration)}));
    return {};
}

Result<void> insertConfiguration(Connection &connection, const IdentityConfiguration &configuration)
{
    USHER_TRY(connection.run("INSERT INTO identity_configuration (version, content) VALUES (?, ?)",
                             {configuration.version, toJson(configuration)}));
    return {};
}

Result<IdentityConfiguration> SqlConfigurationStore::load()
{
    return m_connections.read(loadConfiguration);
}

Result<IdentityConfiguration> SqlConfigurationStore::save(const Actor &actor, const IdentityConfiguration &configuration)
{
    return m_connections.write(
        [&](Connection &connection) { return replaceConfiguration(connection, actor, configuration, m_clock.now()); });
}

} // namespace usher
