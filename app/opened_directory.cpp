// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opened_directory.h"

#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "app/directory_address.h"
#include "app/sandbox_directory.h"

#include <QFileInfo>

namespace usher {

namespace {

bool isSandbox(const StoreAddress &directory)
{
    return directory == sandboxAddress();
}

} // namespace

PortalKey::PortalKey(const StoreAddress &directory)
    : m_keeper(isSandbox(directory) ? sandboxFolder() : dataFolder(), isSandbox(directory) ? nullptr : &m_keychain)
{
}

Result<OpenedDirectory> openDirectory(const StoreAddress &address, DirectoryKind kindIfNew, WhenMissing whenMissing,
                                      const Clock &clock, Random &random)
{
    OpenedDirectory opened;
    opened.portalKey = std::make_unique<PortalKey>(address);
    USHER_TRY(opened.store, Store::open(address, kindIfNew, whenMissing, clock, random, &opened.portalKey->keeper()));
    return opened;
}

Result<OpenedDirectory> openExisting(const StoreAddress &address, const Clock &clock, Random &random)
{
    if (!QFileInfo::exists(address.path))
        return usageError(CommandWords::tr("There is no directory at “%1” yet. Start Usher, which makes one, or name another with "
                                           "--directory.")
                              .arg(address.path));
    return openDirectory(address, DirectoryKind::Real, WhenMissing::Fail, clock, random);
}

} // namespace usher
