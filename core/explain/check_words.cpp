// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/translation.h"

namespace usher::explain {

namespace {

QString whenPassed(CheckName name)
{
    switch (name) {
    case CheckName::Input:
        return Explain::tr("It arrived whole.");
    case CheckName::Parse:
        return Explain::tr("It is well-formed XML, without a DOCTYPE.");
    case CheckName::Shape:
        return Explain::tr("Nothing is hidden in it: every ID is there once, and no comment interrupts a value.");
    case CheckName::Version:
        return Explain::tr("It is SAML 2.0.");
    case CheckName::AssertionCount:
        return Explain::tr("It holds exactly one assertion, in its proper place.");
    case CheckName::Reference:
        return Explain::tr("The signature covers the part that it stands in.");
    case CheckName::Algorithm:
        return Explain::tr("All its algorithms are strong ones.");
    case CheckName::Signature:
        return Explain::tr("A key that you trust has signed it, and nothing was changed since.");
    case CheckName::Encryption:
        return Explain::tr("It was encrypted for this portal, and could be opened.");
    case CheckName::Status:
        return Explain::tr("The identity provider says that the sign-in succeeded.");
    case CheckName::Issuer:
        return Explain::tr("It comes from your identity provider.");
    case CheckName::Tenant:
        return Explain::tr("The person belongs to your tenant.");
    case CheckName::Audience:
        return Explain::tr("It is meant for this application.");
    case CheckName::Destination:
        return Explain::tr("It was sent to this portal's Reply URL.");
    case CheckName::Recipient:
        return Explain::tr("It is meant for this portal's Reply URL.");
    case CheckName::SubjectConfirmation:
        return Explain::tr("Whoever brings it may sign in with it, for a limited time.");
    case CheckName::InResponseTo:
        return Explain::tr("It answers the sign-in that was begun, or none where none is needed.");
    case CheckName::NotBefore:
        return Explain::tr("It is valid already.");
    case CheckName::NotOnOrAfter:
        return Explain::tr("It has not expired.");
    case CheckName::Replay:
        return Explain::tr("It has not been used before.");
    case CheckName::NameId:
        return Explain::tr("It names the person.");
    case CheckName::Attribute:
        return Explain::tr("Every claim can be read, and none came twice.");
    }
    Q_UNREACHABLE();
}

QString whenSkipped(const Check &check)
{
    switch (check.name) {
    case CheckName::InResponseTo:
        return check.fault ? Explain::tr("Not checked: nobody said which sign-in it should answer.")
                           : Explain::tr("Not looked at.");
    case CheckName::Replay:
        return Explain::tr("Not looked up.");
    case CheckName::Encryption:
    case CheckName::Tenant:
    case CheckName::Destination:
    case CheckName::NotBefore:
        return Explain::tr("Nothing to check here.");
    default:
        return Explain::tr("Not looked at.");
    }
}

/// The fault of a check as an error. What was found goes into the sentence where it names the thing itself, not a mismatch.
Error errorOf(const Check &check)
{
    const ErrorCode code = check.fault.value_or(ErrorCode::Internal);
    switch (code) {
    case ErrorCode::AlgorithmRefused:
    case ErrorCode::StatusNotSuccess:
    case ErrorCode::TimeMalformed:
    case ErrorCode::AttributeDuplicated:
        return {code, check.found, {}};
    default:
        return {code, {}, {}};
    }
}

} // namespace

QString title(CheckName name)
{
    switch (name) {
    case CheckName::Input:
        return Explain::tr("The input");
    case CheckName::Parse:
        return Explain::tr("The XML");
    case CheckName::Shape:
        return Explain::tr("The structure");
    case CheckName::Version:
        return Explain::tr("The SAML version");
    case CheckName::AssertionCount:
        return Explain::tr("The assertion");
    case CheckName::Reference:
        return Explain::tr("What was signed");
    case CheckName::Algorithm:
        return Explain::tr("The algorithms");
    case CheckName::Signature:
        return Explain::tr("The signature");
    case CheckName::Encryption:
        return Explain::tr("The encryption");
    case CheckName::Status:
        return Explain::tr("The answer");
    case CheckName::Issuer:
        return Explain::tr("The identity provider");
    case CheckName::Tenant:
        return Explain::tr("The tenant");
    case CheckName::Audience:
        return Explain::tr("The application");
    case CheckName::Destination:
        return Explain::tr("The destination");
    case CheckName::Recipient:
        return Explain::tr("The Reply URL");
    case CheckName::SubjectConfirmation:
        return Explain::tr("The confirmation");
    case CheckName::InResponseTo:
        return Explain::tr("The request");
    case CheckName::NotBefore:
        return Explain::tr("Its beginning");
    case CheckName::NotOnOrAfter:
        return Explain::tr("Its end");
    case CheckName::Replay:
        return Explain::tr("Its first use");
    case CheckName::NameId:
        return Explain::tr("The NameID");
    case CheckName::Attribute:
        return Explain::tr("The claims");
    }
    Q_UNREACHABLE();
}

QString sentence(const Check &check)
{
    switch (check.outcome) {
    case CheckOutcome::Passed:
        return whenPassed(check.name);
    case CheckOutcome::Skipped:
        return whenSkipped(check);
    case CheckOutcome::Failed:
        return whatHappened(errorOf(check));
    case CheckOutcome::Warning:
        return Explain::tr("Let through: %1").arg(whatHappened(errorOf(check)));
    }
    Q_UNREACHABLE();
}

QString hint(const Check &check)
{
    if (check.outcome == CheckOutcome::Failed || check.outcome == CheckOutcome::Warning)
        return whatToDo(errorOf(check));
    if (check.outcome == CheckOutcome::Skipped && check.name == CheckName::InResponseTo && check.fault)
        return Explain::tr("Say which request it must answer (--request-id), or that there was none (--allow-unsolicited).");
    if (check.outcome == CheckOutcome::Skipped && check.name == CheckName::Replay)
        return Explain::tr("It is looked up in a directory (--directory) once all else is in order.");
    return {};
}

QString verdict(const Judgement &judgement)
{
    if (!judgement.accepted()) {
        const Check *failure = judgement.firstFailure();
        return Explain::tr("Do not accept this response. %1")
            .arg(failure ? sentence(*failure) : whatHappened(judgement.assertion.error()));
    }
    QStringList reservations;
    for (const Check &check : judgement.checks) {
        if (check.outcome == CheckOutcome::Warning)
            reservations += whatHappened(errorOf(check));
    }
    reservations.removeDuplicates();
    const QString genuine = Explain::tr("This response is genuine, meant for this portal, and valid.");
    if (reservations.isEmpty())
        return genuine;
    const QString preface = reservations.size() == 1 ? Explain::tr("One reservation:") : Explain::tr("Reservations:");
    return genuine + u' ' + preface + u' ' + reservations.join(u' ');
}

} // namespace usher::explain
