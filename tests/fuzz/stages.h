// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/verifier.h"

namespace usher::fuzz {

/// A warning lets a response through.
[[nodiscard]] inline bool passed(const Judgement &judgement, CheckName name)
{
    const Check *check = judgement.find(name);
    return check != nullptr && (check->outcome == CheckOutcome::Passed || check->outcome == CheckOutcome::Warning);
}

/// Recipe S, the count of assertions included.
[[nodiscard]] inline bool isShaped(const Judgement &judgement)
{
    return passed(judgement, CheckName::Shape) && passed(judgement, CheckName::AssertionCount);
}

} // namespace usher::fuzz
