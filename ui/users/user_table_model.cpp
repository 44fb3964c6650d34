// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/user_table_model.h"

#include "core/explain/explain.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/relative_time.h"

#include <QSet>

#include <algorithm>

namespace usher {

namespace {

QList<BadgeText> badges(const UserRow &row)
{
    QList<BadgeText> result;
    if (row.origin == Origin::SamlJit)
        result << BadgeText{UserTableModel::tr("JIT"), theme::Tone::Accent};
    if (row.status == UserStatus::Disabled)
        result << BadgeText{explain::label(row.status), theme::Tone::Warning};
    return result;
}

QString nameToolTip(const UserRow &row)
{
    QStringList lines{row.name};
    if (!row.userName.isEmpty() && row.userName != row.name)
        lines << row.userName;
    if (row.origin == Origin::SamlJit)
        lines << UserTableModel::tr("Provisioned just in time, at the first sign-in through the identity provider");
    return lines.join(u'\n');
}

} // namespace

UserTableModel::UserTableModel(Directory &directory, Actor actor, const Clock &clock, Window window, QObject *parent)
    : QAbstractTableModel(parent)
    , m_directory(directory)
    , m_actor(std::move(actor))
    , m_clock(clock)
    , m_window(window)
    , m_busy(new BusyState(this))
{
    begin();
}

std::optional<int> UserTableModel::rowOf(const UserId &id) const
{
    const auto row = std::ranges::find(m_rows, id, &UserRow::id);
    return row == m_rows.end() ? std::nullopt : std::optional(int(row - m_rows.begin()));
}

bool UserTableModel::isSortable(int column)
{
    return column == NameColumn || column == MailColumn || column == LastSignInColumn;
}

void UserTableModel::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    m_search = search;
    begin();
}

void UserTableModel::sort(int column, Qt::SortOrder order)
{
    if (!isSortable(column))
        return;
    const UserSort sort = column == MailColumn         ? UserSort::Mail
                          : column == LastSignInColumn ? UserSort::LastSignIn
                                                       : UserSort::Name;
    if (sort == m_sort && order == m_order)
        return;
    m_sort = sort;
    m_order = order;
    begin();
}

void UserTableModel::begin()
{
    ++m_query;
    fetch({}, 1, &UserTableModel::replace);
    m_earlier.clear();
}

void UserTableModel::refresh()
{
    ++m_query;
    fetch(m_pages.empty() ? Start() : m_pages.front().start, std::max(1, int(m_pages.size())), &UserTableModel::replace);
}

bool UserTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next && !m_fetching;
}

void UserTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch(m_next, 1, &UserTableModel::append);
}

void UserTableModel::fetchPrevious()
{
    if (canFetchPrevious())
        fetch(m_earlier.back(), 1, &UserTableModel::prepend);
}

void UserTableModel::fetch(const Start &start, int pages, void (UserTableModel::*use)(std::vector<Fetched>))
{
    m_fetching = true;
    UserQuery query{m_search, m_sort, m_order, start, m_window.pageRows};
    runJob(
        this,
        [&directory = m_directory, actor = m_actor, query, pages]() mutable -> Result<std::vector<Fetched>> {
            std::vector<Fetched> fetched;
            for (int i = 0; i < pages; ++i) {
                USHER_TRY(auto page, directory.users(actor, query));
                fetched.push_back({query.after, std::move(page)});
                query.after = fetched.back().page.next;
                if (!query.after)
                    break;
            }
            return fetched;
        },
        [this, use, asked = m_query](Result<std::vector<Fetched>> fetched) {
            if (asked != m_query)
                return;
            m_fetching = false;
            if (!fetched) {
                Q_EMIT failed(fetched.error());
                return;
            }
            (this->*use)(*std::move(fetched));
            Q_EMIT loaded();
        },
        m_busy);
}

void UserTableModel::replace(std::vector<Fetched> fetched)
{
    std::vector<UserRow> rows;
    m_pages.clear();
    for (Fetched &one : fetched) {
        m_pages.push_back({one.start, int(one.page.rows.size())});
        std::ranges::move(one.page.rows, std::back_inserter(rows));
    }
    m_next = fetched.back().page.next;
    become(rows);
}

void UserTableModel::append(std::vector<Fetched> fetched)
{
    Fetched &one = fetched.front();
    // Somebody who has moved since the last page was read is shown once.
    std::erase_if(one.page.rows, [this](const UserRow &row) { return rowOf(row.id).has_value(); });
    m_next = one.page.next;
    m_pages.push_back({one.start, int(one.page.rows.size())});
    if (!one.page.rows.empty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(one.page.rows.size()) - 1);
        std::ranges::move(one.page.rows, std::back_inserter(m_rows));
        endInsertRows();
    }
    if (int(m_pages.size()) > m_window.pages)
        dropFirstPage();
}

void UserTableModel::prepend(std::vector<Fetched> fetched)
{
    Fetched &one = fetched.front();
    std::erase_if(one.page.rows, [this](const UserRow &row) { return rowOf(row.id).has_value(); });
    m_earlier.pop_back();
    m_pages.push_front({one.start, int(one.page.rows.size())});
    if (!one.page.rows.empty()) {
        beginInsertRows({}, 0, int(one.page.rows.size()) - 1);
        m_rows.insert(m_rows.begin(), one.page.rows.begin(), one.page.rows.end());
        endInsertRows();
    }
    if (int(m_pages.size()) > m_window.pages)
        dropLastPage();
}

void UserTableModel::dropFirstPage()
{
    const Page page = m_pages.front();
    m_pages.pop_front();
    m_earlier.push_back(page.start);
    if (page.rows == 0)
        return;
    beginRemoveRows({}, 0, page.rows - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + page.rows);
    endRemoveRows();
}

void UserTableModel::dropLastPage()
{
    const Page page = m_pages.back();
    m_pages.pop_back();
    m_next = page.start;
    if (page.rows == 0)
        return;
    const int first = int(m_rows.size()) - page.rows;
    beginRemoveRows({}, first, int(m_rows.size()) - 1);
    m_rows.erase(m_rows.begin() + first, m_rows.end());
    endRemoveRows();
}

void UserTableModel::become(const std::vector<UserRow> &rows)
{
    removeWhatIsNotIn(rows);
    for (int place = 0; place < int(rows.size());) {
        int end = place;
        while (end < int(rows.size()) && !rowOf(rows[size_t(end)].id))
            ++end;
        if (end > place) {
            beginInsertRows({}, place, end - 1);
            m_rows.insert(m_rows.begin() + place, rows.begin() + place, rows.begin() + end);
            endInsertRows();
            place = end;
        } else {
            put(rows[size_t(place)], place);
            ++place;
        }
    }
}

void UserTableModel::removeWhatIsNotIn(const std::vector<UserRow> &rows)
{
    QSet<UserId> wanted;
    for (const UserRow &row : rows)
        wanted.insert(row.id);
    for (int last = int(m_rows.size()) - 1; last >= 0; --last) {
        if (wanted.contains(user(last).id))
            continue;
        int first = last;
        while (first > 0 && !wanted.contains(user(first - 1).id))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void UserTableModel::put(const UserRow &row, int place)
{
    // All before this place are right already, so it can only come from behind.
    if (const int found = *rowOf(row.id); found != place) {
        beginMoveRows({}, found, found, {}, place);
        std::rotate(m_rows.begin() + place, m_rows.begin() + found, m_rows.begin() + found + 1);
        endMoveRows();
    }
    if (user(place) != row) {
        m_rows[size_t(place)] = row;
        Q_EMIT dataChanged(index(place, 0), index(place, ColumnCount - 1));
    }
}

int UserTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int UserTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UserTableModel::text(const UserRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.name;
    case MailColumn:
        return row.mail;
    case PoolsColumn:
        return row.pools.join(QStringLiteral(", "));
    case RolesColumn:
        return row.roles.join(QStringLiteral(", "));
    case LastSignInColumn:
        return row.lastSignIn ? relativeTime(*row.lastSignIn, m_clock.now()) : tr("never");
    default:
        return {};
    }
}

QVariant UserTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UserRow &row = user(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == NameColumn)
            return plainToolTip(nameToolTip(row));
        if (column == LastSignInColumn && row.lastSignIn)
            return exactTime(*row.lastSignIn);
        return plainToolTip(text(row, column));
    case BadgeDelegate::BadgesRole:
        return column == NameColumn ? QVariant::fromValue(badges(row)) : QVariant();
    case Qt::AccessibleTextRole: {
        QStringList words{text(row, column)};
        if (column == NameColumn) {
            for (const BadgeText &badge : badges(row))
                words << badge.text;
        }
        return words.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant UserTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case MailColumn:
        return tr("Mail");
    case PoolsColumn:
        return tr("Agent Pools");
    case RolesColumn:
        return tr("Roles");
    case LastSignInColumn:
        return tr("Last sign-in");
    default:
        return {};
    }
}

} // namespace usher
