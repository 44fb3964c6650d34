// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/directory_key.h"

namespace usher {

namespace {

/// Neither part holds a line feed, so that no two names make the same octets.
QByteArray contextOf(const SecretName &name)
{
    return QStringLiteral("usher\n%1\n%2").arg(name.purpose, name.row).toUtf8();
}

const QByteArray recoveryContext = QByteArrayLiteral("usher\nrecovery");

} // namespace

Result<DirectoryKey> DirectoryKey::generate()
{
    USHER_TRY(SealingKey key, SealingKey::generate());
    return DirectoryKey(std::move(key));
}

Result<QByteArray> DirectoryKey::seal(const SecretName &name, QByteArrayView secret) const
{
    return m_key.seal(secret, contextOf(name));
}

Result<SecretBytes> DirectoryKey::open(const SecretName &name, QByteArrayView sealed) const
{
    return m_key.open(sealed, contextOf(name));
}

Result<QByteArray> DirectoryKey::wrapFor(QByteArrayView portalPublicHalf) const
{
    return sealFor(portalPublicHalf, m_key.bytes());
}

Result<DirectoryKey> DirectoryKey::unwrap(QByteArrayView wrapped, const SealedBoxKey &portal)
{
    USHER_TRY(const SecretBytes bytes, portal.open(wrapped));
    USHER_TRY(SealingKey key, SealingKey::fromBytes(bytes.view()));
    return DirectoryKey(std::move(key));
}

Result<RecoveryLock> DirectoryKey::lockWith(const SecretBytes &passphrase) const
{
    USHER_TRY(KeyDerivation derivation, KeyDerivation::fresh());
    USHER_TRY(const SealingKey lock, SealingKey::derive(passphrase, derivation));
    USHER_TRY(QByteArray wrapped, lock.seal(m_key.bytes(), recoveryContext));
    return RecoveryLock{std::move(derivation), std::move(wrapped)};
}

Result<DirectoryKey> DirectoryKey::unlock(const RecoveryLock &lock, const SecretBytes &passphrase)
{
    USHER_TRY(const SealingKey key, SealingKey::derive(passphrase, lock.derivation));
    const Result<SecretBytes> bytes = key.open(lock.wrapped, recoveryContext);
    if (!bytes)
        return fail(ErrorCode::WrongPassphrase);
    USHER_TRY(SealingKey directory, SealingKey::fromBytes(bytes->view()));
    return DirectoryKey(std::move(directory));
}

} // namespace usher
