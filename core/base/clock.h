// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringView>

#include <chrono>

namespace usher {

/// A moment, UTC, to the millisecond. Every time in core is one of these.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where time comes from; injected, never called globally (architecture, rule 3).
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
};

/// Reads an xs:dateTime with a time zone (XML Schema 1.1 part 2, 3.3.7): offsets and fractions are legal,
/// years 1970 to 9999, finer fractions than milliseconds are cut off. Leap seconds, missing zones
/// and anything else are ErrorCode::TimeMalformed.
[[nodiscard]] Result<TimePoint> parseDateTime(QStringView text);

/// Writes `2026-11-24T17:06:36Z`, with `.123` only where milliseconds are not zero.
[[nodiscard]] QString formatDateTime(TimePoint time);

} // namespace usher
