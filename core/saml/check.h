// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <optional>
#include <span>

namespace usher {

/// The closed list of checks, in the order in which a report shows them (cli.md). Each appears at most
/// once in a report.
enum class CheckName {
    Input,               ///< base64, sizes
    Parse,               ///< well-formed, no DTD (recipe P)
    Shape,               ///< caps, IDs, comments, structure of the signature (recipe S)
    Version,             ///< 2.0 (Core 3.2.2, 2.3.3)
    AssertionCount,      ///< exactly one, where it belongs
    Reference,           ///< the signature covers the element it stands in
    Algorithm,           ///< allow-list
    Signature,           ///< a pinned key made it (recipe V)
    Encryption,          ///< decrypted, where encrypted
    Status,              ///< Success (Core 3.2.2.2)
    Issuer,              ///< Core 2.2.5
    Tenant,              ///< Entra's tenantid claim
    Audience,            ///< Core 2.5.1.4
    Destination,         ///< Bindings 3.5.5.2
    Recipient,           ///< Profiles 4.1.4.3
    SubjectConfirmation, ///< bearer, with NotOnOrAfter (Profiles 4.1.4.2)
    InResponseTo,        ///< Profiles 4.1.4.3
    NotBefore,           ///< Core 2.5.1.2
    NotOnOrAfter,
    Replay,    ///< Profiles 4.1.4.5
    NameId,    ///< Core 2.2.3
    Attribute, ///< Core 2.7.3
};

/// Every check in report order.
[[nodiscard]] std::span<const CheckName> allChecks();

/// The name as the command line and the reports write it: `subject-confirmation`.
[[nodiscard]] QString toText(CheckName name);

enum class CheckOutcome { Passed, Failed, Warning, Skipped };

/// `passed`, `failed`, `warning`, `skipped`.
[[nodiscard]] QString toText(CheckOutcome outcome);

/// One check's result: values, no sentences; core/explain makes those.
struct Check
{
    CheckName name;
    CheckOutcome outcome = CheckOutcome::Skipped;
    QString expected;
    QString found;
    QString where;                  ///< place in the document, as Element::path() gives it
    std::optional<ErrorCode> fault; ///< why it failed, warned or was skipped

    bool operator==(const Check &) const = default;
};

} // namespace usher
