// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/check_list.h"
#include "core/saml/response_content.h"
#include "core/saml/terms.h"

namespace usher {

/// SAML 2.0, and nothing else.
[[nodiscard]] Check checkVersion(const QString &version, const QString &where);

/// Core 2.2.5 and 8.3.6: an entity's name, letter by letter.
[[nodiscard]] Check checkIssuer(const IssuerContent &issuer, const EntityId &expected);

/// Bindings 3.4.5.2 and 3.5.5.2: a signed message must name the address that it was sent to; what is named must be \p expected.
[[nodiscard]] Check checkDestination(const ResponseContent &response, const QUrl &expected);

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
