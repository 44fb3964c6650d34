// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "ui/widgets/fact_list.h"

/// One person, as *My access* and the Users panel show them.
namespace usher {

/// An account with what explains it.
struct AccountDetails
{
    User user;
    EffectiveAccess access;
    std::vector<Pool> pools; ///< all of the directory
    std::vector<Role> roles;
};
/// Errors: the directory's. Touches the database: in jobs only.
[[nodiscard]] Result<AccountDetails> loadAccount(Directory &directory, const Actor &actor, const UserId &id);

[[nodiscard]] std::vector<Fact> profileFacts(const User &user, TimePoint now);
/// What a sign-in is recognised by.
[[nodiscard]] std::vector<Fact> identityFacts(const User &user);
/// Names, one a line; empty: none.
[[nodiscard]] QString poolNames(const AccountDetails &details);
/// Direct roles, and those that come from pools with the pool's name.
[[nodiscard]] QString roleNames(const AccountDetails &details);

} // namespace usher
