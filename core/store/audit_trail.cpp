// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/audit_trail.h"

#include <QJsonArray>

namespace usher {

namespace {

template<typename Id>
QJsonArray texts(const std::vector<Id> &ids)
{
    QJsonArray array;
    for (const Id &id : ids)
        array.append(id.text());
    return array;
}

QJsonArray identities(const User &user)
{
    QJsonArray array;
    for (const IdentityKey &key : user.identities)
        array.append(auditedForm(key));
    return array;
}

} // namespace

Result<void> append(Connection &connection, const AuditRecord &record)
{
    // The writer is alone in its transaction, so nobody else can take the number.
    USHER_TRY(connection.run("INSERT INTO audit_record (sequence, at, actor, action, target, before_change, after_change) "
                             "SELECT COALESCE(MAX(sequence), 0) + 1, ?, ?, ?, ?, ?, ? FROM audit_record",
                             {record.at, record.actor, toText(record.action), record.target, record.before, record.after}));
    return {};
}

Result<void> appendDifference(Connection &connection, AuditRecord record)
{
    for (const QString &member : record.before.keys()) {
        if (record.after.contains(member) && record.after.value(member) == record.before.value(member)) {
            record.before.remove(member);
            record.after.remove(member);
        }
    }
    return append(connection, record);
}

QJsonObject auditedForm(const User &user)
{
    QJsonObject form{
        {QStringLiteral("origin"), toText(user.origin)},  {QStringLiteral("status"), toText(user.status)},
        {QStringLiteral("identities"), identities(user)}, {QStringLiteral("pools"), texts(user.pools)},
        {QStringLiteral("roles"), texts(user.roles)},
    };
    for (const ProfileField field : allProfileFields)
        form.insert(toText(field), user.profile.value(field));
    if (user.lastSignIn)
        form.insert(QStringLiteral("lastSignIn"), formatDateTime(*user.lastSignIn));
    return form;
}

QJsonObject auditedForm(const IdentityKey &key)
{
    return {{QStringLiteral("kind"), toText(key.kind)},
            {QStringLiteral("authority"), key.authority},
            {QStringLiteral("subject"), key.subject}};
}

} // namespace usher
