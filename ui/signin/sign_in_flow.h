// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/sign_in.h"

#include <optional>

namespace usher {

/// Where one embedded sign-in stands, and what may happen next. Decides without a widget; what comes too late, or for a sign-in
/// that was cancelled, changes nothing.
class SignInFlow
{
public:
    enum class Step {
        Idle,
        Preparing,  ///< the request is being made
        AtProvider, ///< the provider's page is open
        Completing, ///< there is a response: judged, provisioned, committed
        SignedIn,
        Refused, ///< judged, and the answer is no
        Failed,  ///< it never came to be judged
    };

    /// One try; what belongs to another one is too late.
    using Attempt = int;

    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] Attempt attempt() const { return m_attempt; }
    [[nodiscard]] bool canStart() const { return m_step == Step::Idle || hasEnded(); }
    /// Not while a response is being judged: what it commits is committed.
    [[nodiscard]] bool canLeave() const { return m_step != Step::Completing; }
    /// The provider's page is open, or about to be.
    [[nodiscard]] bool isOpen() const { return m_step == Step::Preparing || m_step == Step::AtProvider; }
    [[nodiscard]] bool hasEnded() const { return m_step == Step::SignedIn || m_step == Step::Refused || m_step == Step::Failed; }
    /// There is nobody to ask yet: the portal has no identity provider.
    [[nodiscard]] bool needsSetup() const { return m_failure && m_failure->code == ErrorCode::NoIdentityProvider; }

    /// From AtProvider on.
    [[nodiscard]] const std::optional<BegunSignIn> &begun() const { return m_begun; }
    /// The last stage that was reached, in Completing and after.
    [[nodiscard]] std::optional<SignInStage> stage() const { return m_stage; }
    /// After SignedIn and Refused.
    [[nodiscard]] const std::optional<SignInOutcome> &outcome() const { return m_outcome; }
    /// Why, after Failed and Refused.
    [[nodiscard]] std::optional<Error> error() const;

    /// A new try, from Idle or an end.
    void start();
    /// Back to Idle.
    void leave();
    /// The request was made, or not.
    void begin(Attempt attempt, const Result<BegunSignIn> &begun);
    /// The page was caught at posting its response.
    void receive();
    /// The page, or the browser engine, gave up.
    void fail(const Error &error);
    void reach(Attempt attempt, SignInStage stage);
    void complete(Attempt attempt, const SignInOutcome &outcome);

private:
    void renew(Step step);

    Step m_step = Step::Idle;
    Attempt m_attempt = 0;
    std::optional<BegunSignIn> m_begun;
    std::optional<SignInStage> m_stage;
    std::optional<SignInOutcome> m_outcome;
    std::optional<Error> m_failure;
};

} // namespace usher
