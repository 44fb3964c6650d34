// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/key_keeper.h"
#include "tests/core/store/store_fixture.h"

namespace usher::test {

/// A machine: a data folder of its own, and no keychain.
struct Machine
{
    QTemporaryDir folder;
    KeyKeeper keeper{folder.path(), nullptr};

    [[nodiscard]] std::unique_ptr<Store> open(StoreFixture &fixture)
    {
        return must(Store::open(fixture.address, DirectoryKind::Real, WhenMissing::Create, fixture.clock, fixture.random, &keeper));
    }
    /// The key is gone: a reinstalled system, a keychain that was reset.
    void loseKey() const { QVERIFY(QFile::remove(keeper.path())); }
};

inline SecretBytes passphrase(const char *text = "correct horse battery")
{
    return SecretBytes(QByteArrayView(text));
}

} // namespace usher::test
