// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/private_key.h"
#include "tests/attacks/node.h"

#include <QCryptographicHash>

namespace usher::attacks {

/// Signatures with methods that core/xml would not make. The SignedInfo must be written as signElement() writes it: no prefix, no
/// white space. Its SignatureMethod is set to \p uri and its SignatureValue to one that is right by that method.
enum class RsaScheme { Pkcs1Md5, Pkcs1Sha256, PssSha256 };
void signAgain(Node &signature, const QByteArray &uri, RsaScheme scheme, const PrivateKey &key);
void signWithHmac(Node &signature, const QByteArray &uri, QCryptographicHash::Algorithm algorithm, const QByteArray &secret);

} // namespace usher::attacks
