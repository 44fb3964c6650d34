// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/key_keeper.h"
#include "tests/core/store/store_fixture.h"

#include <QFile>

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
    /// As if the key had been in a keychain: what is left when that is gone.
    void keepOnlyChoiceOfKeychain() const { write("keychain " + must(keeper.key()).publicHalf().toBase64() + '\n'); }
    /// In the place of what it keeps.
    void write(const QByteArray &content) const
    {
        QFile file(keeper.path());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can't be written", qPrintable(keeper.path()));
    }
};

inline SecretBytes passphrase(const char *text = "correct horse battery")
{
    return SecretBytes(QByteArrayView(text));
}

} // namespace usher::test
