// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/check_list.h"
#include "core/saml/response_content.h"
#include "core/saml/terms.h"

#include <vector>

namespace usher {

/// A moment from which something no longer holds.
struct End
{
    SentTime time;
    QString where;
};

/// A time that is missing, or that can't be read.
[[nodiscard]] Check malformedTime(CheckName name, const OptionalTime &time, const QString &where);

/// Whether none of \p ends has come: exclusive (Core 2.5.1.2), with the policy's skew. The earliest is the one reported.
/// \pre not empty
[[nodiscard]] Check checkEnds(const std::vector<End> &ends, const Terms &terms);

/// Profiles 4.1.4.3: recipient, subject-confirmation, in-response-to; and not-on-or-after as far as this one goes.
/// \param outer  the Response's own InResponseTo, which nobody may have signed: it must say the same where it is there
[[nodiscard]] CheckList checkConfirmation(const BearerConfirmation &confirmation, const std::optional<QString> &outer,
                                          const Terms &terms);

/// One valid confirmation is enough (Profiles 4.1.4.2), so this is the one with the fewest faults, the first of equals.
/// Nothing where there is none.
[[nodiscard]] const BearerConfirmation *bestConfirmation(const std::vector<BearerConfirmation> &confirmations,
                                                         const std::optional<QString> &outer, const Terms &terms);

} // namespace usher
