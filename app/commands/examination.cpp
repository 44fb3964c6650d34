// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/examination.h"

#include "core/inspector/input.h"

namespace usher {

namespace {

using Verdict = InspectionReport::Verdict;

/// The default Agent Pool of a directory that is yet to be made.
Pool firstPool()
{
    return {PoolId(QStringLiteral("default")), QStringLiteral("Default"), true, {}};
}

/// What there is to show of a response that nobody vouches for.
Result<UnverifiedClaims> claimsOf(const UnverifiedResponse &response)
{
    USHER_TRY(const QByteArray xml, decodeResponse(response, maximumDocumentBytes));
    return readUnverifiedClaims(xml);
}

/// Shows what a response claims, and says that nothing vouches for it; what can't even be read is none.
InspectionReport unjudged(const UnverifiedResponse &response)
{
    InspectionReport report;
    const Result<UnverifiedClaims> claims = claimsOf(response);
    if (!claims) {
        report.reason = claims.error();
        return report;
    }
    report.verdict = Verdict::Unjudged;
    report.reason = Error{ErrorCode::NoIdentityProvider};
    report.unverified = *claims;
    return report;
}

} // namespace

Examination::Examination(const TrustOptions &options, Store *store, UnnamedRequest unnamed, const Clock &clock)
    : m_options(options), m_store(store), m_unnamed(unnamed), m_clock(clock)
{
}

Result<Examination> Examination::prepare(const TrustOptions &options, Store *store, UnnamedRequest unnamed, const Clock &clock)
{
    Examination examination(options, store, unnamed, clock);
    IdentityConfiguration saved;
    if (store != nullptr) {
        USHER_TRY(saved, store->configurations().load());
    }
    examination.m_configuration = options.appliedTo(std::move(saved));
    const Result<TrustPolicy> policy = options.policyFor(examination.m_configuration);
    if (policy)
        examination.m_policy = *policy;
    else if (policy.error().code != ErrorCode::NoIdentityProvider)
        return std::unexpected(policy.error());
    return examination;
}

InspectionReport Examination::examine(const InputFile &input) const
{
    InspectionReport report;
    const Result<QByteArray> bytes = input.read();
    const auto response = bytes ? recogniseResponse(*bytes) : std::unexpected(bytes.error());
    if (response)
        report = reportOn(*response);
    else
        report.reason = response.error();
    report.input = input.name;
    return report;
}

InspectionReport Examination::reportOn(const UnverifiedResponse &response) const
{
    if (!m_policy)
        return unjudged(response);
    InspectionReport report;
    Result<Judgement> judgement = judged(response, *m_policy);
    if (judgement && !judgement->accepted() && judgement->assertion.error().code == ErrorCode::NoDecryptionKey)
        judgement = judgedWithKeys(response, *std::move(judgement));
    if (!judgement) { // the directory failed, not the response
        report.reason = judgement.error();
        return report;
    }
    report.judgement = *judgement;
    if (!judgement->accepted()) {
        report.verdict = Verdict::Rejected;
        report.reason = judgement->assertion.error();
        if (const Result<UnverifiedClaims> claims = claimsOf(response))
            report.unverified = *claims; // else there is nothing to show
        return report;
    }
    const Result<ProvisioningPlan> plan = planned(*judgement->assertion);
    if (!plan) {
        report.reason = plan.error();
        return report;
    }
    report.verdict = Verdict::Accepted;
    report.plan = *plan;
    return report;
}

Result<Judgement> Examination::judged(const UnverifiedResponse &response, const TrustPolicy &policy) const
{
    ExpectedRequest expected = ExpectedRequest::unknown();
    if (!m_options.requestId.isEmpty())
        expected = ExpectedRequest::withId(m_options.requestId);
    else if (m_options.unsolicited == TrustPolicy::Unsolicited::Accept)
        expected = {};
    else if (m_unnamed == UnnamedRequest::MustBePending) {
        // Which request it names is believed once it has been judged in all else.
        Judgement first = judge(response, policy, ExpectedRequest::unknown(), now());
        if (!first.accepted())
            return first;
        USHER_TRY(const QString pending, pendingRequest(*first.assertion));
        expected = pending.isEmpty() ? ExpectedRequest{} : ExpectedRequest::withId(pending);
    }
    Judgement judgement = judge(response, policy, expected, now());
    if (!judgement.accepted() || m_store == nullptr)
        return judgement;
    const VerifiedAssertion &assertion = *judgement.assertion;
    USHER_TRY(const bool consumed, m_store->provisioning().wasConsumed(assertion.issuer(), assertion.id()));
    return settleReplay(std::move(judgement), consumed ? Replay::Replayed : Replay::FirstUse);
}

Result<Judgement> Examination::judgedWithKeys(const UnverifiedResponse &response, Judgement without) const
{
    if (m_store == nullptr || !m_options.decryptionKeys.empty())
        return without;
    USHER_TRY(const std::vector<KeyPair> keys, m_store->serviceProviderKeys().keys());
    if (keys.empty())
        return without;
    TrustPolicy policy = *m_policy;
    for (const KeyPair &pair : keys)
        policy.decryptionKeys.push_back(pair.key);
    return judged(response, policy);
}

Result<QString> Examination::pendingRequest(const VerifiedAssertion &assertion) const
{
    if (m_store == nullptr || assertion.inResponseTo().isEmpty())
        return QString();
    const Result<PendingRequest> pending = m_store->requests().find(assertion.inResponseTo());
    if (pending)
        return m_clock.now() < pending->expiresAt ? pending->id : QString();
    if (pending.error().code == ErrorCode::RequestUnknown)
        return QString();
    return std::unexpected(pending.error());
}

Result<ProvisioningPlan> Examination::planned(const VerifiedAssertion &assertion) const
{
    if (m_store == nullptr)
        return planProvisioning(assertion, m_configuration, firstPool(), {});
    return JitProvisioner(m_store->provisioning()).plan(assertion, m_configuration);
}

ExitStatus statusOf(const InspectionReport &report)
{
    switch (report.verdict) {
    case Verdict::Accepted:
        return ExitStatus::Accepted;
    case Verdict::Rejected:
        return ExitStatus::Rejected;
    case Verdict::Unreadable:
        return ExitStatus::Unusable;
    case Verdict::Unjudged:
        return ExitStatus::Unjudged;
    }
    Q_UNREACHABLE();
}

} // namespace usher
