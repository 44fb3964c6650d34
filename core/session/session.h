// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/directory/directory.h"
#include "core/saml/entity_id.h"
#include "core/saml/verified_assertion.h"

#include <optional>

namespace usher {

/// How the identity provider knows a session, for it to be ended there too (SAML 2.0 Core, 3.7.1).
struct ProviderSession
{
    EntityId issuer;
    NameId nameId; ///< as the assertion had it
    QString sessionIndex;

    bool operator==(const ProviderSession &) const = default;
};

/// Somebody is signed in.
struct Session
{
    User user;
    Actor actor;
    EffectiveAccess access;
    TimePoint startedAt;
    std::optional<ProviderSession> atProvider = {}; ///< nothing for a local account
};

/// The session of somebody who has proved to be \p user, with what they may do as of now. Errors: those of the directory.
[[nodiscard]] Result<Session> startSession(Directory &directory, const User &user, TimePoint now);

/// How far a sign-out goes.
enum class SignOutReach {
    Portal,   ///< the session here
    Provider, ///< and the identity provider is asked to end its own
};

/// Records what becomes of sessions; implemented by core/store. Sign-ins are recorded with what they write.
class SessionLog
{
public:
    virtual ~SessionLog() = default;

    [[nodiscard]] virtual Result<void> recordSignOut(const Actor &actor, const UserId &user, SignOutReach reach, TimePoint now) = 0;
};

} // namespace usher
