// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/xml/encryption.h"
#include "tests/attacks/node.h"

namespace usher::attacks {

/// How to encrypt octets as core/xml would not: any octets, with ciphers that are refused, and with damage done.
struct Envelope
{
    enum class Transport { Oaep, OaepSha256Digest, Rsa15 };

    QByteArray wrapper = "EncryptedAssertion"; ///< or `EncryptedID`, in the SAML assertion namespace
    xml::EncryptionAlgorithm cipher = xml::EncryptionAlgorithm::Aes256Gcm;
    Transport transport = Transport::Oaep;
    Certificate recipient;
    std::function<void(QByteArray &cipherText)> damage = {}; ///< done to the CipherValue, vector and tag included
};

/// The wrapper with its EncryptedData, the EncryptedKey inside. Session key and vector are constants.
[[nodiscard]] Node envelope(const QByteArray &octets, const Envelope &order);

} // namespace usher::attacks
