// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include <QDir>
#include <QFileInfo>

namespace usher {

Result<StoreAddress> StoreAddress::parse(const QString &text)
{
    const QString scheme = QStringLiteral("sqlite:");
    const QString path = text.mid(scheme.size());
    // Of another kind of address only the scheme is repeated: there may be a password in it.
    if (!text.startsWith(scheme))
        return fail(ErrorCode::StoreAddressInvalid, text.section(u':', 0, 0), QStringLiteral("not sqlite:PATH"));
    if (path.isEmpty() || path.endsWith(u'/') || path.contains(QChar::Null))
        return fail(ErrorCode::StoreAddressInvalid, text, QStringLiteral("no path of a file"));
    return StoreAddress{QDir::cleanPath(QFileInfo(path).absoluteFilePath())};
}

QString StoreAddress::toText() const
{
    return QStringLiteral("sqlite:") + path;
}

} // namespace usher
