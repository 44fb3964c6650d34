// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sql.h"

#include <QByteArrayView>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <type_traits>

namespace usher {

template<typename>
inline constexpr bool isResult = false;
template<typename T>
inline constexpr bool isResult<Result<T>> = true;

/// Result<T> of what makes a T or a Result<T> of a Row.
template<typename Read, typename Made = std::invoke_result_t<const Read &, const Row &>>
using ReadResult = std::conditional_t<isResult<Made>, Made, Result<Made>>;
template<typename Read>
using ReadValue = typename ReadResult<Read>::value_type;

/// One database connection, for the thread that opened it: statements in; rows, counts or errors out. The one place
/// that prepares, binds and steps.
class Connection
{
public:
    /// Opens an existing file as it is. Errors: StoreUnopenable, and a statement's.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    /// Runs one statement. \return how many rows it changed.
    /// Errors of this and of all below: StoreReadOnly, StoreFull, StoreBusy, StoreCorrupt, StoreNotUsher, StoreFailure, with
    /// the path as subject.
    [[nodiscard]] Result<int> run(QByteArrayView sql, const Values &values = {});

    /// Every row, as \p read makes it: a value, or a Result.
    template<typename Read>
    [[nodiscard]] Result<std::vector<ReadValue<Read>>> all(QByteArrayView sql, const Values &values, const Read &read)
    {
        USHER_TRY(QSqlQuery query, executed(sql, values));
        std::vector<ReadValue<Read>> rows;
        while (query.next()) {
            USHER_TRY(ReadValue<Read> value, located(ReadResult<Read>(read(Row(query)))));
            rows.push_back(std::move(value));
        }
        USHER_TRY(checked(query));
        return rows;
    }

    /// The first row, if there is one.
    template<typename Read>
    [[nodiscard]] Result<std::optional<ReadValue<Read>>> first(QByteArrayView sql, const Values &values, const Read &read)
    {
        USHER_TRY(QSqlQuery query, executed(sql, values));
        if (query.next()) {
            USHER_TRY(ReadValue<Read> value, located(ReadResult<Read>(read(Row(query)))));
            return value;
        }
        USHER_TRY(checked(query));
        return std::nullopt;
    }

    /// Whether the query has a row.
    [[nodiscard]] Result<bool> any(QByteArrayView sql, const Values &values = {});
    /// The number in the only row and column: COUNT(*), a PRAGMA. Error besides: StoreCorrupt where there is no row.
    [[nodiscard]] Result<qint64> number(QByteArrayView sql, const Values &values = {});

    [[nodiscard]] bool hasTable(const QString &name) const { return m_database.tables().contains(name); }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    explicit Connection(QString path);
    [[nodiscard]] Result<QSqlQuery> executed(QByteArrayView sql, const Values &values);
    [[nodiscard]] Result<void> checked(const QSqlQuery &query) const;

    /// A row that can't be read is in this file.
    template<typename T>
    [[nodiscard]] Result<T> located(Result<T> result) const
    {
        if (!result.has_value() && result.error().code == ErrorCode::StoreCorrupt)
            result.error().subject = m_path;
        return result;
    }

    QString m_path;
    QSqlDatabase m_database;
};

/// A transaction reads one state, or is alone in writing.
enum class Access { Read, Write };
[[nodiscard]] Result<void> begin(Connection &connection, Access access);
/// Rolls back where it can't commit.
[[nodiscard]] Result<void> commit(Connection &connection);
void rollBack(Connection &connection);

/// Runs \p work in one transaction: committed where it returns a value, rolled back where it returns an error.
template<typename Work>
[[nodiscard]] auto inTransaction(Connection &connection, Access access, const Work &work)
    -> std::invoke_result_t<const Work &, Connection &>
{
    USHER_TRY(begin(connection, access));
    auto result = work(connection);
    if (!result.has_value()) {
        rollBack(connection);
        return result;
    }
    USHER_TRY(commit(connection));
    return result;
}

} // namespace usher
