// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/logout_verifier.h"

#include "core/saml/confirmation_checks.h"
#include "core/saml/content_checks.h"
#include "core/saml/entra.h"
#include "core/saml/message_opening.h"
#include "core/saml/message_shape.h"
#include "core/xml/algorithms.h"

namespace usher {

namespace {

using Kind = RedirectMessage::Kind;
using xml::Document;
using xml::Element;

/// Where the signature of an address stands, for a report.
constexpr auto signatureParameter = "?Signature";

/// A message's content, and whether anybody vouches for it.
struct OpenedLogout
{
    LogoutContent content;
    LogoutAnswer::Proof proof = LogoutAnswer::Proof::Unsigned;
};

/// V for the address. SHA-1 that a policy allows is still told.
CheckList checkAddress(const RedirectSignature &signature, const TrustPolicy &policy, TimePoint now)
{
    CheckList checks;
    const QString where = QString::fromLatin1(signatureParameter);
    const Result<Certificate> signer = verifyRedirect(signature, policy.signingCertificates, policy.algorithms);
    if (!signer) {
        checks.add(notVerified(signer.error(), where));
        return checks;
    }
    const Evidence algorithm{.found = signature.algorithm, .where = where};
    checks.add(signature.algorithm == QLatin1String(xml::rsaSha1)
                   ? warned(CheckName::Algorithm, ErrorCode::AlgorithmRefused, algorithm)
                   : passed(CheckName::Algorithm, algorithm));
    checks.add(signedBy(*signer, policy.signingCertificates, now, where));
    return checks;
}

/// Recipes P, S, V and R: nothing where one of them refused.
std::optional<OpenedLogout> open(MessageOpening &steps, const ReceivedRedirect &received, const TrustPolicy &policy, TimePoint now)
{
    const bool isRequest = received.message.kind == Kind::Request;
    const MessageRoot expected = isRequest ? MessageRoot::LogoutRequest : MessageRoot::LogoutResponse;
    const auto isShaped = [&](const Document &document) {
        const Result<void> shape = checkMessageShape(document.root(), expected);
        if (!shape)
            steps.add(failed(CheckName::Shape, shape.error()));
        return shape.has_value();
    };

    std::optional<Document> document = steps.parse(received.message.xml);
    if (!document || !isShaped(*document))
        return std::nullopt;
    if (received.signature)
        steps.add(checkAddress(*received.signature, policy, now));
    // The binding wants it taken out (Bindings, 3.4.4.1), but not every provider does.
    const bool hasOwnSignature = isSigned(document->root());
    if (hasOwnSignature) {
        std::optional<Vouched> vouched = steps.verify(*document, document->root(), document->root().path());
        if (!vouched || !isShaped(vouched->document))
            return std::nullopt;
        document = std::move(vouched->document);
    }
    OpenedLogout opened{readLogout(document->root())};
    if (received.signature || hasOwnSignature) {
        opened.proof = LogoutAnswer::Proof::Signed;
        opened.content.message.signature = ResponseContent::Signature::Present;
    } else {
        const Evidence evidence{.where = document->root().path()};
        steps.add(isRequest ? failed(CheckName::Signature, ErrorCode::SignatureMissing, evidence)
                            : skipped(CheckName::Signature, ErrorCode::SignatureMissing, evidence));
    }
    return opened;
}

/// Profiles, 4.4.4.1 and 4.4.4.2: an Issuer there must be, one of the provider's names.
CheckList checkIssuers(const std::vector<IssuerContent> &issuers, const EntityId &provider, const EntityId &otherName)
{
    CheckList checks;
    for (const IssuerContent &issuer : issuers) {
        const bool isOther = !otherName.isEmpty() && issuer.value == otherName.text();
        checks.add(checkIssuer(issuer, isOther ? otherName : provider));
    }
    if (issuers.size() != 1)
        checks.add(failed(CheckName::Issuer, ErrorCode::IssuerMismatch, {.expected = provider.text()}));
    return checks;
}

/// A message from the future is no answer to anything.
Check checkIssueInstant(const LogoutContent &content, const Terms &terms)
{
    if (!content.issueInstant || !content.issueInstant->moment)
        return malformedTime(CheckName::NotBefore, content.issueInstant, content.message.where);
    const TimePoint latest = terms.now + terms.clockSkew();
    const Evidence evidence{QStringLiteral("<= ") + formatDateTime(latest), content.issueInstant->text, content.message.where};
    return *content.issueInstant->moment <= latest ? passed(CheckName::NotBefore, evidence)
                                                   : failed(CheckName::NotBefore, ErrorCode::NotYetValid, evidence);
}

/// Core 3.7.1: the request is about this very session, or about all of this person's.
Check checkSession(const LogoutContent &content, const AwaitedLogout &awaited)
{
    const QString &where = content.message.where;
    if (!content.nameId)
        return failed(CheckName::NameId, content.nameId.error().code, {.where = where});
    const bool isOurs = content.sessionIndexes.isEmpty() || content.sessionIndexes.contains(awaited.sessionIndex);
    if (*content.nameId != awaited.nameId || !isOurs)
        return failed(CheckName::NameId, ErrorCode::LogoutMessageUnexpected, {.where = where});
    return passed(CheckName::NameId, {.where = where});
}

Check checkAnswers(const LogoutContent &content, const AwaitedLogout &awaited)
{
    const std::optional<QString> &id = content.message.inResponseTo;
    const Evidence evidence{awaited.requestId, id.value_or(QString()), content.message.where};
    if (!id || awaited.requestId.isEmpty())
        return failed(CheckName::InResponseTo, ErrorCode::InResponseToMissing, evidence);
    return *id == awaited.requestId ? passed(CheckName::InResponseTo, evidence)
                                    : failed(CheckName::InResponseTo, ErrorCode::InResponseToMismatch, evidence);
}

LogoutAnswer::Outcome outcomeOf(const StatusContent &status)
{
    // Providers put it under Success as well as under Responder.
    if (status.secondCode == QLatin1String(saml::statusPartialLogout))
        return LogoutAnswer::Outcome::Partial;
    return status.isSuccess() ? LogoutAnswer::Outcome::Complete : LogoutAnswer::Outcome::Refused;
}

/// The provider's own words, else its code.
QString saidIn(const StatusContent &status)
{
    const QString message = status.message.trimmed();
    if (!message.isEmpty())
        return message;
    return status.secondCode.isEmpty() ? status.code : status.secondCode;
}

LogoutAnswer answerOf(const OpenedLogout &opened, Kind kind)
{
    if (kind == Kind::Request)
        return {LogoutAnswer::Outcome::Complete, opened.proof, {}};
    const StatusContent &status = opened.content.message.status;
    const LogoutAnswer::Outcome outcome = outcomeOf(status);
    return {outcome, opened.proof, outcome == LogoutAnswer::Outcome::Complete ? QString() : saidIn(status)};
}

/// A provider that did not sign the person out has answered all the same, so only an answer without a status fails.
Check checkStatus(const StatusContent &status)
{
    const Evidence evidence{QString::fromLatin1(saml::statusSuccess), saidIn(status), status.where};
    if (status.code.isEmpty())
        return failed(CheckName::Status, ErrorCode::StatusNotSuccess, evidence);
    return outcomeOf(status) == LogoutAnswer::Outcome::Complete ? passed(CheckName::Status, evidence)
                                                                : warned(CheckName::Status, ErrorCode::StatusNotSuccess, evidence);
}

CheckList checkContent(const LogoutContent &content, Kind kind, const TrustPolicy &policy, const AwaitedLogout &awaited,
                       TimePoint now)
{
    const ResponseContent &message = content.message;
    const ExpectedRequest request = ExpectedRequest::withId(awaited.requestId);
    const Terms terms{policy, request, now};
    CheckList checks;
    checks.add(checkVersion(message.version, message.where));
    checks.add(
        checkIssuers(message.issuers, policy.identityProvider, EntityId(entra::logoutIssuerOf(awaited.asked, policy.tenantId))));
    checks.add(checkDestination(message, logoutAddress(policy.assertionConsumerService)));
    checks.add(checkIssueInstant(content, terms));
    if (content.id.isEmpty())
        checks.add(failed(CheckName::Shape, ErrorCode::XmlMalformedId, {.where = message.where}));
    if (kind == Kind::Response) {
        checks.add(checkAnswers(content, awaited));
        checks.add(checkStatus(message.status));
        return checks;
    }
    checks.add(checkSession(content, awaited));
    if (content.notOnOrAfter)
        checks.add(checkEnds({{*content.notOnOrAfter, message.where}}, terms));
    return checks;
}

LogoutJudgement refused(const MessageOpening &steps)
{
    const std::vector<Check> checks = steps.checks().inReportOrder();
    const Check *failure = firstFailure(checks);
    return {checks, std::unexpected(failure == nullptr ? Error{} : errorOf(*failure)), std::nullopt};
}

} // namespace

LogoutJudgement judgeLogout(const QByteArray &query, const TrustPolicy &policy, const AwaitedLogout &awaited, TimePoint now)
{
    MessageOpening steps({policy.signingCertificates, policy.algorithms, policy.limits, now});
    const Result<ReceivedRedirect> received = readRedirect(query);
    if (!received) {
        steps.add(failed(CheckName::Input, received.error().code, {.found = received.error().subject}));
        return refused(steps);
    }
    steps.add(passed(CheckName::Input, {.found = QString::number(query.size())}));
    const std::optional<OpenedLogout> opened = open(steps, *received, policy, now);
    if (!opened)
        return refused(steps);
    const Kind kind = received->message.kind;
    steps.add(checkContent(opened->content, kind, policy, awaited, now));
    if (steps.hasFailed())
        return refused(steps);

    LogoutJudgement judgement{steps.checks().inReportOrder(), answerOf(*opened, kind), std::nullopt};
    if (kind == Kind::Request)
        judgement.request = ProvidersLogoutRequest{opened->content.id, received->message.relayState};
    return judgement;
}

} // namespace usher
