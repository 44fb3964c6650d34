// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What somebody types in a run of the window.
namespace usher::test::typed {

inline constexpr auto ownerPassword = "seven brown owls wait";
inline constexpr auto wrongPassword = "seven brown cats wait";
inline constexpr auto recoveryPassphrase = "green lanterns over water";
inline constexpr auto wrongPassphrase = "green lanterns over stone";

} // namespace usher::test::typed
