// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <sodium.h>

/// For .cpp files of core/crypto only.
namespace usher::sodium {

/// Before anything else is called; any number of times. Error: CryptoFailure.
[[nodiscard]] inline Result<void> start()
{
    if (sodium_init() < 0)
        return fail(ErrorCode::CryptoFailure, {}, QStringLiteral("libsodium did not start"));
    return {};
}

/// As libsodium wants them: an address even where there is nothing at it.
[[nodiscard]] inline const unsigned char *octets(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.isEmpty() ? "" : bytes.data());
}

} // namespace usher::sodium
