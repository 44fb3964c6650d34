// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/access.h"

namespace usher {

/// Whoever runs a command: the operating system's name of the user that the process belongs to, not what the environment claims.
[[nodiscard]] Actor operatorOfThisProcess();

} // namespace usher
