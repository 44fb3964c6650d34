// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/directory/directory.h"

#include <QAbstractTableModel>

#include <deque>
#include <optional>
#include <vector>

namespace usher {

class BusyState;

/// A window of rows on the directory's people, however many there are: pages are fetched by key, sorted and filtered by
/// the store, and let go at the other end (architecture, rule 7). What changes is changed row by row, never reset, so that
/// selection and place survive.
class UserTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, MailColumn, PoolsColumn, RolesColumn, LastSignInColumn, ColumnCount };

    /// How much is fetched at a time, and held at once.
    struct Window
    {
        int pageRows = 100;
        int pages = 10;
    };

    UserTableModel(Directory &directory, Actor actor, const Clock &clock, Window window, QObject *parent = nullptr);

    [[nodiscard]] BusyState &busy() const { return *m_busy; }
    [[nodiscard]] const UserRow &user(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] std::optional<int> rowOf(const UserId &id) const;
    [[nodiscard]] static bool isSortable(int column);

    void setSearch(const QString &search);
    [[nodiscard]] const QString &search() const { return m_search; }
    /// Reads the window again.
    void refresh();
    /// Whether people stand before the first row.
    [[nodiscard]] bool canFetchPrevious() const { return !m_earlier.empty() && !m_fetching; }
    void fetchPrevious();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// The window is what the directory holds.
    void loaded();
    void failed(const usher::Error &error);

private:
    using Start = std::optional<UserCursor>; ///< none: the very first row

    struct Page
    {
        Start start;
        int rows = 0;
    };
    struct Fetched
    {
        Start start;
        UserPage page;
    };

    void begin();
    void fetch(const Start &start, int pages, void (UserTableModel::*use)(std::vector<Fetched>));
    void replace(std::vector<Fetched> fetched);
    void append(std::vector<Fetched> fetched);
    void prepend(std::vector<Fetched> fetched);
    void dropFirstPage();
    void dropLastPage();
    /// Turns m_rows into \p rows by removing, moving, inserting and changing no more than is needed.
    void become(const std::vector<UserRow> &rows);
    void removeWhatIsNotIn(const std::vector<UserRow> &rows);
    /// Moves a row that is there already to \p place, and brings it up to date.
    void put(const UserRow &row, int place);
    [[nodiscard]] QString text(const UserRow &row, int column) const;

    Directory &m_directory;
    Actor m_actor;
    const Clock &m_clock;
    Window m_window;
    BusyState *m_busy;
    QString m_search;
    UserSort m_sort = UserSort::Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<UserRow> m_rows;
    std::deque<Page> m_pages;
    std::vector<Start> m_earlier; ///< where the pages before the window begin
    Start m_next;                 ///< where the page after the window begins; none: there is none
    bool m_fetching = false;
    int m_query = 0; ///< an answer to an earlier one is dropped
};

} // namespace usher
