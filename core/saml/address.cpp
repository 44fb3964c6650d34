// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/address.h"

#include <QRegularExpression>

namespace usher {

bool isSecureAddress(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    if (url.scheme() == u"https")
        return true;
    // RFC 1122, 3.2.1.3; QUrl has brought every other way to write an IPv4 address into this one.
    static const QRegularExpression loopback(QStringLiteral("\\A(?:localhost|::1|127(?:\\.[0-9]{1,3}){3})\\z"));
    return url.scheme() == u"http" && loopback.match(url.host()).hasMatch();
}

QString addressText(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace usher
