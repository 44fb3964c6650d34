// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace usher::explain {

/// The code's own name, `AudienceMismatch`: for *Details* and for reports, where it can be searched for.
[[nodiscard]] QString nameOf(ErrorCode code);

} // namespace usher::explain
