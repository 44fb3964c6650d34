// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_enrolment.h"

#include "core/session/local_owner.h"
#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"

#include <QSysInfo>

namespace usher {

namespace {

Result<bool> hasAnyWayToKey(Connection &connection)
{
    return connection.any("SELECT 1 FROM portal UNION ALL SELECT 1 FROM recovery UNION ALL SELECT 1 FROM service_provider_key");
}

Result<std::optional<QByteArray>> wrappedKeyFor(Connection &connection, const QByteArray &publicHalf)
{
    return connection.first("SELECT wrapped_key FROM portal WHERE public_key = ?", {Value::octets(publicHalf)},
                            [](const Row &row) { return row.octets(0); });
}

Result<void> insertPortal(Connection &connection, const EnrolledPortal &portal, const QByteArray &publicHalf,
                          const DirectoryKey &key, const Actor &actor)
{
    USHER_TRY(const QByteArray wrapped, key.wrapFor(publicHalf));
    USHER_TRY(connection.run("INSERT INTO portal (id, name, public_key, wrapped_key, enrolled_at) VALUES (?, ?, ?, ?, ?)",
                             {portal.id, portal.name, Value::octets(publicHalf), Value::octets(wrapped), portal.enrolledAt}));
    return append(connection, {.at = portal.enrolledAt,
                               .actor = actor.name,
                               .action = AuditAction::PortalEnrolled,
                               .target = portal.id.text(),
                               .before = {},
                               .after = {{QStringLiteral("name"), portal.name}}});
}

EnrolledPortal portalOf(const Row &row)
{
    return {PortalId(row.text(0)), row.text(1), row.time(2)};
}

Result<std::optional<RecoveryLock>> recoveryLock(Connection &connection)
{
    return connection.first("SELECT salt, operations, memory, wrapped_key FROM recovery", {},
                            [](const Row &row) -> Result<RecoveryLock> {
                                RecoveryLock lock;
                                USHER_TRY(lock.derivation.salt, row.octets(0));
                                lock.derivation.operations = quint64(row.number(1));
                                lock.derivation.memory = quint64(row.number(2));
                                USHER_TRY(lock.wrapped, row.octets(3));
                                return lock;
                            });
}

Result<void> replaceRecovery(Connection &connection, const RecoveryLock &lock, const Actor &actor, TimePoint now)
{
    USHER_TRY(const int replaced, connection.run("DELETE FROM recovery"));
    USHER_TRY(
        connection.run("INSERT INTO recovery (salt, operations, memory, wrapped_key, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)",
                       {Value::octets(lock.derivation.salt), qint64(lock.derivation.operations), qint64(lock.derivation.memory),
                        Value::octets(lock.wrapped), now, actor.name}));
    return append(connection, {.at = now,
                               .actor = actor.name,
                               .action = AuditAction::RecoveryPassphraseSet,
                               .target = {},
                               .before = {},
                               .after = {{QStringLiteral("replaced"), replaced > 0}}});
}

Result<void> requireOwner(Connection &connection, const Actor &actor)
{
    USHER_TRY(const EffectiveAccess access, accessOf(connection, actor));
    return authorizeOwner(actor, access);
}

Result<EnrolmentStatus> readStatus(Connection &connection, const std::optional<PortalIdentity> &identity)
{
    EnrolmentStatus status;
    USHER_TRY(status.portals, connection.all("SELECT id, name, enrolled_at FROM portal ORDER BY enrolled_at, id", {}, portalOf));
    if (identity) {
        status.keyPlace = identity->place;
        USHER_TRY(status.thisPortal,
                  connection.first("SELECT id FROM portal WHERE public_key = ?", {Value::octets(identity->publicHalf)},
                                   [](const Row &row) { return PortalId(row.text(0)); }));
    }
    USHER_TRY(status.recovery, connection.first("SELECT set_at, set_by FROM recovery", {},
                                                [](const Row &row) { return RecoveryNote{row.time(0), row.text(1)}; }));
    USHER_TRY(const qint64 keys, connection.number("SELECT COUNT(*) FROM service_provider_key"));
    status.serviceProviderKeys = int(keys);
    return status;
}

} // namespace

EnrolledPortal SqlEnrolment::newPortal() const
{
    return {PortalId(m_random.uuid()), QSysInfo::machineHostName(), m_clock.now()};
}

Result<void> SqlEnrolment::ensureKey()
{
    if (m_keeper == nullptr)
        return fail(ErrorCode::PortalNotEnrolled);
    USHER_TRY(const bool isThere, m_connections.read(hasAnyWayToKey));
    if (isThere)
        return {};
    USHER_TRY(const std::optional<PortalIdentity> before, m_keeper->identity());
    Result<SealedBoxKey> portal = m_keeper->key();
    if (!portal && portal.error().code == ErrorCode::PortalKeyMissing) // there is nothing yet that a new one couldn't open
        portal = m_keeper->make(before);
    USHER_TRY(const SealedBoxKey known, std::move(portal));
    USHER_TRY(const DirectoryKey made, DirectoryKey::generate());
    USHER_TRY(const bool isOurs, m_connections.write([&](Connection &connection) -> Result<bool> {
        USHER_TRY(const bool wasFaster, hasAnyWayToKey(connection));
        if (wasFaster)
            return false;
        USHER_TRY(insertPortal(connection, newPortal(), known.publicHalf(), made, Actor::setup()));
        return true;
    }));
    if (isOurs)
        remember(made);
    return {};
}

void SqlEnrolment::remember(const DirectoryKey &key)
{
    const QMutexLocker lock(&m_opening);
    m_key = key;
}

Result<DirectoryKey> SqlEnrolment::key()
{
    const QMutexLocker lock(&m_opening);
    if (!m_key) {
        USHER_TRY(m_key, openedKey());
    }
    return *m_key;
}

Result<DirectoryKey> SqlEnrolment::openedKey() const
{
    if (m_keeper == nullptr)
        return fail(ErrorCode::PortalNotEnrolled);
    USHER_TRY(const std::optional<PortalIdentity> identity, m_keeper->identity());
    if (!identity)
        return fail(ErrorCode::PortalNotEnrolled);
    USHER_TRY(const std::optional<QByteArray> wrapped,
              m_connections.read([&](Connection &connection) { return wrappedKeyFor(connection, identity->publicHalf); }));
    if (!wrapped)
        return fail(ErrorCode::PortalNotEnrolled);
    USHER_TRY(const SealedBoxKey portal, m_keeper->key());
    return DirectoryKey::unwrap(*wrapped, portal);
}

Result<EnrolmentStatus> SqlEnrolment::status()
{
    std::optional<PortalIdentity> identity;
    if (m_keeper != nullptr) {
        if (const auto known = m_keeper->identity(); known)
            identity = *known; // where it can't be read, check() says why
    }
    USHER_TRY(EnrolmentStatus status, m_connections.read([&](Connection &connection) { return readStatus(connection, identity); }));
    if (m_keeper != nullptr)
        status.keyFile = m_keeper->path();
    return status;
}

Result<void> SqlEnrolment::check()
{
    USHER_TRY(key());
    return {};
}

Result<void> SqlEnrolment::setRecoveryPassphrase(const Actor &actor, const SecretBytes &passphrase)
{
    USHER_TRY(m_connections.read([&](Connection &connection) { return requireOwner(connection, actor); }));
    USHER_TRY(checkNewPassword(passphrase));
    USHER_TRY(const DirectoryKey directory, key());
    USHER_TRY(const RecoveryLock lock, directory.lockWith(passphrase));
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(requireOwner(connection, actor));
        return replaceRecovery(connection, lock, actor, m_clock.now());
    });
}

Result<void> SqlEnrolment::enrol(const Actor &actor, const SecretBytes &passphrase)
{
    if (m_keeper == nullptr)
        return fail(ErrorCode::PortalNotEnrolled);
    USHER_TRY(const auto lock, m_connections.read([&](Connection &connection) -> Result<std::optional<RecoveryLock>> {
        USHER_TRY(requirePermission(connection, actor, Permission::IdentityManage));
        return recoveryLock(connection);
    }));
    if (!lock)
        return fail(ErrorCode::RecoveryNotSet);
    USHER_TRY(const DirectoryKey directory, DirectoryKey::unlock(*lock, passphrase));

    const auto identity = m_keeper->identity();
    const std::optional<PortalIdentity> before = identity ? *identity : PortalIdentity{}; // a damaged file is written over
    Result<SealedBoxKey> portal = m_keeper->key();
    if (!portal) // lost, or out of reach: the passphrase stands for it
        portal = m_keeper->make(before);
    USHER_TRY(const SealedBoxKey known, std::move(portal));
    USHER_TRY(m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(requirePermission(connection, actor, Permission::IdentityManage));
        for (const QByteArray &publicHalf : {known.publicHalf(), before ? before->publicHalf : QByteArray()})
            USHER_TRY(connection.run("DELETE FROM portal WHERE public_key = ?", {Value::octets(publicHalf)}));
        return insertPortal(connection, newPortal(), known.publicHalf(), directory, actor);
    }));
    remember(directory);
    return {};
}

Result<void> SqlEnrolment::remove(const Actor &actor, const PortalId &portal)
{
    USHER_TRY(const EnrolmentStatus now, status());
    if (now.thisPortal == portal)
        return fail(ErrorCode::NotFound, portal.text(), QStringLiteral("a portal does not remove itself"));
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(requirePermission(connection, actor, Permission::IdentityManage));
        USHER_TRY(const auto found, connection.first("SELECT id, name, enrolled_at FROM portal WHERE id = ?", {portal}, portalOf));
        if (!found)
            return fail(ErrorCode::NotFound, portal.text());
        USHER_TRY(connection.run("DELETE FROM portal WHERE id = ?", {portal}));
        return append(connection, {.at = m_clock.now(),
                                   .actor = actor.name,
                                   .action = AuditAction::PortalRemoved,
                                   .target = portal.text(),
                                   .before = {{QStringLiteral("name"), found->name}},
                                   .after = {}});
    });
}

} // namespace usher
