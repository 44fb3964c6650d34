// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"

#include <QByteArray>

namespace usher {

/// What is signed of some octets: their digest.
enum class SignatureDigest { Sha1, Sha256, Sha384, Sha512 };

/// RSASSA-PKCS1-v1_5 over octets as they are (RFC 8017, 8.2), as SAML's HTTP-Redirect binding signs. Error: CryptoFailure.
[[nodiscard]] Result<QByteArray> signOctets(QByteArrayView octets, const PrivateKey &key,
                                            SignatureDigest digest = SignatureDigest::Sha256);

enum class SignatureMatch { Matches, Differs };

/// Whether the RSA key of \p certificate made \p signature. Whatever goes wrong, it differs; how strong key and digest must be
/// is the caller's to say.
[[nodiscard]] SignatureMatch checkSignature(QByteArrayView octets, QByteArrayView signature, const Certificate &certificate,
                                            SignatureDigest digest);

} // namespace usher
