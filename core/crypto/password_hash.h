// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>

namespace usher {

/// Shortest password of a local account, in characters (NIST SP 800-63B, 5.1.1.2, asks for 8; a
/// break-glass owner deserves more).
inline constexpr int minimumPasswordLength = 12;

/// argon2id (RFC 9106) through libsodium at its "moderate" cost: about 256 MiB and some hundred
/// milliseconds, so never on the UI thread. The text is self-describing: parameters, salt, hash.
[[nodiscard]] Result<QByteArray> hashPassword(const SecretBytes &password);

enum class PasswordMatch { Matches, Differs };

/// Compares in constant time. A malformed \p hash never matches.
[[nodiscard]] PasswordMatch checkPassword(const SecretBytes &password, const QByteArray &hash);

} // namespace usher
