// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QString>

namespace usher {

/// The one way to write a time: relative on the screen, exact in its tooltip.

/// `just now`, `5 minutes ago`, `yesterday`, `in 3 days`; past a year the date.
[[nodiscard]] QString relativeTime(TimePoint time, TimePoint now);
/// In this machine's time zone, to the second, with the zone: `24 Nov 2026 18:06:36 CET`.
[[nodiscard]] QString exactTime(TimePoint time);
/// The day alone.
[[nodiscard]] QString exactDate(TimePoint time);

} // namespace usher
