// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/sealed_box_key.h"
#include "core/crypto/sealing_key.h"

#include <QString>

namespace usher {

/// What a sealed secret is, and the row it stands in: bound to it, so that nobody can put one in another's place.
struct SecretName
{
    QString purpose; ///< `service-provider-key`
    QString row;
};

/// The directory key under the owner's recovery passphrase. Nothing in it is secret.
struct RecoveryLock
{
    KeyDerivation derivation;
    QByteArray wrapped;
};

/// The random key of one directory, which seals everything secret in it. It is stored nowhere as it is: once for each portal it is
/// wrapped for that portal's own key, and once under the recovery passphrase. Copies share their memory. Any thread.
class DirectoryKey
{
public:
    /// Error: CryptoFailure.
    [[nodiscard]] static Result<DirectoryKey> generate();

    /// Error: CryptoFailure.
    [[nodiscard]] Result<QByteArray> seal(const SecretName &name, QByteArrayView secret) const;
    /// Error: SecretUnreadable.
    [[nodiscard]] Result<SecretBytes> open(const SecretName &name, QByteArrayView sealed) const;

    /// For the portal with that key's private half. Error: CryptoFailure.
    [[nodiscard]] Result<QByteArray> wrapFor(QByteArrayView portalPublicHalf) const;
    /// Error: SecretUnreadable.
    [[nodiscard]] static Result<DirectoryKey> unwrap(QByteArrayView wrapped, const SealedBoxKey &portal);

    /// Both take some hundred milliseconds. Error: CryptoFailure.
    [[nodiscard]] Result<RecoveryLock> lockWith(const SecretBytes &passphrase) const;
    /// Errors: WrongPassphrase, CryptoFailure.
    [[nodiscard]] static Result<DirectoryKey> unlock(const RecoveryLock &lock, const SecretBytes &passphrase);

private:
    explicit DirectoryKey(SealingKey key) : m_key(std::move(key)) {}

    SealingKey m_key;
};

} // namespace usher
