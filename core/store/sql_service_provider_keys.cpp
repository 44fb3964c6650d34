// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_service_provider_keys.h"

#include "core/store/audit_trail.h"
#include "core/store/directory_rows.h"

namespace usher {

namespace {

constexpr int keyBits = 3072;              // as strong as AES-128 (NIST SP 800-57, 5.6.1)
constexpr std::chrono::years lifetime{10}; // Entra pins what it was given; a certificate that ends would only lock people out
const QString subject = QStringLiteral("Usher service provider");

SecretName nameOf(const Certificate &certificate)
{
    return {QStringLiteral("service-provider-key"), certificate.fingerprint()};
}

Result<Certificate> certificateOf(const Row &row)
{
    USHER_TRY(const QByteArray der, row.octets(0));
    Result<Certificate> certificate = Certificate::fromDer(der);
    return certificate ? certificate : fail(ErrorCode::StoreCorrupt, {}, QStringLiteral("a column holds no certificate"));
}

struct SealedKey
{
    Certificate certificate;
    QByteArray sealed;
};

Result<SealedKey> sealedKeyOf(const Row &row)
{
    USHER_TRY(Certificate certificate, certificateOf(row));
    USHER_TRY(QByteArray sealed, row.octets(1));
    return SealedKey{std::move(certificate), std::move(sealed)};
}

QJsonObject auditedForm(const Certificate &certificate)
{
    return {{QStringLiteral("fingerprint"), certificate.fingerprint()},
            {QStringLiteral("notAfter"), formatDateTime(certificate.notAfter())}};
}

Result<void> insertKey(Connection &connection, const SealedKey &key, TimePoint now)
{
    USHER_TRY(
        connection.run("INSERT INTO service_provider_key (sequence, fingerprint, certificate, sealed_key, created_at) "
                       "SELECT COALESCE(MAX(sequence), 0) + 1, ?, ?, ?, ? FROM service_provider_key",
                       {key.certificate.fingerprint(), Value::octets(key.certificate.der()), Value::octets(key.sealed), now}));
    return {};
}

} // namespace

Result<std::vector<Certificate>> SqlServiceProviderKeys::certificates()
{
    return m_connections.read([](Connection &connection) {
        return connection.all("SELECT certificate FROM service_provider_key ORDER BY sequence DESC", {}, certificateOf);
    });
}

Result<std::vector<KeyPair>> SqlServiceProviderKeys::keys()
{
    USHER_TRY(const std::vector<SealedKey> sealed, m_connections.read([](Connection &connection) {
        return connection.all("SELECT certificate, sealed_key FROM service_provider_key ORDER BY sequence DESC", {}, sealedKeyOf);
    }));
    std::vector<KeyPair> keys;
    if (sealed.empty())
        return keys;
    USHER_TRY(const DirectoryKey directory, m_enrolment.key());
    for (const SealedKey &one : sealed) {
        USHER_TRY(SecretBytes pkcs8, directory.open(nameOf(one.certificate), one.sealed));
        USHER_TRY(PrivateKey key, PrivateKey::fromPkcs8(std::move(pkcs8)));
        keys.push_back({std::move(key), one.certificate});
    }
    return keys;
}

Result<Certificate> SqlServiceProviderKeys::make(const Actor &actor)
{
    const auto allowed = [&](Connection &connection) { return requirePermission(connection, actor, Permission::IdentityManage); };
    USHER_TRY(m_connections.read(allowed));
    USHER_TRY(m_enrolment.ensureKey());
    USHER_TRY(const DirectoryKey directory, m_enrolment.key());
    const TimePoint now = m_clock.now();
    const auto today = std::chrono::floor<std::chrono::days>(now); // other clocks may be behind
    USHER_TRY(const PrivateKey key, PrivateKey::generateRsa(keyBits));
    USHER_TRY(const Certificate certificate, key.selfSigned(subject, today, today + lifetime, certificateSerial(m_random)));
    USHER_TRY(QByteArray sealed, directory.seal(nameOf(certificate), key.pkcs8()));
    USHER_TRY(m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(allowed(connection));
        USHER_TRY(insertKey(connection, {certificate, std::move(sealed)}, now));
        return append(connection, {.at = now,
                                   .actor = actor.name,
                                   .action = AuditAction::ServiceProviderKeyMade,
                                   .target = certificate.fingerprint(),
                                   .before = {},
                                   .after = auditedForm(certificate)});
    }));
    return certificate;
}

Result<void> SqlServiceProviderKeys::remove(const Actor &actor, const Certificate &certificate)
{
    const QString fingerprint = certificate.fingerprint();
    return m_connections.write([&](Connection &connection) -> Result<void> {
        USHER_TRY(requirePermission(connection, actor, Permission::IdentityManage));
        USHER_TRY(const int removed, connection.run("DELETE FROM service_provider_key WHERE fingerprint = ?", {fingerprint}));
        if (removed == 0)
            return fail(ErrorCode::NotFound, fingerprint);
        return append(connection, {.at = m_clock.now(),
                                   .actor = actor.name,
                                   .action = AuditAction::ServiceProviderKeyRemoved,
                                   .target = fingerprint,
                                   .before = auditedForm(certificate),
                                   .after = {}});
    });
}

} // namespace usher
