// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sign_out.h"

#include "core/saml/authn_request.h"
#include "core/saml/check_list.h"

namespace usher {

namespace {

/// Longer than a browser needs to the provider, clocks that differ included.
constexpr std::chrono::minutes logoutRequestLifetime{5};

} // namespace

SignOut::SignOut(ConfigurationStore &configurations, ServiceProviderKeys &keys, SessionLog &log, const Clock &clock, Random &random)
    : m_configurations(configurations), m_keys(keys), m_log(log), m_clock(clock), m_random(random)
{
}

Result<std::optional<BegunSignOut>> SignOut::begin(const Session &session)
{
    Result<std::optional<BegunSignOut>> begun = ask(session);
    const SignOutReach reach = begun && *begun ? SignOutReach::Provider : SignOutReach::Portal;
    USHER_TRY(m_log.recordSignOut(session.actor, session.user.id, reach, m_clock.now()));
    return begun;
}

Result<std::optional<BegunSignOut>> SignOut::ask(const Session &session)
{
    if (!session.atProvider)
        return std::nullopt;
    USHER_TRY(const IdentityConfiguration configuration, m_configurations.load());
    const bool isOffered = configuration.provider && !configuration.provider->metadata.singleLogout.isEmpty();
    const bool isWanted = configuration.protocol.singleLogout == SingleLogout::On;
    if (!isWanted || !isOffered || configuration.provider->metadata.entityId != session.atProvider->issuer)
        return std::nullopt;

    const ProviderSession &known = *session.atProvider;
    LogoutRequest request;
    request.id = makeRequestId(m_random);
    request.issuer = configuration.serviceProvider;
    request.destination = configuration.provider->metadata.singleLogout;
    request.issueInstant = m_clock.now();
    request.notOnOrAfter = request.issueInstant + logoutRequestLifetime;
    request.nameId = known.nameId;
    if (!known.sessionIndex.isEmpty())
        request.sessionIndexes = {known.sessionIndex};
    USHER_TRY(const QUrl address, addressOf(toMessage(request), configuration, request.destination));
    return BegunSignOut{address, logoutAddress(configuration.assertionConsumerService),
                        AwaitedLogout{request.id, request.destination, known.nameId, known.sessionIndex}};
}

Result<LogoutAnswer> SignOut::complete(const BegunSignOut &begun, const QByteArray &query)
{
    USHER_TRY(const IdentityConfiguration configuration, m_configurations.load());
    USHER_TRY(const TrustPolicy policy, trustPolicy(configuration));
    const LogoutJudgement judgement = judgeLogout(query, policy, begun.awaited, m_clock.now());
    if (const Check *failure = firstFailure(judgement.checks))
        return fail(ErrorCode::LogoutAnswerInvalid, toText(failure->name), failure->where);
    USHER_TRY(LogoutAnswer answer, judgement.answer);
    if (judgement.request) {
        USHER_TRY(answer.reply, replyTo(*judgement.request, configuration, begun.awaited.asked));
    }
    return answer;
}

Result<QUrl> SignOut::replyTo(const ProvidersLogoutRequest &request, const IdentityConfiguration &configuration,
                              const QUrl &provider)
{
    LogoutResponse response;
    response.id = makeRequestId(m_random);
    response.inResponseTo = request.id;
    response.issuer = configuration.serviceProvider;
    response.destination = provider;
    response.issueInstant = m_clock.now();
    return addressOf(toMessage(response, request.relayState), configuration, provider);
}

Result<QUrl> SignOut::addressOf(const RedirectMessage &message, const IdentityConfiguration &configuration, const QUrl &destination)
{
    // Profiles 4.4.3.1 and 4.4.3.2 want these messages signed whatever is agreed on sign-ins; Entra takes them from a portal
    // that has no key.
    USHER_TRY(const std::vector<Certificate> ours, m_keys.certificates());
    const RequestSigning signing = ours.empty() ? configuration.protocol.requestSigning : RequestSigning::Signed;
    USHER_TRY(const std::optional<PrivateKey> key, requestSigningKey(signing, m_keys));
    return key ? toSignedRedirectUrl(destination, message, *key) : toRedirectUrl(destination, message);
}

} // namespace usher
