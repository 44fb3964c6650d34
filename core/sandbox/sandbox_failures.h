// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/saml/entra_failure.h"

#include <optional>

/// Entra's failures on request, so that their screens can be seen.
namespace usher::sandbox {

/// Fresh for each failure; Entra's support asks for them.
struct TraceIds
{
    QString requestId; ///< what a Status response calls the trace id
    QString correlationId;
    TimePoint at;
};

/// What Entra says when it refuses for that reason, in its manner. Any code has something.
[[nodiscard]] QString failureMessage(int code);

/// The code that is asked for by typing `AADSTS50105` where an account belongs; nothing for an account.
[[nodiscard]] std::optional<int> failureAskedFor(const QString &account);

/// As a samlp:StatusMessage has it: code, message, ids and time, a line each.
[[nodiscard]] QString statusMessage(int code, const TraceIds &ids);

} // namespace usher::sandbox
