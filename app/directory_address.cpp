// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/directory_address.h"

#include "app/commands/command_line.h"
#include "app/commands/command_words.h"

#include <QFileInfo>
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

Result<std::unique_ptr<Store>> openExisting(const StoreAddress &address, const Clock &clock, Random &random)
{
    if (!QFileInfo::exists(address.path))
        return usageError(CommandWords::tr("There is no directory at “%1” yet. Start Usher, which makes one, or name another with "
                                           "--directory.")
                              .arg(address.path));
    return Store::open(address, DirectoryKind::Real, WhenMissing::Fail, clock, random);
}

} // namespace usher
