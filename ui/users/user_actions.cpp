// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/user_actions.h"

#include <QCoreApplication>

#include <algorithm>

namespace usher {

namespace {

struct UserActions
{
    Q_DECLARE_TR_FUNCTIONS(UserActions)
};

bool isOwner(const User &user)
{
    return std::ranges::find(user.roles, roles::owner) != user.roles.end();
}

QString whyNotOwnership(const Session &session)
{
    const auto owner = std::ranges::find(builtInRoles(), roles::owner, &Role::id);
    if (authorizeGrant(session.actor, session.access, *owner))
        return {};
    return UserActions::tr("Only an owner makes or unmakes owners.");
}

QString whyNotStatus(const User &user, const Session &session)
{
    if (!authorize(session.actor, session.access, Permission::UsersManage))
        return UserActions::tr("You may look at people, but not change them.");
    if (user.id == session.user.id && user.status == UserStatus::Active)
        return UserActions::tr("You can't disable your own account; another owner can.");
    return {};
}

} // namespace

std::vector<OfferedAction> actionsFor(const User &user, const Session &session)
{
    const UserAction ownership = isOwner(user) ? UserAction::RemoveOwner : UserAction::MakeOwner;
    const UserAction status = user.status == UserStatus::Active ? UserAction::Disable : UserAction::Enable;
    return {{ownership, whyNotOwnership(session)}, {status, whyNotStatus(user, session)}};
}

UserAction oppositeOf(UserAction action)
{
    switch (action) {
    case UserAction::MakeOwner:
        return UserAction::RemoveOwner;
    case UserAction::RemoveOwner:
        return UserAction::MakeOwner;
    case UserAction::Disable:
        return UserAction::Enable;
    case UserAction::Enable:
        return UserAction::Disable;
    }
    Q_UNREACHABLE();
}

QString label(UserAction action)
{
    switch (action) {
    case UserAction::MakeOwner:
        return UserActions::tr("Make &owner");
    case UserAction::RemoveOwner:
        return UserActions::tr("Remove &owner");
    case UserAction::Disable:
        return UserActions::tr("&Disable");
    case UserAction::Enable:
        return UserActions::tr("&Enable");
    }
    Q_UNREACHABLE();
}

Question questionFor(UserAction action, const User &user, const Session &session)
{
    const QString name = user.profile.bestName();
    switch (action) {
    case UserAction::MakeOwner:
        return {
            UserActions::tr("Make %1 an owner?").arg(name),
            UserActions::tr("An owner can do everything here: change how people sign in, give and take roles, and make and unmake "
                            "owners, you included. It applies at once."),
            {}};
    case UserAction::RemoveOwner:
        return {
            UserActions::tr("Remove %1 as an owner?").arg(name),
            user.id == session.user.id
                ? UserActions::tr(
                      "This is your own account. You lose every permission that comes with it at once, and only another "
                      "owner can give it back.")
                : UserActions::tr("%1 keeps the account, its pools and its other roles, and loses every permission that comes from "
                                  "being an owner. It applies at once.")
                      .arg(name),
            {}};
    case UserAction::Disable:
        return {UserActions::tr("Disable %1?").arg(name),
                UserActions::tr(
                    "%1 can't sign in any more, and is refused at the next action where already signed in. The account, its "
                    "pools and its roles stay; you can enable it again at any time.")
                    .arg(name),
                {}};
    case UserAction::Enable:
        return {UserActions::tr("Enable %1?").arg(name),
                UserActions::tr("%1 can sign in again, with the pools and roles that the account has now.").arg(name),
                {}};
    }
    Q_UNREACHABLE();
}

QString doneText(UserAction action, const QString &name)
{
    switch (action) {
    case UserAction::MakeOwner:
        return UserActions::tr("%1 is an owner now.").arg(name);
    case UserAction::RemoveOwner:
        return UserActions::tr("%1 is no longer an owner.").arg(name);
    case UserAction::Disable:
        return UserActions::tr("%1 is disabled.").arg(name);
    case UserAction::Enable:
        return UserActions::tr("%1 is enabled.").arg(name);
    }
    Q_UNREACHABLE();
}

Result<void> perform(Directory &directory, const Actor &actor, const UserId &id, UserAction action)
{
    switch (action) {
    case UserAction::MakeOwner:
        return directory.grantRole(actor, id, roles::owner);
    case UserAction::RemoveOwner:
        return directory.revokeRole(actor, id, roles::owner);
    case UserAction::Disable:
        return directory.setStatus(actor, id, UserStatus::Disabled);
    case UserAction::Enable:
        return directory.setStatus(actor, id, UserStatus::Active);
    }
    Q_UNREACHABLE();
}

} // namespace usher
