// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/web_page.h"

#include <QRegularExpression>

#include <algorithm>

namespace usher {

bool looksLikeWebPage(const QByteArray &bytes)
{
    constexpr qsizetype enough = 4096; // a declaration and a comment may come first
    static const QRegularExpression page(
        QStringLiteral("\\A\\x{FEFF}?(?:\\s|<\\?.*?\\?>|<!--.*?-->)*<(?:!doctype\\s+html|html)(?=[\\s>/])"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return page.match(QString::fromUtf8(bytes.first(std::min(bytes.size(), enough)))).hasMatch();
}

} // namespace usher
