// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/password_hash.h"

#include "core/crypto/sodium_bytes.h"

#include <sodium.h>

namespace usher {

namespace {

/// libsodium wants an address even where there is nothing at it.
const char *addressOf(QByteArrayView octets)
{
    return octets.isEmpty() ? "" : octets.data();
}

} // namespace

Result<QByteArray> hashPassword(const SecretBytes &password)
{
    USHER_TRY(sodium::start());
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    const QByteArrayView octets = password.view();
    if (crypto_pwhash_str_alg(hash.data(), addressOf(octets), size_t(octets.size()), crypto_pwhash_OPSLIMIT_MODERATE,
                              crypto_pwhash_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("not enough memory for argon2id"));
    hash.truncate(qsizetype(qstrlen(hash.constData())));
    return hash;
}

PasswordMatch checkPassword(const SecretBytes &password, const QByteArray &hash)
{
    const QByteArrayView octets = password.view();
    const bool matches = sodium_init() >= 0 && hash.size() < qsizetype(crypto_pwhash_STRBYTES) &&
                         crypto_pwhash_str_verify(hash.constData(), addressOf(octets), size_t(octets.size())) == 0;
    return matches ? PasswordMatch::Matches : PasswordMatch::Differs;
}

} // namespace usher
