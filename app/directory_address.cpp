// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/directory_address.h"

#include <QStandardPaths>

namespace usher {

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/usher");
}

Result<StoreAddress> directoryAddress(const QString &given, const Settings &settings)
{
    if (!given.isEmpty())
        return StoreAddress::parse(given);
    if (const QString saved = settings.directoryAddress(); !saved.isEmpty())
        return StoreAddress::parse(saved);
    return StoreAddress{dataFolder() + QStringLiteral("/directory.sqlite")};
}

} // namespace usher
