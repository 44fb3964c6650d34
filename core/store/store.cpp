// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/base/log.h"
#include "core/store/connections.h"
#include "core/store/migrations.h"
#include "core/store/new_directory.h"
#include "core/store/sql_audit_log.h"
#include "core/store/sql_configuration_store.h"
#include "core/store/sql_directory.h"
#include "core/store/sql_enrolment.h"
#include "core/store/sql_local_owner_store.h"
#include "core/store/sql_pending_request_store.h"
#include "core/store/sql_provider_refresh_store.h"
#include "core/store/sql_provisioning_store.h"
#include "core/store/sql_service_provider_keys.h"
#include "core/store/sql_session_log.h"
#include "core/store/sqlite_file.h"

#include <QFileInfo>

namespace usher {

struct Store::Parts
{
    Parts(const QString &path, const Clock &clock, Random &random, KeyKeeper *keeper)
        : connections(path)
        , directory(connections, clock)
        , configurations(connections, clock)
        , provisioning(connections, random)
        , requests(connections)
        , localOwners(connections)
        , sessions(connections)
        , audit(connections)
        , providerRefresh(connections)
        , enrolment(connections, clock, random, keeper)
        , serviceProviderKeys(connections, enrolment, clock, random)
    {
    }

    Connections connections;
    SqlDirectory directory;
    SqlConfigurationStore configurations;
    SqlProvisioningStore provisioning;
    SqlPendingRequestStore requests;
    SqlLocalOwnerStore localOwners;
    SqlSessionLog sessions;
    SqlAuditLog audit;
    SqlProviderRefreshStore providerRefresh;
    SqlEnrolment enrolment;
    SqlServiceProviderKeys serviceProviderKeys;
};

namespace {

/// Brings an older directory up to date; one that is takes no lock.
Result<void> bringUpToDate(Connections &connections, TimePoint now)
{
    USHER_TRY(const std::vector<Migration> migrations, compiledMigrations());
    USHER_TRY(const qint64 found, connections.read(schemaVersion));
    if (found == migrations.back().version)
        return {};
    return connections.write([&](Connection &connection) { return migrate(connection, migrations, now); });
}

} // namespace

Store::Store(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const StoreAddress &address, DirectoryKind kindIfNew, WhenMissing whenMissing,
                                           const Clock &clock, Random &random, KeyKeeper *keeper)
{
    if (whenMissing == WhenMissing::Create && !QFileInfo::exists(address.path))
        USHER_TRY(createDirectory(address.path, kindIfNew, clock, random));
    USHER_TRY(sqlite::checkFile(address.path));
    auto parts = std::make_unique<Parts>(address.path, clock, random, keeper);
    USHER_TRY(bringUpToDate(parts->connections, clock.now()));
    if (keeper != nullptr) {
        // Without it everything works that needs no secret, and what does says why.
        if (const Result<void> ensured = parts->enrolment.ensureKey(); !ensured)
            qCWarning(logStore, "no key for this directory's secrets: %s", qUtf8Printable(ensured.error().detail));
    }
    return std::unique_ptr<Store>(new Store(std::move(parts)));
}

Directory &Store::directory()
{
    return m_parts->directory;
}

ConfigurationStore &Store::configurations()
{
    return m_parts->configurations;
}

ProvisioningStore &Store::provisioning()
{
    return m_parts->provisioning;
}

PendingRequestStore &Store::requests()
{
    return m_parts->requests;
}

LocalOwnerStore &Store::localOwners()
{
    return m_parts->localOwners;
}

SessionLog &Store::sessions()
{
    return m_parts->sessions;
}

AuditLog &Store::audit()
{
    return m_parts->audit;
}

Enrolment &Store::enrolment()
{
    return m_parts->enrolment;
}

ServiceProviderKeys &Store::serviceProviderKeys()
{
    return m_parts->serviceProviderKeys;
}

ProviderRefreshStore &Store::providerRefresh()
{
    return m_parts->providerRefresh;
}

} // namespace usher
