// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace usher::test {

/// Milliseconds that a step may take on a busy machine.
inline constexpr int patience = 30'000;

} // namespace usher::test
