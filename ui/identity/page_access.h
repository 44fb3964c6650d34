// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace usher {

/// Whether somebody may change what the page shows.
enum class PageAccess { View, Change };

} // namespace usher
