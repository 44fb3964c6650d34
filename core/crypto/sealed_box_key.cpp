// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealed_box_key.h"

#include "core/crypto/sodium_bytes.h"

namespace usher {

namespace {

using sodium::octets;

unsigned char *writable(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace

SealedBoxKey::SealedBoxKey(SecretBytes privateHalf, QByteArray publicHalf)
    : m_privateHalf(std::make_shared<const SecretBytes>(std::move(privateHalf))), m_publicHalf(std::move(publicHalf))
{
}

Result<SealedBoxKey> SealedBoxKey::generate()
{
    USHER_TRY(sodium::start());
    QByteArray privateHalf(crypto_box_SECRETKEYBYTES, Qt::Uninitialized);
    QByteArray publicHalf(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized);
    crypto_box_keypair(writable(publicHalf), writable(privateHalf));
    return SealedBoxKey(SecretBytes::take(privateHalf), publicHalf);
}

Result<SealedBoxKey> SealedBoxKey::fromPrivateHalf(SecretBytes privateHalf)
{
    USHER_TRY(sodium::start());
    QByteArray publicHalf(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized);
    if (privateHalf.view().size() != qsizetype(crypto_box_SECRETKEYBYTES) ||
        crypto_scalarmult_base(writable(publicHalf), octets(privateHalf.view())) != 0)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("no private half of an X25519 key"));
    return SealedBoxKey(std::move(privateHalf), publicHalf);
}

Result<SecretBytes> SealedBoxKey::open(QByteArrayView sealed) const
{
    const qsizetype size = sealed.size() - qsizetype(crypto_box_SEALBYTES);
    if (size < 0)
        return fail(ErrorCode::SecretUnreadable);
    QByteArray plaintext(size, Qt::Uninitialized);
    if (crypto_box_seal_open(writable(plaintext), octets(sealed), size_t(sealed.size()), octets(m_publicHalf),
                             octets(m_privateHalf->view())) != 0)
        return fail(ErrorCode::SecretUnreadable);
    return SecretBytes::take(plaintext);
}

Result<QByteArray> sealFor(QByteArrayView publicHalf, QByteArrayView plaintext)
{
    USHER_TRY(sodium::start());
    QByteArray sealed(plaintext.size() + qsizetype(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (publicHalf.size() != qsizetype(crypto_box_PUBLICKEYBYTES) ||
        crypto_box_seal(writable(sealed), octets(plaintext), size_t(plaintext.size()), octets(publicHalf)) != 0)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("no public half of an X25519 key"));
    return sealed;
}

} // namespace usher
