// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/verifier.h"

#include <QByteArray>

namespace usher {

/// Reads one input by its content: SAML XML, base64 (wrapped, URL-encoded too), a form body with SAMLResponse.
/// \return the response as it would have been posted. Errors: InputEmpty, InputTooLarge, InputUnrecognised.
[[nodiscard]] Result<UnverifiedResponse> recogniseResponse(const QByteArray &bytes);

/// Largest document that is looked at, 16 MiB.
inline constexpr qsizetype maximumDocumentBytes = 16 << 20;

} // namespace usher
