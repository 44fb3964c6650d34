// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/identifier.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>
#include <QVariant>

#include <optional>
#include <vector>

class QSqlQuery;

namespace usher {

/// What is bound to a `?`. An empty text stays a text: only a missing optional is NULL (Qt would bind a null QString as one).
class Value
{
public:
    Value(const QString &text);
    Value(qint64 number) : m_variant(number) {}
    Value(int number) : m_variant(number) {}
    Value(TimePoint time) : m_variant(qint64(time.time_since_epoch().count())) {}
    Value(const std::optional<TimePoint> &time);
    Value(const QJsonObject &json);
    template<typename Tag>
    Value(const Identifier<Tag> &id) : Value(id.text())
    {
    }

    /// Octets are kept as base64.
    [[nodiscard]] static Value octets(QByteArrayView octets);

    [[nodiscard]] const QVariant &variant() const { return m_variant; }

private:
    QVariant m_variant;
};

using Values = std::vector<Value>;

/// The row that a query stands on; columns in the order of its SELECT.
class Row
{
public:
    explicit Row(const QSqlQuery &query) : m_query(query) {}

    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] TimePoint time(int column) const;
    [[nodiscard]] std::optional<TimePoint> timeIfAny(int column) const;
    /// Error: StoreCorrupt.
    [[nodiscard]] Result<QJsonObject> json(int column) const;
    /// Error: StoreCorrupt.
    [[nodiscard]] Result<QByteArray> octets(int column) const;

private:
    const QSqlQuery &m_query;
};

/// What a stored word meant, by its …FromText(). Error: StoreCorrupt.
template<typename Enum>
[[nodiscard]] Result<Enum> meaning(const std::optional<Enum> &read, const QString &word)
{
    if (!read)
        return fail(ErrorCode::StoreCorrupt, {}, QStringLiteral("unknown word in a column: ") + word);
    return *read;
}

} // namespace usher
