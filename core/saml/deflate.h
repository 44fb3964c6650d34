// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace usher {

/// Raw DEFLATE (RFC 1951), as the HTTP-Redirect binding wants it (Bindings, 3.4.4.1).
[[nodiscard]] QByteArray deflateRaw(const QByteArray &bytes);

/// Undoes it, and stops at \p maximumBytes (threat 25). Errors: InputTooLarge, InputUnrecognised (not one whole
/// DEFLATE stream and nothing after it).
[[nodiscard]] Result<QByteArray> inflateRaw(const QByteArray &bytes, qsizetype maximumBytes);

} // namespace usher
