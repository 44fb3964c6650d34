// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/strict_base64.h"

namespace usher {

Result<QByteArray> decodeStrictBase64(const QByteArray &text)
{
    QByteArray dense;
    dense.reserve(text.size());
    for (const char letter : text) {
        if (letter != ' ' && letter != '\t' && letter != '\r' && letter != '\n')
            dense += letter;
    }
    if (dense.isEmpty())
        return fail(ErrorCode::InputEmpty);

    const auto decoded = QByteArray::fromBase64Encoding(dense, QByteArray::AbortOnBase64DecodingErrors);
    // Qt forgives missing padding and stray bits; one text for one meaning refuses both.
    if (!decoded || decoded.decoded.toBase64() != dense)
        return fail(ErrorCode::InputNotBase64);
    return decoded.decoded;
}

} // namespace usher
