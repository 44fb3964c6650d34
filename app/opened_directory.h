// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"
#include "core/vault/key_keeper.h"
#include "core/vault/keychain.h"

#include <memory>

namespace usher {

/// Keeps this portal's key: in the user's keychain, else in the data folder. A sandbox's is a file beside its directory: what
/// anybody may know is worth no keychain.
class PortalKey
{
public:
    explicit PortalKey(const StoreAddress &directory);

    [[nodiscard]] KeyKeeper &keeper() { return m_keeper; }

private:
    Keychain m_keychain;
    KeyKeeper m_keeper;
};

/// An open directory, and what opens its secrets.
struct OpenedDirectory
{
    std::unique_ptr<PortalKey> portalKey; ///< outlives the store
    std::unique_ptr<Store> store;
};

/// Errors: those of Store::open().
[[nodiscard]] Result<OpenedDirectory> openDirectory(const StoreAddress &address, DirectoryKind kindIfNew, WhenMissing whenMissing,
                                                    const Clock &clock, Random &random);
/// One that must be there already. Errors besides: UsageError, which says how to make one.
[[nodiscard]] Result<OpenedDirectory> openExisting(const StoreAddress &address, const Clock &clock, Random &random);

} // namespace usher
