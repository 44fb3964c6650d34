// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/check_list.h"
#include "core/saml/response_content.h"
#include "core/saml/terms.h"

namespace usher {

/// What the Response says of itself: version, status, issuer, destination.
[[nodiscard]] CheckList checkResponse(const ResponseContent &response, const Terms &terms);

/// What came of an assertion's content.
struct AssertionFindings
{
    CheckList checks;
    QString inResponseTo;      ///< of the confirmation that was judged
    TimePoint replayableUntil; ///< the last moment at which any policy would still accept it
};

/// The processing rules of Profiles, 4.1.4.3, and Core, 2.5.1.
[[nodiscard]] AssertionFindings checkAssertion(const AssertionContent &assertion, const ResponseContent &response,
                                               const Terms &terms);

} // namespace usher
