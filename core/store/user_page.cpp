// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/user_page.h"

#include "core/store/directory_rows.h"

#include <algorithm>
#include <map>

namespace usher {

namespace {

/// Longer than any name or address; SQLite's LIKE refuses patterns of 50,000 bytes (limits.html, 13).
constexpr int longestSearch = 1000;
constexpr int longestPage = 1000;

/// What the rows are sorted by: an index begins with just this expression.
const char *sortExpression(UserSort sort)
{
    switch (sort) {
    case UserSort::Name:
        return "best_name_folded";
    case UserSort::Mail:
        return "mail_folded";
    case UserSort::LastSignIn:
        return "COALESCE(last_sign_in_at, 0)";
    }
    Q_UNREACHABLE();
}

Value sortValue(UserSort sort, const QString &text)
{
    return sort == UserSort::LastSignIn ? Value(text.toLongLong()) : Value(text);
}

/// A pattern that finds \p text anywhere, its own wildcards taken literally.
QString likePattern(const QString &text)
{
    QString pattern = text.trimmed().left(longestSearch).toCaseFolded();
    for (const char16_t special : {u'!', u'%', u'_'})
        pattern.replace(QChar(special), QString(u'!') + QChar(special));
    return u'%' + pattern + u'%';
}

struct SortedRow
{
    UserRow row;
    QString sortValue;
};

Result<SortedRow> sortedRowOf(const Row &row)
{
    const Profile profile{row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
    UserRow user;
    user.id = UserId(row.text(0));
    user.name = profile.bestName();
    user.mail = profile.mail;
    user.userName = profile.userName;
    USHER_TRY(user.origin, meaning(originFromText(row.text(6)), row.text(6)));
    USHER_TRY(user.status, meaning(userStatusFromText(row.text(7)), row.text(7)));
    user.lastSignIn = row.timeIfAny(8);
    return SortedRow{user, row.text(9)};
}

/// The second column of \p select for each person of the page, who is its first.
Result<std::map<UserId, QStringList>> listsByUser(Connection &connection, QByteArray select, const std::vector<SortedRow> &page)
{
    if (page.empty())
        return std::map<UserId, QStringList>{};
    Values ids;
    for (const SortedRow &row : page)
        ids.emplace_back(row.row.id);
    select.replace("(?)", '(' + QByteArrayList(qsizetype(ids.size()), "?").join(", ") + ')');
    USHER_TRY(const auto pairs,
              connection.all(select, ids, [](const Row &row) { return std::pair(UserId(row.text(0)), row.text(1)); }));
    std::map<UserId, QStringList> lists;
    for (const auto &[id, text] : pairs)
        lists[id].append(text);
    return lists;
}

QStringList roleNames(const QStringList &ids)
{
    QStringList names;
    for (const Role &role : builtInRoles()) {
        if (ids.contains(role.id.text()))
            names.append(role.name);
    }
    return names;
}

} // namespace

PageStatement pageStatement(const UserQuery &query, int limit)
{
    const QByteArray sort = sortExpression(query.sort);
    const QByteArray direction = query.order == Qt::AscendingOrder ? "ASC" : "DESC";
    QByteArrayList conditions;
    PageStatement page;
    if (!query.search.trimmed().isEmpty()) {
        conditions += "(best_name_folded LIKE ? ESCAPE '!' OR mail_folded LIKE ? ESCAPE '!' OR user_name_folded LIKE ? ESCAPE '!')";
        page.values.insert(page.values.end(), 3, likePattern(query.search));
    }
    if (query.after) {
        // Comparing the sort value alone as well lets the index find where the page begins.
        const QByteArray beyond = query.order == Qt::AscendingOrder ? ">" : "<";
        conditions += sort + ' ' + beyond + "= ? AND (" + sort + ", id) " + beyond + " (?, ?)";
        const Value value = sortValue(query.sort, query.after->sortValue);
        page.values.insert(page.values.end(), {value, value, query.after->id});
    }
    page.sql = "SELECT id, display_name, first_name, last_name, mail, user_name, origin, status, last_sign_in_at, " + sort +
               " FROM account" + (conditions.isEmpty() ? "" : " WHERE ") + conditions.join(" AND ") + " ORDER BY " + sort + ' ' +
               direction + ", id " + direction + " LIMIT ?";
    page.values.push_back(limit);
    return page;
}

Result<UserPage> loadUserPage(Connection &connection, const UserQuery &query)
{
    const int limit = std::clamp(query.limit, 1, longestPage);
    const auto [sql, values] = pageStatement(query, limit + 1); // one more tells whether there is a next page
    USHER_TRY(std::vector<SortedRow> rows, connection.all(sql, values, sortedRowOf));
    UserPage page;
    if (rows.size() > size_t(limit)) {
        rows.pop_back();
        page.next = UserCursor{rows.back().sortValue, rows.back().row.id};
    }

    USHER_TRY(auto pools, listsByUser(connection,
                                      "SELECT account_id, name FROM pool_member JOIN pool ON pool.id = pool_id "
                                      "WHERE account_id IN (?) ORDER BY name",
                                      rows));
    USHER_TRY(auto roles, listsByUser(connection, "SELECT account_id, role_id FROM account_role WHERE account_id IN (?)", rows));
    for (SortedRow &sorted : rows) {
        sorted.row.pools = pools[sorted.row.id];
        sorted.row.roles = roleNames(roles[sorted.row.id]);
        page.rows.push_back(std::move(sorted.row));
    }
    return page;
}

Result<UserCounts> loadUserCounts(Connection &connection)
{
    USHER_TRY(const qint64 all, connection.number("SELECT COUNT(*) FROM account"));
    USHER_TRY(const qint64 jit, connection.number("SELECT COUNT(*) FROM account WHERE origin = ?", {toText(Origin::SamlJit)}));
    USHER_TRY(const qint64 disabled,
              connection.number("SELECT COUNT(*) FROM account WHERE status = ?", {toText(UserStatus::Disabled)}));
    return UserCounts{int(all), int(jit), int(disabled)};
}

} // namespace usher
