// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace usher::test {

/// How a message is protected, read from its octets by a reader that knows nothing of Usher's: a line for each signature
/// (`Response: rsa-sha256, sha256`, or `…, of another element` where it covers none of its own) and each cipher
/// (`EncryptedAssertion: aes128-cbc, rsa-oaep-mgf1p`), in document order.
[[nodiscard]] QByteArrayList protectionOf(const QByteArray &xml);

} // namespace usher::test
