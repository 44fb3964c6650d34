// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/directory/user.h"

#include "core/base/text_table.h"

#include <QList>

#include <algorithm>

namespace usher {

namespace {

constexpr TextTable<ProfileField, 5> fieldTexts{{
    {ProfileField::DisplayName, u"displayName"},
    {ProfileField::FirstName, u"firstName"},
    {ProfileField::LastName, u"lastName"},
    {ProfileField::Mail, u"mail"},
    {ProfileField::UserName, u"userName"},
}};

constexpr TextTable<Origin, 2> originTexts{{
    {Origin::Manual, u"manual"},
    {Origin::SamlJit, u"saml-jit"},
}};

constexpr TextTable<UserStatus, 2> statusTexts{{
    {UserStatus::Active, u"active"},
    {UserStatus::Disabled, u"disabled"},
}};

constexpr TextTable<IdentityKey::Kind, 3> keyKindTexts{{
    {IdentityKey::Kind::EntraObject, u"entra-object"},
    {IdentityKey::Kind::PersistentNameId, u"persistent-name-id"},
    {IdentityKey::Kind::NamedNameId, u"named-name-id"},
}};

bool isPartOfAddress(QStringView part)
{
    return !part.isEmpty() &&
           std::ranges::none_of(part, [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
}

QString Profile::*memberOf(ProfileField field)
{
    switch (field) {
    case ProfileField::DisplayName:
        return &Profile::displayName;
    case ProfileField::FirstName:
        return &Profile::firstName;
    case ProfileField::LastName:
        return &Profile::lastName;
    case ProfileField::Mail:
        return &Profile::mail;
    case ProfileField::UserName:
        return &Profile::userName;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<EmailAddress> EmailAddress::parse(const QString &text)
{
    const QList<QStringView> parts = QStringView(text).split(u'@');
    if (parts.size() != 2 || !std::ranges::all_of(parts, isPartOfAddress))
        return fail(ErrorCode::ClaimUnusable, toText(ProfileField::Mail));
    return EmailAddress(text);
}

QString EmailAddress::domain() const
{
    return m_text.sliced(m_text.indexOf(u'@') + 1);
}

QString toText(ProfileField field)
{
    return textOf(fieldTexts, field);
}

std::optional<ProfileField> profileFieldFromText(QStringView text)
{
    return valueOf(fieldTexts, text);
}

QString toText(Origin origin)
{
    return textOf(originTexts, origin);
}

std::optional<Origin> originFromText(QStringView text)
{
    return valueOf(originTexts, text);
}

QString toText(UserStatus status)
{
    return textOf(statusTexts, status);
}

std::optional<UserStatus> userStatusFromText(QStringView text)
{
    return valueOf(statusTexts, text);
}

QString toText(IdentityKey::Kind kind)
{
    return textOf(keyKindTexts, kind);
}

std::optional<IdentityKey::Kind> identityKeyKindFromText(QStringView text)
{
    return valueOf(keyKindTexts, text);
}

const QString &Profile::value(ProfileField field) const
{
    return this->*memberOf(field);
}

void Profile::setValue(ProfileField field, QString value)
{
    this->*memberOf(field) = std::move(value);
}

QString Profile::bestName() const
{
    const QString bothNames = QStringLiteral("%1 %2").arg(firstName, lastName).trimmed();
    for (const QString &name : {displayName, bothNames, mail}) {
        if (!name.isEmpty())
            return name;
    }
    return userName;
}

} // namespace usher
