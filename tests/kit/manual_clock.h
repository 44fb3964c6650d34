// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace usher::test {

/// A clock that stands still until it is told.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(TimePoint start) : m_now(start.time_since_epoch().count()) {}

    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::milliseconds(m_now.load())); }
    void advance(std::chrono::milliseconds by) { m_now += by.count(); }
    void set(TimePoint to) { m_now = to.time_since_epoch().count(); }

private:
    std::atomic<qint64> m_now;
};

} // namespace usher::test
