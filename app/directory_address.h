// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "core/store/store.h"

namespace usher {

/// The user's data folder, `~/.local/share/usher` unless XDG_DATA_HOME says otherwise.
[[nodiscard]] QString dataFolder();

/// Which directory is meant: \p given (`sqlite:PATH`), else the one in \p settings, else a file in the user's data folder.
/// Error: StoreAddressInvalid.
[[nodiscard]] Result<StoreAddress> directoryAddress(const QString &given, const Settings &settings);

} // namespace usher
