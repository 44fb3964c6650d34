// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/provisioning/identity_configuration.h"
#include "core/saml/logout_verifier.h"
#include "core/session/service_provider_keys.h"
#include "core/session/session.h"

#include <QUrl>

#include <optional>

namespace usher {

/// What to open for a sign-out at the provider.
struct BegunSignOut
{
    QUrl address;       ///< the provider's, with our LogoutRequest
    QUrl answerAddress; ///< where the provider sends the browser with its answer: logoutAddress()
    AwaitedLogout awaited;
};

/// The way out: records it, and ends the provider's session with the portal's (SAML 2.0 Profiles, 4.4). The session here ends
/// first and in any case, whatever becomes of the rest: that is the caller's. Every call touches the store: never on the UI
/// thread.
class SignOut
{
public:
    SignOut(ConfigurationStore &configurations, ServiceProviderKeys &keys, SessionLog &log, const Clock &clock, Random &random);

    /// Records the sign-out.
    /// \return what to open; nothing where there is nobody to ask: a local account, single logout off, a provider that offers
    /// none, or another one than the person signed in with. The request is signed
    /// where there is a key.
    /// Errors: SigningKeyMissing, and those of the keys and the store; the sign-out is recorded in spite of the first two.
    [[nodiscard]] Result<std::optional<BegunSignOut>> begin(const Session &session);

    /// Judges what came back (judgeLogout()).
    /// \param query  of the address that the provider sent the browser to: as it came, percent-encoded, without its `?`
    /// Errors: LogoutAnswerInvalid, with the failed check's name as its subject; those of the configuration and the keys.
    [[nodiscard]] Result<LogoutAnswer> complete(const BegunSignOut &begun, const QByteArray &query);

private:
    [[nodiscard]] Result<std::optional<BegunSignOut>> ask(const Session &session);
    /// The answer to the provider's own request, as an address.
    [[nodiscard]] Result<QUrl> replyTo(const ProvidersLogoutRequest &request, const IdentityConfiguration &configuration,
                                       const QUrl &provider);
    /// Signed with the newest key; unsigned where there is none and requests need not be.
    [[nodiscard]] Result<QUrl> addressOf(const RedirectMessage &message, const IdentityConfiguration &configuration,
                                         const QUrl &destination);

    ConfigurationStore &m_configurations;
    ServiceProviderKeys &m_keys;
    SessionLog &m_log;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace usher
