// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

namespace usher {

Result<Session> startSession(Directory &directory, const User &user, TimePoint now)
{
    const Actor actor = Actor::of(user);
    USHER_TRY(EffectiveAccess access, directory.access(actor, user.id));
    return Session{user, actor, std::move(access), now};
}

} // namespace usher
