// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace usher::sandbox {

/// Somebody in the sandbox tenant. Empty fields are not sent, as Entra leaves out what its directory lacks.
struct Person
{
    QString userPrincipalName;
    QString objectId;
    QString displayName;
    QString givenName;
    QString surname;
    QString mail;
    QStringList groups; ///< group object ids; over 150 and `groups.link` is sent instead
    QString note;       ///< what is special about them, for the sign-in page

    bool operator==(const Person &) const = default;
};

/// A handful: an ordinary one, one without surname, a guest without mail, one in 200 groups.
[[nodiscard]] const std::vector<Person> &people();

/// The person of that user principal name or mail (a guest's is the one at home) or what stands before its @, in any letter
/// case; else somebody new whose names, mail and object id are derived from the name, the same each time.
[[nodiscard]] Person personNamed(const QString &name);

} // namespace usher::sandbox
