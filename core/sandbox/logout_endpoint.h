// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/saml/logout.h"
#include "core/sandbox/sandbox_keys.h"
#include "core/sandbox/tenant_pages.h"

#include <QHash>
#include <QUrl>

#include <expected>

namespace usher::sandbox {

/// The tenant's SingleLogoutService (HTTP-Redirect). Which browser is signed in, a cookie says. It checks no signature: nobody has
/// told it the application's certificate, and its own session is all that a forged request could end.
class LogoutEndpoint
{
public:
    LogoutEndpoint(const Keys &keys, const Clock &clock, Random &random) : m_keys(keys), m_clock(clock), m_random(random) {}

    /// Somebody signs in to \p application: its sign-outs are answered beside its Reply URL (logoutAddress()).
    /// \return the `Set-Cookie` that goes with the response
    [[nodiscard]] QByteArray signIn(const EntityId &application, const QUrl &replyUrl);

    /// \param query  of the request, percent-encoded
    /// \param cookies  the browser's `Cookie` header
    /// \return where the browser goes with the answer, signed in Entra's other name; Requester where nobody is signed in there
    [[nodiscard]] std::expected<QUrl, SignInProblem> answer(const QByteArray &query, const QByteArray &cookies, const QUrl &base);

    /// The `Set-Cookie` that ends the browser's session.
    [[nodiscard]] static QByteArray endedCookie();

private:
    const Keys &m_keys;
    const Clock &m_clock;
    Random &m_random;
    QHash<EntityId, QUrl> m_logoutAddresses; ///< of the applications that were signed in to
};

} // namespace usher::sandbox
