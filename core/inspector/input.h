// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/verifier.h"

#include <QByteArray>

namespace usher {

/// Largest document that is looked at, 16 MiB.
inline constexpr qsizetype maximumDocumentBytes = 16 << 20;

/// Reads one input by its content: SAML XML, base64 (wrapped, URL-encoded too), a form body with SAMLResponse. What looks like
/// one of these is handed on as it is, damaged or not: judge() says what is wrong with it.
/// \return the response as it would have been posted. Errors: InputEmpty, InputTooLarge, InputUnrecognised (also for
/// a web page, and for a form that holds two responses).
[[nodiscard]] Result<UnverifiedResponse> recogniseResponse(const QByteArray &bytes);

} // namespace usher
