// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"

#include <QString>

namespace usher::sandbox {

/// The sandbox tenant's signing key and certificate (RSA-2048, three years).
struct Keys
{
    PrivateKey key;
    Certificate certificate;

    /// Reads them from \p folder, or makes them there (mode 0600): once, even when two start together.
    /// Errors: FolderReadOnly, FileUnwritable, DiskFull, KeyUnreadable, CryptoFailure.
    [[nodiscard]] static Result<Keys> loadOrCreate(const QString &folder, const Clock &clock, Random &random);
};

} // namespace usher::sandbox
