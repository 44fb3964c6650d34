// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/confirmation_checks.h"

#include "core/saml/address.h"
#include "core/saml/names.h"

#include <algorithm>
#include <limits>

namespace usher {

namespace {

/// Profiles 4.1.4.2: an end there must be, a beginning there must not.
Check checkForm(const BearerConfirmation &confirmation)
{
    const QString expected = QStringLiteral("NotOnOrAfter, no NotBefore");
    QStringList found;
    if (confirmation.notOnOrAfter)
        found += QStringLiteral("NotOnOrAfter");
    if (confirmation.notBefore)
        found += QStringLiteral("NotBefore");
    const Evidence evidence{expected, found.join(QStringLiteral(", ")), confirmation.where};
    return confirmation.notOnOrAfter && !confirmation.notBefore
               ? passed(CheckName::SubjectConfirmation, evidence)
               : failed(CheckName::SubjectConfirmation, ErrorCode::SubjectConfirmationMissing, evidence);
}

Check checkRecipient(const BearerConfirmation &confirmation, const QUrl &assertionConsumerService)
{
    const Evidence evidence{addressText(assertionConsumerService), confirmation.recipient.value_or(QString()), confirmation.where};
    return confirmation.recipient == evidence.expected && !evidence.expected.isEmpty()
               ? passed(CheckName::Recipient, evidence)
               : failed(CheckName::Recipient, ErrorCode::RecipientMismatch, evidence);
}

/// Nothing was asked: a response to nothing is the policy's to accept. One that names a request all the same, as Entra's Test
/// button may with an ID of its own, is accepted along with it, and said so.
Check checkUnsolicited(const Evidence &evidence, const std::optional<QString> &signedId, const TrustPolicy &policy)
{
    if (policy.unsolicited == TrustPolicy::Unsolicited::Refuse) {
        return failed(CheckName::InResponseTo, signedId ? ErrorCode::InResponseToMismatch : ErrorCode::UnsolicitedResponse,
                      evidence);
    }
    return signedId ? warned(CheckName::InResponseTo, ErrorCode::InResponseToMismatch, evidence)
                    : passed(CheckName::InResponseTo, evidence);
}

/// Profiles 4.1.4.3, judged on what was signed (entra.md, Responses).
Check checkInResponseTo(const BearerConfirmation &confirmation, const std::optional<QString> &outer, const Terms &terms)
{
    const std::optional<QString> &signedId = confirmation.inResponseTo;
    Evidence evidence{terms.request.id, signedId.value_or(QString()), confirmation.where};
    if (outer && outer != signedId) {
        evidence.found += u' ' + *outer;
        return failed(CheckName::InResponseTo, ErrorCode::InResponseToMismatch, evidence);
    }
    switch (terms.request.kind) {
    case ExpectedRequest::Kind::Id:
        if (!signedId || terms.request.id.isEmpty())
            return failed(CheckName::InResponseTo, ErrorCode::InResponseToMissing, evidence);
        return *signedId == terms.request.id ? passed(CheckName::InResponseTo, evidence)
                                             : failed(CheckName::InResponseTo, ErrorCode::InResponseToMismatch, evidence);
    case ExpectedRequest::Kind::None:
        return checkUnsolicited(evidence, signedId, terms.policy);
    case ExpectedRequest::Kind::Unknown:
        return skipped(CheckName::InResponseTo, ErrorCode::RequestUnknown, evidence);
    }
    Q_UNREACHABLE();
}

} // namespace

Check malformedTime(CheckName name, const OptionalTime &time, const QString &where)
{
    return failed(name, ErrorCode::TimeMalformed, {.found = time ? time->text : QString(), .where = where});
}

Check checkEnds(const std::vector<End> &ends, const Terms &terms)
{
    const auto unreadable = std::ranges::find_if(ends, [](const End &end) { return !end.time.moment; });
    if (unreadable != ends.end())
        return malformedTime(CheckName::NotOnOrAfter, unreadable->time, unreadable->where);

    const End &first = *std::ranges::min_element(ends, {}, [](const End &end) { return *end.time.moment; });
    const TimePoint bound = terms.now - terms.clockSkew();
    const Evidence evidence{QStringLiteral("> ") + formatDateTime(bound), first.time.text, first.where};
    return *first.time.moment > bound ? passed(CheckName::NotOnOrAfter, evidence)
                                      : failed(CheckName::NotOnOrAfter, ErrorCode::Expired, evidence);
}

CheckList checkConfirmation(const BearerConfirmation &confirmation, const std::optional<QString> &outer, const Terms &terms)
{
    CheckList checks;
    checks.add(checkForm(confirmation));
    if (!confirmation.hasData)
        return checks; // it lacks everything, and that is one fault
    checks.add(checkRecipient(confirmation, terms.policy.assertionConsumerService));
    checks.add(checkInResponseTo(confirmation, outer, terms));
    return checks;
}

const BearerConfirmation *bestConfirmation(const std::vector<BearerConfirmation> &confirmations,
                                           const std::optional<QString> &outer, const Terms &terms)
{
    const auto faults = [&](const BearerConfirmation &confirmation) {
        if (!confirmation.hasData)
            return std::numeric_limits<int>::max();
        CheckList checks = checkConfirmation(confirmation, outer, terms);
        if (confirmation.notOnOrAfter)
            checks.add(checkEnds({{*confirmation.notOnOrAfter, {}}}, terms));
        return checks.failures();
    };
    const auto best = std::ranges::min_element(confirmations, {}, faults);
    return best == confirmations.end() ? nullptr : &*best;
}

} // namespace usher
