// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/directory/directory.h"

namespace usher {

/// Somebody is signed in.
struct Session
{
    User user;
    Actor actor;
    EffectiveAccess access;
    TimePoint startedAt;
};

/// The session of somebody who has proved to be \p user, with what they may do as of now. Errors: those of the directory.
[[nodiscard]] Result<Session> startSession(Directory &directory, const User &user, TimePoint now);

} // namespace usher
