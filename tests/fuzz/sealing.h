// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xml/encryption.h"

namespace usher::fuzz {

/// An element of that name in the SAML assertion namespace, its xenc:EncryptedData holding \p plain for serviceProviderSigner().
/// Unlike encryptElement() it takes octets that are no XML, and draws no randomness: the session key and the vector are constants.
/// \pre a cipher with a 256-bit key
[[nodiscard]] QByteArray sealed(const char *wrapperName, QByteArrayView plain, xml::EncryptionAlgorithm algorithm);

} // namespace usher::fuzz
