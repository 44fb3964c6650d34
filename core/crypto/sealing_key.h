// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>

#include <memory>

namespace usher {

/// How a key comes out of a passphrase (argon2id, RFC 9106): kept beside what the key seals, so that it may grow with the years.
struct KeyDerivation
{
    QByteArray salt; ///< 16 octets
    quint64 operations = 0;
    quint64 memory = 0; ///< bytes

    /// With a salt of its own, and libsodium's "moderate" cost: 256 MiB, some hundred milliseconds. Error: CryptoFailure.
    [[nodiscard]] static Result<KeyDerivation> fresh();
    bool operator==(const KeyDerivation &) const = default;
};

/// 256 bits to seal with: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), whose nonces are long enough to be random. The key
/// lies in memory that is kept out of swap and core dumps and wiped when the last copy goes. Any thread.
class SealingKey
{
public:
    /// Error of all three: CryptoFailure.
    [[nodiscard]] static Result<SealingKey> generate();
    [[nodiscard]] static Result<SealingKey> fromBytes(QByteArrayView bytes); ///< 32 octets
    /// As slow as \p derivation says, so never on the UI thread. Also a failure: a derivation cheaper than RFC 9106's second
    /// recommendation, or dearer than a machine should be asked for.
    [[nodiscard]] static Result<SealingKey> derive(const SecretBytes &passphrase, const KeyDerivation &derivation);

    /// \p context is not hidden, but bound: what is opened under another one doesn't open. Error: CryptoFailure.
    [[nodiscard]] Result<QByteArray> seal(QByteArrayView plaintext, QByteArrayView context) const;
    /// Error: SecretUnreadable: another key, another context, or a changed byte.
    [[nodiscard]] Result<SecretBytes> open(QByteArrayView sealed, QByteArrayView context) const;

    [[nodiscard]] QByteArrayView bytes() const;

private:
    using Octets = std::shared_ptr<unsigned char>;
    explicit SealingKey(Octets octets) : m_octets(std::move(octets)) {}
    [[nodiscard]] static Result<Octets> allocate();

    Octets m_octets;
};

} // namespace usher
