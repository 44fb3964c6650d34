// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sign_in.h"

namespace usher {

namespace {

/// Long enough to enrol for multi-factor authentication at a first sign-in: an ID counts once however long it waits.
constexpr std::chrono::hours pendingRequestLifetime{1};

/// 160 random bits in 40 letters: well under the 80 bytes that a RelayState may have (SAML 2.0 Bindings, 3.4.3).
constexpr qsizetype relayStateBytes = 20;

/// There was nothing to judge by.
SignInOutcome unjudged(const Error &error)
{
    return {{{}, std::unexpected(error)}, std::nullopt, std::unexpected(error)};
}

/// Which request the answer counts as: none, where it is not for the awaited one and need not be.
ExpectedRequest expectedOf(const PendingRequest &request, const Result<void> &awaited, const TrustPolicy &policy)
{
    const bool isForAnother = !awaited && awaited.error().code == ErrorCode::RelayStateMismatch;
    return isForAnother && policy.unsolicited == TrustPolicy::Unsolicited::Accept ? ExpectedRequest{}
                                                                                  : ExpectedRequest::withId(request.id);
}

/// Whether something in it is encrypted, and nothing was there to open it with.
bool lacksAKey(const Judgement &judgement)
{
    const Check *encryption = judgement.find(CheckName::Encryption);
    return encryption != nullptr && encryption->fault == ErrorCode::NoDecryptionKey;
}

/// Whether all was well up to the signature, and no key that is trusted made it.
bool hasUnknownKey(const Judgement &judgement)
{
    const Check *failure = judgement.firstFailure();
    return failure != nullptr && failure->name == CheckName::Signature && failure->fault == ErrorCode::SignatureInvalid;
}

Consumption consumptionOf(const ExpectedRequest &expected, const VerifiedAssertion &assertion)
{
    // Remembered longer than any policy would still accept it, should the skew grow meanwhile.
    return {expected.id, assertion.issuer(), assertion.id(), assertion.notOnOrAfter() + maximumClockSkew};
}

} // namespace

SignIn::SignIn(ConfigurationStore &configurations, PendingRequestStore &requests, ProvisioningStore &provisioning,
               Directory &directory, ServiceProviderKeys &keys, const Clock &clock, Random &random, TrustRefresh *trust)
    : m_configurations(configurations)
    , m_requests(requests)
    , m_provisioning(provisioning)
    , m_directory(directory)
    , m_keys(keys)
    , m_clock(clock)
    , m_random(random)
    , m_trust(trust)
{
}

Result<BegunSignIn> SignIn::begin(const SignInWishes &wishes)
{
    USHER_TRY(const IdentityConfiguration configuration, m_configurations.load());
    if (!configuration.provider)
        return fail(ErrorCode::NoIdentityProvider);
    USHER_TRY(trustPolicy(configuration)); // no use asking what could not be judged

    const TimePoint now = m_clock.now();
    AuthnRequest request;
    request.id = makeRequestId(m_random);
    request.issuer = configuration.serviceProvider;
    request.destination = configuration.provider->metadata.singleSignOn;
    request.assertionConsumerService = configuration.assertionConsumerService;
    request.issueInstant = now;
    request.forceAuthn = wishes.forceAuthn;
    request.isPassive = wishes.isPassive;
    request.loginHint = wishes.loginHint;

    const PendingRequest pending{request.id, m_random.hex(relayStateBytes), now, now + pendingRequestLifetime};
    USHER_TRY(const std::optional<PrivateKey> key, requestSigningKey(configuration.protocol.requestSigning, m_keys));
    QUrl address = toRedirectUrl(request, pending.relayState);
    if (key) {
        USHER_TRY(address, toSignedRedirectUrl(request, pending.relayState, *key));
    }
    USHER_TRY(m_requests.add(pending));
    return BegunSignIn{pending, address, request.assertionConsumerService};
}

SignInOutcome SignIn::complete(const PendingRequest &request, const SamlPost &post,
                               const std::function<void(SignInStage)> &progress)
{
    const auto reach = [&](SignInStage stage) {
        if (progress)
            progress(stage);
    };
    reach(SignInStage::Received);
    SignInOutcome outcome = judgeAndProvision(request, post, reach);
    if (m_trust && hasUnknownKey(outcome.judgement) && m_trust->refreshForUnknownKey() == TrustRefresh::Outcome::Renewed)
        outcome = judgeAndProvision(request, post, reach);
    // The configuration was saved between our reading and our commit: what it says now decides, and nothing was written yet.
    if (!outcome.session && outcome.session.error().code == ErrorCode::PlanOutdated)
        outcome = judgeAndProvision(request, post, reach);
    return outcome;
}

SignInOutcome SignIn::judgeAndProvision(const PendingRequest &request, const SamlPost &post,
                                        const std::function<void(SignInStage)> &reach)
{
    const Result<IdentityConfiguration> configuration = m_configurations.load();
    if (!configuration)
        return unjudged(configuration.error());
    const Result<TrustPolicy> policy = trustPolicy(*configuration);
    if (!policy)
        return unjudged(policy.error());

    const TimePoint now = m_clock.now();
    // Before the replay is looked up: another portal uses up request and response in one step, and the response is what people
    // are told about.
    const Result<void> awaited = checkAwaited(request, post, now);
    const ExpectedRequest expected = expectedOf(request, awaited, *policy);
    Result<Judgement> judgement = judgeAnswer(post, *policy, expected, now);
    if (!judgement)
        return unjudged(judgement.error());
    if (!judgement->accepted())
        return {*judgement, std::nullopt, std::unexpected(judgement->assertion.error())};
    if (!awaited && expected.kind == ExpectedRequest::Kind::Id)
        return {*judgement, std::nullopt, std::unexpected(awaited.error())};
    reach(SignInStage::Verified);

    const VerifiedAssertion &assertion = *judgement->assertion;
    const auto provisioned =
        JitProvisioner(m_provisioning)
            .provision(Actor::provisioner(), assertion, *configuration, consumptionOf(expected, assertion), now);
    if (!provisioned.user) {
        const Error &error = provisioned.user.error();
        // Another portal used the same response between our look and our commit.
        if (error.code == ErrorCode::Replayed)
            judgement = settleReplay(*std::move(judgement), Replay::Replayed);
        return {*judgement, provisioned.plan, std::unexpected(error)};
    }
    reach(SignInStage::Provisioned);
    Result<Session> session = startSession(m_directory, *provisioned.user, now);
    if (session)
        session->atProvider = ProviderSession{assertion.issuer(), assertion.nameId(), assertion.sessionIndex()};
    return {*judgement, provisioned.plan, std::move(session)};
}

Result<Judgement> SignIn::judgeAnswer(const SamlPost &post, TrustPolicy policy, const ExpectedRequest &expected, TimePoint now)
{
    Judgement judgement = judge(UnverifiedResponse::fromPost(post), policy, expected, now);
    if (lacksAKey(judgement)) {
        USHER_TRY(const std::vector<KeyPair> pairs, m_keys.keys());
        for (const KeyPair &pair : pairs)
            policy.decryptionKeys.push_back(pair.key);
        judgement = judge(UnverifiedResponse::fromPost(post), policy, expected, now);
    }
    if (!judgement.accepted())
        return judgement;
    USHER_TRY(const bool consumed, m_provisioning.wasConsumed(judgement.assertion->issuer(), judgement.assertion->id()));
    return settleReplay(std::move(judgement), consumed ? Replay::Replayed : Replay::FirstUse);
}

Result<void> SignIn::checkAwaited(const PendingRequest &request, const SamlPost &post, TimePoint now)
{
    // As it was stored, not as the caller remembers it.
    USHER_TRY(const PendingRequest pending, m_requests.find(request.id));
    if (post.relayState != pending.relayState)
        return fail(ErrorCode::RelayStateMismatch);
    if (now >= pending.expiresAt)
        return fail(ErrorCode::RequestExpired);
    return {};
}

} // namespace usher
