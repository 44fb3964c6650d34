// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/directory/directory.h"

#include <QString>

namespace usher {

/// Makes a directory at \p path: its schema, its kind for ever, the default Agent Pool, and a configuration without a provider
/// whose Entity ID and Reply URL are its own. Where another process has just made one there, that one stays.
/// Errors: StoreReadOnly, StoreFull, StoreUnopenable, StoreLogLeftOver, StoreFailure; nothing is left behind.
[[nodiscard]] Result<void> createDirectory(const QString &path, DirectoryKind kind, const Clock &clock, Random &random);

} // namespace usher
