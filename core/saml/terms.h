// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/trust_policy.h"

#include <algorithm>

namespace usher {

/// What the content of a message is held to.
struct Terms
{
    const TrustPolicy &policy;
    const ExpectedRequest &request;
    TimePoint now;

    /// The policy's, kept within 0 and maximumClockSkew.
    [[nodiscard]] std::chrono::seconds clockSkew() const
    {
        return std::clamp(policy.clockSkew, std::chrono::seconds(0), maximumClockSkew);
    }
};

} // namespace usher
