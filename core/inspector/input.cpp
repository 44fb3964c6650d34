// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/input.h"

#include "core/saml/strict_base64.h"
#include "core/saml/web_page.h"

#include <algorithm>

namespace usher {

namespace {

constexpr auto byteOrderMark = "\xef\xbb\xbf";
constexpr auto responseField = "SAMLResponse=";

bool looksLikeXml(QByteArrayView bytes)
{
    if (bytes.startsWith(byteOrderMark))
        bytes = bytes.sliced(3);
    // UTF-16 is XML too; that Usher does not read it is the parser's to say.
    const bool utf16 = bytes.startsWith(QByteArrayView("\xff\xfe<\0", 4)) || bytes.startsWith(QByteArrayView("\xfe\xff\0<", 4));
    return utf16 || bytes.trimmed().startsWith('<');
}

/// `<` and what follows it begins with `P` and one of the first sixteen letters (RFC 4648, section 4); white space or a mark
/// before it hides that, so then it is decoded.
bool looksLikeBase64(const QByteArray &text)
{
    if (text.size() >= 2 && text[0] == 'P' && text[1] >= 'A' && text[1] <= 'P')
        return true;
    const Result<QByteArray> decoded = decodeStrictBase64(text);
    return decoded && looksLikeXml(*decoded);
}

/// Undoes application/x-www-form-urlencoded. A plus sign is a space there, but for base64 that was pasted without being
/// encoded, which shows by its having no %2B.
QByteArray formDecoded(QByteArray value)
{
    if (value.toUpper().contains("%2B"))
        value.replace('+', ' ');
    return QByteArray::fromPercentEncoding(value);
}

/// Every value of the field SAMLResponse in a form body.
QList<QByteArray> responsesIn(const QByteArray &form)
{
    QList<QByteArray> values;
    for (const QByteArray &pair : form.split('&')) {
        if (pair.startsWith(responseField))
            values += formDecoded(pair.sliced(qsizetype(qstrlen(responseField))));
    }
    return values;
}

} // namespace

Result<UnverifiedResponse> recogniseResponse(const QByteArray &bytes)
{
    if (bytes.size() > maximumDocumentBytes)
        return fail(ErrorCode::InputTooLarge);
    const QByteArray text = bytes.trimmed();
    if (text.isEmpty())
        return fail(ErrorCode::InputEmpty);
    if (looksLikeWebPage(bytes))
        return fail(ErrorCode::InputUnrecognised, {}, QStringLiteral("a web page"));
    if (looksLikeXml(bytes))
        return UnverifiedResponse::fromXml(bytes);

    const QList<QByteArray> posted = responsesIn(text);
    if (posted.size() > 1) // which of them a portal would have read is anybody's guess (threat 28)
        return fail(ErrorCode::InputUnrecognised, {}, QStringLiteral("%1 fields named SAMLResponse").arg(posted.size()));
    if (posted.size() == 1)
        return UnverifiedResponse{posted.front(), UnverifiedResponse::Encoding::Base64};

    const QByteArray plain = text.contains('%') ? formDecoded(text) : text;
    if (looksLikeBase64(plain))
        return UnverifiedResponse{plain, UnverifiedResponse::Encoding::Base64};
    return fail(ErrorCode::InputUnrecognised);
}

} // namespace usher
