// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace usher::fuzz {

/// Bends a document the way that people attack SAML: moves, wraps, copies, nests and splices nodes around signatures that stay
/// intact, renames and points elsewhere, and signs anew, with a stranger's key or with successorSigner()'s. What is no XML comes
/// back as it is. The same seed does the same.
[[nodiscard]] QByteArray bend(const QByteArray &xml, quint32 seed);

/// Puts a node of \p other somewhere into \p xml.
[[nodiscard]] QByteArray splice(const QByteArray &xml, const QByteArray &other, quint32 seed);

/// From now on OpenSSL's randomness is that of \p seed: what a fuzzer encrypts can be encrypted again.
void repeatRandomness(quint32 seed);

} // namespace usher::fuzz
