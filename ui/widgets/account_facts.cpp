// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/account_facts.h"

#include "core/explain/explain.h"
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>

#include <algorithm>

namespace usher {

namespace {

struct AccountWords
{
    Q_DECLARE_TR_FUNCTIONS(AccountWords)
};

QString roleName(const RoleId &id, const std::vector<Role> &roles)
{
    const auto role = std::ranges::find(roles, id, &Role::id);
    return role == roles.end() ? id.text() : explain::name(*role);
}

QString kindText(IdentityKey::Kind kind)
{
    switch (kind) {
    case IdentityKey::Kind::EntraObject:
        return AccountWords::tr("Entra object");
    case IdentityKey::Kind::PersistentNameId:
        return AccountWords::tr("Persistent NameID");
    case IdentityKey::Kind::NamedNameId:
        return AccountWords::tr("NameID");
    }
    Q_UNREACHABLE();
}

} // namespace

Result<AccountDetails> loadAccount(Directory &directory, const Actor &actor, const UserId &id)
{
    USHER_TRY(auto user, directory.user(actor, id));
    USHER_TRY(auto access, directory.access(actor, id));
    USHER_TRY(auto pools, directory.pools());
    USHER_TRY(auto roles, directory.roles());
    return AccountDetails{std::move(user), std::move(access), std::move(pools), std::move(roles)};
}

std::vector<Fact> profileFacts(const User &user, TimePoint now)
{
    std::vector<Fact> facts;
    for (const ProfileField field : allProfileFields)
        facts.push_back({explain::label(field), user.profile.value(field)});
    facts.push_back({AccountWords::tr("Account from"), explain::label(user.origin)});
    facts.push_back({AccountWords::tr("Created"), relativeTime(user.createdAt, now), exactTime(user.createdAt)});
    facts.push_back(user.lastSignIn
                        ? Fact{AccountWords::tr("Last sign-in"), relativeTime(*user.lastSignIn, now), exactTime(*user.lastSignIn)}
                        : Fact{AccountWords::tr("Last sign-in"), AccountWords::tr("never")});
    return facts;
}

std::vector<Fact> identityFacts(const User &user)
{
    std::vector<Fact> facts;
    for (const IdentityKey &key : user.identities)
        facts.push_back({kindText(key.kind), key.subject, AccountWords::tr("Issued by %1").arg(key.authority)});
    return facts;
}

QString poolNames(const AccountDetails &details)
{
    QStringList names;
    for (const Pool &pool : details.pools) {
        if (std::ranges::find(details.user.pools, pool.id) != details.user.pools.end())
            names << explain::name(pool);
    }
    return names.join(u'\n');
}

QString roleNames(const AccountDetails &details)
{
    QStringList names;
    for (const RoleId &role : details.user.roles)
        names << roleName(role, details.roles);
    for (const Pool &pool : details.pools) {
        if (std::ranges::find(details.user.pools, pool.id) == details.user.pools.end())
            continue;
        for (const RoleId &role : pool.roles)
            names << AccountWords::tr("%1, from pool %2").arg(roleName(role, details.roles), explain::name(pool));
    }
    return names.join(u'\n');
}

} // namespace usher
