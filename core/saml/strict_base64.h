// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace usher {

/// RFC 4648, section 4, with padding; white space is all that may be added (threat 46). No URL-safe letters, no second
/// blob, no stray bits at the end (section 3.5). Errors: InputEmpty, InputNotBase64.
[[nodiscard]] Result<QByteArray> decodeStrictBase64(const QByteArray &text);

} // namespace usher
