// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace usher::attacks {

/// A row of threats.md, or a part of one, that is not about what a response says: why it isn't, and the test that covers it.
struct CoveredElsewhere
{
    enum class Part { All, Some }; ///< of the row

    int threat;
    Part part;
    const char *reason;
    const char *file; ///< in the repository
    const char *test; ///< a function in it
};
[[nodiscard]] std::span<const CoveredElsewhere> coveredElsewhere();

} // namespace usher::attacks
