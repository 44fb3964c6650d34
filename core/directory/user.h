// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/identifier.h"
#include "core/base/result.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace usher {

using UserId = Identifier<struct UserIdTag>; ///< a UUID
using PoolId = Identifier<struct PoolIdTag>; ///< a UUID; the first default pool is `default`
using RoleId = Identifier<struct RoleIdTag>; ///< a slug for built-in roles, a UUID for own ones

/// A mail address: parsed once, kept as sent, compared case-folded.
class EmailAddress
{
public:
    /// ErrorCode::ClaimUnusable for anything without one @ between two parts free of white space and controls.
    [[nodiscard]] static Result<EmailAddress> parse(const QString &text);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QString folded() const { return m_text.toCaseFolded(); }
    [[nodiscard]] QString domain() const;

    bool operator==(const EmailAddress &other) const { return folded() == other.folded(); }

private:
    explicit EmailAddress(QString text) : m_text(std::move(text)) {}

    QString m_text;
};

/// The fields of a person that claims can fill, in the order in which screens show them.
enum class ProfileField { DisplayName, FirstName, LastName, Mail, UserName };
inline constexpr std::array allProfileFields{ProfileField::DisplayName, ProfileField::FirstName, ProfileField::LastName,
                                             ProfileField::Mail, ProfileField::UserName};

/// `displayName`, `firstName`, `lastName`, `mail`, `userName`: as stored and as JSON.
[[nodiscard]] QString toText(ProfileField field);
[[nodiscard]] std::optional<ProfileField> profileFieldFromText(QStringView text);

/// Who a person is. Empty fields are normal: Entra leaves out what its directory does not have.
struct Profile
{
    QString displayName;
    QString firstName;
    QString lastName;
    QString mail;     ///< empty, or what EmailAddress::parse() takes
    QString userName; ///< Entra: the UPN; to show, never a key

    [[nodiscard]] const QString &value(ProfileField field) const;
    void setValue(ProfileField field, QString value);
    /// The display name, else first and last name, else mail, else user name.
    [[nodiscard]] QString bestName() const;

    bool operator==(const Profile &) const = default;
};

/// How the account came to be; kept for ever.
enum class Origin { Manual, SamlJit };
enum class UserStatus { Active, Disabled };
[[nodiscard]] QString toText(Origin origin); ///< `manual`, `saml-jit`
[[nodiscard]] std::optional<Origin> originFromText(QStringView text);
[[nodiscard]] QString toText(UserStatus status); ///< `active`, `disabled`
[[nodiscard]] std::optional<UserStatus> userStatusFromText(QStringView text);

/// What a sign-in is recognised by. Never an e-mail address alone (entra.md, Claims).
struct IdentityKey
{
    enum class Kind {
        EntraObject,      ///< authority: tenant id (and issuer, where it is not that tenant's), subject: object id
        PersistentNameId, ///< authority: issuer (and qualifiers), subject: NameID
        NamedNameId,      ///< an emailAddress or unspecified NameID, by named policy only
    };

    Kind kind = Kind::EntraObject;
    QString authority;
    QString subject;

    bool operator==(const IdentityKey &) const = default;
};
[[nodiscard]] QString toText(IdentityKey::Kind kind); ///< `entra-object`, `persistent-name-id`, `named-name-id`
[[nodiscard]] std::optional<IdentityKey::Kind> identityKeyKindFromText(QStringView text);

struct User
{
    UserId id;
    Profile profile;
    Origin origin = Origin::Manual;
    UserStatus status = UserStatus::Active;
    TimePoint createdAt;
    std::optional<TimePoint> lastSignIn;
    std::vector<IdentityKey> identities;
    std::vector<PoolId> pools;
    std::vector<RoleId> roles; ///< direct ones, for the whole organisation
    int revision = 0;          ///< grows with each change of this person

    bool operator==(const User &) const = default;
};

} // namespace usher
