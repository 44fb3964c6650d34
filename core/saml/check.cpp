// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/check.h"

#include <array>

namespace usher {

std::span<const CheckName> allChecks()
{
    static constexpr std::array all{
        CheckName::Input,          CheckName::Parse,       CheckName::Shape,        CheckName::Version,
        CheckName::AssertionCount, CheckName::Reference,   CheckName::Algorithm,    CheckName::Signature,
        CheckName::Encryption,     CheckName::Status,      CheckName::Issuer,       CheckName::Tenant,
        CheckName::Audience,       CheckName::Destination, CheckName::Recipient,    CheckName::SubjectConfirmation,
        CheckName::InResponseTo,   CheckName::NotBefore,   CheckName::NotOnOrAfter, CheckName::Replay,
        CheckName::NameId,         CheckName::Attribute,
    };
    return all;
}

QString toText(CheckName name)
{
    switch (name) {
    case CheckName::Input:
        return QStringLiteral("input");
    case CheckName::Parse:
        return QStringLiteral("parse");
    case CheckName::Shape:
        return QStringLiteral("shape");
    case CheckName::Version:
        return QStringLiteral("version");
    case CheckName::AssertionCount:
        return QStringLiteral("assertion-count");
    case CheckName::Reference:
        return QStringLiteral("reference");
    case CheckName::Algorithm:
        return QStringLiteral("algorithm");
    case CheckName::Signature:
        return QStringLiteral("signature");
    case CheckName::Encryption:
        return QStringLiteral("encryption");
    case CheckName::Status:
        return QStringLiteral("status");
    case CheckName::Issuer:
        return QStringLiteral("issuer");
    case CheckName::Tenant:
        return QStringLiteral("tenant");
    case CheckName::Audience:
        return QStringLiteral("audience");
    case CheckName::Destination:
        return QStringLiteral("destination");
    case CheckName::Recipient:
        return QStringLiteral("recipient");
    case CheckName::SubjectConfirmation:
        return QStringLiteral("subject-confirmation");
    case CheckName::InResponseTo:
        return QStringLiteral("in-response-to");
    case CheckName::NotBefore:
        return QStringLiteral("not-before");
    case CheckName::NotOnOrAfter:
        return QStringLiteral("not-on-or-after");
    case CheckName::Replay:
        return QStringLiteral("replay");
    case CheckName::NameId:
        return QStringLiteral("name-id");
    case CheckName::Attribute:
        return QStringLiteral("attribute");
    }
    Q_UNREACHABLE();
}

QString toText(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return QStringLiteral("passed");
    case CheckOutcome::Failed:
        return QStringLiteral("failed");
    case CheckOutcome::Warning:
        return QStringLiteral("warning");
    case CheckOutcome::Skipped:
        return QStringLiteral("skipped");
    }
    Q_UNREACHABLE();
}

} // namespace usher
