// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/access.h"

#include <QString>

#include <optional>
#include <vector>

namespace usher {

/// The screens of an opened portal.
enum class Screen { Users, MyAccess, Settings };

/// `users`, `my-access`, `settings`: as remembered between starts.
[[nodiscard]] QString toText(Screen screen);
[[nodiscard]] std::optional<Screen> screenFromText(QStringView text);

/// What the list on the left offers: the administrative screens that \p access opens; somebody without any sees *My access*
/// only (ux.md, Shell).
[[nodiscard]] std::vector<Screen> listedScreens(const EffectiveAccess &access);
/// Whether \p access opens this screen at all, from the list or from the top bar.
[[nodiscard]] bool maySee(const EffectiveAccess &access, Screen screen);
/// Where to begin: the last screen, where it may still be seen.
[[nodiscard]] Screen firstScreen(const EffectiveAccess &access, QStringView last);

} // namespace usher
