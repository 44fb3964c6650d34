// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/directory/directory.h"
#include "core/provisioning/jit_provisioner.h"
#include "core/provisioning/provider_refresh.h"
#include "core/saml/authn_request.h"
#include "core/saml/saml_post.h"
#include "core/saml/verifier.h"
#include "core/session/service_provider_keys.h"
#include "core/session/session.h"

#include <QUrl>

#include <functional>
#include <optional>

namespace usher {

/// A sign-in that was begun and not yet answered. Used once, within an hour.
struct PendingRequest
{
    QString id;         ///< the AuthnRequest's ID; InResponseTo must be this
    QString relayState; ///< an opaque random token, never an address (threat 43)
    TimePoint createdAt;
    TimePoint expiresAt;

    bool operator==(const PendingRequest &) const = default;
};

/// Keeps pending requests across windows and restarts; implemented by core/store.
class PendingRequestStore
{
public:
    virtual ~PendingRequestStore() = default;

    [[nodiscard]] virtual Result<void> add(const PendingRequest &request) = 0;
    /// Error: RequestUnknown (never made, used up, or swept after it expired).
    [[nodiscard]] virtual Result<PendingRequest> find(const QString &id) = 0;
};

/// How somebody wants to sign in.
struct SignInWishes
{
    AuthnRequest::ForceAuthn forceAuthn = AuthnRequest::ForceAuthn::No;
    AuthnRequest::IsPassive isPassive = AuthnRequest::IsPassive::No;
    QString loginHint = {}; ///< a name to begin with; empty: none
};

/// What to open for a sign-in.
struct BegunSignIn
{
    PendingRequest request;
    QUrl address;                  ///< the provider's sign-in page with the AuthnRequest
    QUrl assertionConsumerService; ///< where the answer will be posted
};

enum class SignInStage { Received, Verified, Provisioned };

/// What became of one post.
struct SignInOutcome
{
    Judgement judgement;
    std::optional<ProvisioningPlan> plan; ///< where the judgement accepted
    Result<Session> session;
};

/// The path from a begun request to a session (post → committed → Session). Every call touches the store: never on
/// the UI thread.
class SignIn
{
public:
    /// \param trust  asked where a response came with a key that nobody knows: the provider may have a new one; none: it counts as
    ///               refused at once
    SignIn(ConfigurationStore &configurations, PendingRequestStore &requests, ProvisioningStore &provisioning, Directory &directory,
           ServiceProviderKeys &keys, const Clock &clock, Random &random, TrustRefresh *trust = nullptr);

    /// The request is signed where requests are to be.
    /// Errors: NoIdentityProvider; ConfigurationInvalid without a service provider or Reply URL; SigningKeyMissing, and those of
    /// the keys, where it is to be signed.
    [[nodiscard]] Result<BegunSignIn> begin(const SignInWishes &wishes = {});

    /// Judges the post as the answer to \p request, provisions and commits. Whatever is refused before provisioning (a failed
    /// check, another RelayState, an expired request) changes nothing: anybody can post to a Reply URL, and must be able neither to
    /// use up the request of the person who is signing in, nor to fill the audit log. A refused plan is that of a verified person:
    /// its commit uses up the request and audits the refusal.
    /// Where the configuration accepts unsolicited responses, one that comes with another RelayState is taken as such: somebody
    /// began at the provider. It answers no request, uses up none, and counts once like any other.
    /// Every key of this service provider may decrypt; they are asked for only where something is encrypted.
    /// Errors of the session: the failed check's, RequestUnknown, RelayStateMismatch, RequestExpired, Replayed, the plan's refusal,
    /// and those of the store and the keys.
    /// \param progress  told of each stage as it is reached, on the calling thread
    [[nodiscard]] SignInOutcome complete(const PendingRequest &request, const SamlPost &post,
                                         const std::function<void(SignInStage)> &progress = {});

    /// What tells when a response was captured: the same clock that judges it.
    [[nodiscard]] const Clock &clock() const { return m_clock; }

private:
    /// By the configuration as it is now.
    [[nodiscard]] SignInOutcome judgeAndProvision(const PendingRequest &request, const SamlPost &post,
                                                  const std::function<void(SignInStage)> &reach);
    /// judge(), with our keys where they are needed, and the replay looked up.
    [[nodiscard]] Result<Judgement> judgeAnswer(const SamlPost &post, TrustPolicy policy, const ExpectedRequest &expected,
                                                TimePoint now);
    /// Whether the post answers a request that is still open.
    [[nodiscard]] Result<void> checkAwaited(const PendingRequest &request, const SamlPost &post, TimePoint now);

    ConfigurationStore &m_configurations;
    PendingRequestStore &m_requests;
    ProvisioningStore &m_provisioning;
    Directory &m_directory;
    ServiceProviderKeys &m_keys;
    const Clock &m_clock;
    Random &m_random;
    TrustRefresh *m_trust;
};

} // namespace usher
