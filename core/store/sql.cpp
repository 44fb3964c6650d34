// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql.h"

#include <QJsonDocument>
#include <QSqlQuery>

namespace usher {

Value::Value(const QString &text) : m_variant(text.isNull() ? QStringLiteral("") : text) {}

Value::Value(const std::optional<TimePoint> &time)
{
    if (time)
        *this = Value(*time);
}

Value::Value(const QJsonObject &json) : Value(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))) {}

Value Value::octets(QByteArrayView octets)
{
    return Value(QString::fromLatin1(octets.toByteArray().toBase64()));
}

QString Row::text(int column) const
{
    return m_query.value(column).toString();
}

qint64 Row::number(int column) const
{
    return m_query.value(column).toLongLong();
}

TimePoint Row::time(int column) const
{
    return TimePoint(std::chrono::milliseconds(number(column)));
}

std::optional<TimePoint> Row::timeIfAny(int column) const
{
    if (m_query.isNull(column))
        return std::nullopt;
    return time(column);
}

Result<QJsonObject> Row::json(int column) const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text(column).toUtf8(), &error);
    if (!document.isObject())
        return fail(ErrorCode::StoreCorrupt, {}, QStringLiteral("a column holds no JSON object: ") + error.errorString());
    return document.object();
}

Result<QByteArray> Row::octets(int column) const
{
    auto decoded = QByteArray::fromBase64Encoding(text(column).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return fail(ErrorCode::StoreCorrupt, {}, QStringLiteral("a column holds no base64"));
    return std::move(decoded.decoded);
}

} // namespace usher
