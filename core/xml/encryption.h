// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/xml/document.h"

#include <span>

namespace usher::xml {

/// Decrypts the xenc:EncryptedData inside \p wrapper (saml:EncryptedAssertion, saml:EncryptedID) with the first
/// key that fits; the EncryptedKey may stand inside its KeyInfo or beside it. AES-CBC and AES-GCM, 128 and 256
/// bits, RSA-OAEP. \return the plain octets, which are input like any other: parse them with P again.
/// Errors: AlgorithmRefused (RSA 1.5, 3DES, unknown; before any key is used), NoDecryptionKey, and one single
/// DecryptionFailed for all the rest (threat 30).
[[nodiscard]] Result<QByteArray> decryptElement(const Element &wrapper, std::span<const PrivateKey> keys);

enum class EncryptionAlgorithm { Aes128Cbc, Aes256Cbc, Aes128Gcm, Aes256Gcm };

/// Replaces the element with this ID by <\p wrapperName xmlns=…> holding EncryptedData for \p recipient.
/// \p wrapperName is `EncryptedAssertion` or `EncryptedID`, in the SAML assertion namespace.
[[nodiscard]] Result<QByteArray> encryptElement(const QByteArray &documentBytes, const QString &elementId,
                                                const QString &wrapperName, const Certificate &recipient,
                                                EncryptionAlgorithm algorithm);

} // namespace usher::xml
