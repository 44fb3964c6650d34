// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/sign_in_flow.h"

namespace usher {

std::optional<Error> SignInFlow::error() const
{
    if (m_outcome && !m_outcome->session)
        return m_outcome->session.error();
    return m_failure;
}

void SignInFlow::start()
{
    if (canStart())
        renew(Step::Preparing);
}

void SignInFlow::leave()
{
    if (canLeave())
        renew(Step::Idle);
}

void SignInFlow::renew(Step step)
{
    const Attempt next = m_attempt + 1;
    *this = {};
    m_attempt = next;
    m_step = step;
}

void SignInFlow::begin(Attempt attempt, const Result<BegunSignIn> &begun)
{
    if (attempt != m_attempt || m_step != Step::Preparing)
        return;
    if (!begun)
        return fail(begun.error());
    m_begun = *begun;
    m_step = Step::AtProvider;
}

void SignInFlow::receive()
{
    if (m_step != Step::AtProvider)
        return;
    m_step = Step::Completing;
}

void SignInFlow::fail(const Error &error)
{
    if (!isOpen())
        return;
    m_failure = error;
    m_step = Step::Failed;
}

void SignInFlow::reach(Attempt attempt, SignInStage stage)
{
    if (attempt == m_attempt && m_step == Step::Completing)
        m_stage = stage;
}

void SignInFlow::complete(Attempt attempt, const SignInOutcome &outcome)
{
    if (attempt != m_attempt || m_step != Step::Completing)
        return;
    m_outcome = outcome;
    m_step = outcome.session ? Step::SignedIn : Step::Refused;
}

} // namespace usher
