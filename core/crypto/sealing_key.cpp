// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealing_key.h"

#include "core/crypto/sodium_bytes.h"

#include <sodium.h>

#include <cstring>

namespace usher {

namespace {

using sodium::octets;

constexpr size_t keySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

/// RFC 9106, 4, asks for 64 MiB where memory is short; more than 1 GiB would be somebody's trick in the file.
constexpr quint64 leastMemory = quint64(64) << 20;
constexpr quint64 mostMemory = quint64(1) << 30;
constexpr quint64 mostOperations = 16;

bool isSensible(const KeyDerivation &derivation)
{
    return derivation.salt.size() == qsizetype(crypto_pwhash_SALTBYTES) && derivation.memory >= leastMemory &&
           derivation.memory <= mostMemory && derivation.operations >= crypto_pwhash_OPSLIMIT_MIN &&
           derivation.operations <= mostOperations;
}

} // namespace

Result<KeyDerivation> KeyDerivation::fresh()
{
    USHER_TRY(sodium::start());
    KeyDerivation derivation{QByteArray(crypto_pwhash_SALTBYTES, Qt::Uninitialized), crypto_pwhash_OPSLIMIT_MODERATE,
                             crypto_pwhash_MEMLIMIT_MODERATE};
    randombytes_buf(derivation.salt.data(), size_t(derivation.salt.size()));
    return derivation;
}

Result<SealingKey::Octets> SealingKey::allocate()
{
    USHER_TRY(sodium::start());
    // Locked, fenced by guard pages, and wiped by sodium_free() (libsodium, Secure memory).
    Octets octets(static_cast<unsigned char *>(sodium_malloc(keySize)), sodium_free);
    if (!octets)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("no memory for a key"));
    return octets;
}

Result<SealingKey> SealingKey::generate()
{
    USHER_TRY(Octets octets, allocate());
    crypto_aead_xchacha20poly1305_ietf_keygen(octets.get());
    return SealingKey(std::move(octets));
}

Result<SealingKey> SealingKey::fromBytes(QByteArrayView bytes)
{
    if (size_t(bytes.size()) != keySize)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("a key of another size"));
    USHER_TRY(Octets octets, allocate());
    std::memcpy(octets.get(), bytes.data(), keySize);
    return SealingKey(std::move(octets));
}

Result<SealingKey> SealingKey::derive(const SecretBytes &passphrase, const KeyDerivation &derivation)
{
    if (!isSensible(derivation))
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("parameters of argon2id out of bounds"));
    USHER_TRY(Octets octets, allocate());
    const QByteArrayView typed = passphrase.view();
    if (crypto_pwhash(octets.get(), keySize, typed.isEmpty() ? "" : typed.data(), size_t(typed.size()),
                      sodium::octets(derivation.salt), derivation.operations, size_t(derivation.memory),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("not enough memory for argon2id"));
    return SealingKey(std::move(octets));
}

Result<QByteArray> SealingKey::seal(QByteArrayView plaintext, QByteArrayView context) const
{
    QByteArray sealed(nonceSize + plaintext.size() + tagSize, Qt::Uninitialized);
    auto *nonce = reinterpret_cast<unsigned char *>(sealed.data());
    randombytes_buf(nonce, size_t(nonceSize));
    if (crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceSize, nullptr, octets(plaintext), size_t(plaintext.size()),
                                                   octets(context), size_t(context.size()), nullptr, nonce, m_octets.get()) != 0)
        return fail(ErrorCode::CryptoFailure);
    return sealed;
}

Result<SecretBytes> SealingKey::open(QByteArrayView sealed, QByteArrayView context) const
{
    const qsizetype size = sealed.size() - nonceSize - tagSize;
    if (size < 0)
        return fail(ErrorCode::SecretUnreadable);
    const QByteArrayView box = sealed.sliced(nonceSize);
    QByteArray plaintext(size, Qt::Uninitialized);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(plaintext.data()), nullptr, nullptr,
                                                   octets(box), size_t(box.size()), octets(context), size_t(context.size()),
                                                   octets(sealed), m_octets.get()) != 0)
        return fail(ErrorCode::SecretUnreadable);
    return SecretBytes::take(plaintext);
}

QByteArrayView SealingKey::bytes() const
{
    return {m_octets.get(), qsizetype(keySize)};
}

} // namespace usher
