// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"
#include "core/session/sign_in.h"
#include "ui/widgets/confirm_dialog.h"

#include <vector>

/// What can be done to a person from the Users screen; decided without a widget.
namespace usher {

enum class UserAction { MakeOwner, RemoveOwner, Disable, Enable };

struct OfferedAction
{
    UserAction action;
    QString whyNot; ///< empty: it can be done

    bool operator==(const OfferedAction &) const = default;
};

/// What is offered for \p user to who is signed in. The store decides again, inside its transaction.
[[nodiscard]] std::vector<OfferedAction> actionsFor(const User &user, const Session &session);
/// What takes it back.
[[nodiscard]] UserAction oppositeOf(UserAction action);
/// The button's text.
[[nodiscard]] QString label(UserAction action);
/// What will happen, before it does; without answers.
[[nodiscard]] Question questionFor(UserAction action, const User &user, const Session &session);
/// What has happened.
[[nodiscard]] QString doneText(UserAction action, const QString &name);
/// Errors: the directory's.
[[nodiscard]] Result<void> perform(Directory &directory, const Actor &actor, const UserId &id, UserAction action);

} // namespace usher
