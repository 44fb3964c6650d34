// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/verifier.h"

#include "core/saml/content_checks.h"
#include "core/saml/opened_response.h"
#include "core/saml/strict_base64.h"

#include <algorithm>

namespace usher {

Result<QByteArray> decodeResponse(const UnverifiedResponse &response, qsizetype maximumBytes)
{
    const bool isBase64 = response.encoding == UnverifiedResponse::Encoding::Base64;
    // Base64 takes a third more, line ends included less than twice as much.
    const qsizetype maximumOctets = isBase64 ? 2 * maximumBytes : maximumBytes;
    if (response.octets.size() > maximumOctets)
        return fail(ErrorCode::InputTooLarge, QString::number(response.octets.size()));
    if (response.octets.isEmpty())
        return fail(ErrorCode::InputEmpty);
    if (!isBase64)
        return response.octets;
    USHER_TRY(QByteArray xml, decodeStrictBase64(response.octets));
    if (xml.size() > maximumBytes)
        return fail(ErrorCode::InputTooLarge, QString::number(xml.size()));
    return xml;
}

const Check *Judgement::firstFailure() const
{
    return usher::firstFailure(checks);
}

const Check *Judgement::find(CheckName name) const
{
    const auto check = std::ranges::find(checks, name, &Check::name);
    return check == checks.end() ? nullptr : &*check;
}

Judgement judge(const UnverifiedResponse &response, const TrustPolicy &policy, const ExpectedRequest &request, TimePoint now)
{
    const Result<QByteArray> xml = decodeResponse(response, policy.limits.bytes);
    if (!xml) {
        CheckList checks;
        const Error &error = xml.error();
        checks.add(failed(CheckName::Input, error.code, {QString::number(policy.limits.bytes), error.subject, {}}));
        return {checks.inReportOrder(), std::unexpected(error)};
    }
    OpenedResponse opened = openResponse(*xml, policy, now);
    opened.checks.add(passed(CheckName::Input, {QString::number(policy.limits.bytes), QString::number(xml->size()), {}}));
    const Terms terms{policy, request, now};
    if (opened.response)
        opened.checks.add(checkResponse(*opened.response, terms));
    AssertionFindings findings;
    if (opened.response && opened.assertion) {
        findings = checkAssertion(*opened.assertion, *opened.response, terms);
        opened.checks.add(findings.checks);
    }

    std::vector<Check> checks = opened.checks.inReportOrder();
    if (const Check *failure = firstFailure(checks))
        return {checks, std::unexpected(errorOf(*failure))};
    // Without a failure there is an assertion, and somebody vouches for it; were that ever wrong, nothing is accepted.
    if (!opened.assertion || !opened.signer || !opened.assertion->nameId)
        return {std::move(checks), fail(ErrorCode::Internal)};

    AssertionContent &content = *opened.assertion;
    VerifiedAssertion assertion;
    assertion.m_issuer = policy.identityProvider;
    assertion.m_id = content.id;
    assertion.m_nameId = *content.nameId;
    assertion.m_attributes = std::move(content.attributes);
    assertion.m_inResponseTo = findings.inResponseTo;
    if (!content.authnStatements.empty()) {
        assertion.m_sessionIndex = content.authnStatements.front().sessionIndex;
        if (const OptionalTime &instant = content.authnStatements.front().authnInstant; instant && instant->moment)
            assertion.m_authnInstant = *instant->moment;
    }
    assertion.m_notOnOrAfter = findings.replayableUntil;
    assertion.m_signerFingerprint = opened.signer->fingerprint();
    return {std::move(checks), std::move(assertion)};
}

Judgement settleReplay(Judgement judgement, Replay replay)
{
    for (Check &check : judgement.checks) {
        if (check.name == CheckName::Replay)
            check = replay == Replay::Replayed ? failed(CheckName::Replay, ErrorCode::Replayed) : passed(CheckName::Replay);
    }
    if (const Check *failure = judgement.firstFailure())
        judgement.assertion = std::unexpected(errorOf(*failure));
    return judgement;
}

} // namespace usher
