// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/user_table.h"

#include "ui/theme/tokens.h"
#include "ui/users/user_table_model.h"
#include "ui/widgets/badge.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>

#include <array>

namespace usher {

namespace {

/// Of the width, in percent, until somebody drags a column; the last one takes the rest.
constexpr std::array wideShares{31, 25, 14, 16};
/// Beside an open panel, which tells pools and roles, there is no room for them.
constexpr std::array narrowShares{43, 35, 0, 0};
constexpr int narrowWidth = theme::space::one * 90;

constexpr int heightOfRows = theme::controlHeight + theme::space::one;

} // namespace

UserTable::UserTable(UserTableModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(&model);
    setAccessibleName(tr("People"));
    setItemDelegateForColumn(UserTableModel::NameColumn, new BadgeDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(heightOfRows);
    dressHeader();
    keepPlace();
}

void UserTable::dressHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(theme::space::one * 9);
    header->setSortIndicator(UserTableModel::NameColumn, Qt::AscendingOrder);
    connect(header, &QHeaderView::sectionResized, this, [this](int section) {
        const bool byHand = QGuiApplication::mouseButtons() != Qt::NoButton && section != UserTableModel::LastSignInColumn;
        m_widthsChosen = m_widthsChosen || (byHand && !m_isSharing);
    });
    // A column that the store can't sort by keeps the order as it was, and so does its arrow.
    connect(
        header, &QHeaderView::sortIndicatorChanged, this,
        [header, column = int(UserTableModel::NameColumn), order = Qt::AscendingOrder](int section, Qt::SortOrder wanted) mutable {
            if (UserTableModel::isSortable(section)) {
                column = section;
                order = wanted;
            } else if (section != column) {
                header->setSortIndicator(column, order);
            }
        });
}

void UserTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (!m_widthsChosen)
        shareWidth();
}

void UserTable::shareWidth()
{
    const int width = viewport()->width();
    const bool isNarrow = width < narrowWidth;
    m_isSharing = true;
    setColumnHidden(UserTableModel::PoolsColumn, isNarrow);
    setColumnHidden(UserTableModel::RolesColumn, isNarrow);
    const auto &shares = isNarrow ? narrowShares : wideShares;
    for (int column = 0; column < UserTableModel::LastSignInColumn; ++column) {
        if (!isColumnHidden(column))
            horizontalHeader()->resizeSection(column, width * shares[size_t(column)] / 100);
    }
    m_isSharing = false;
}

void UserTable::keepPlace()
{
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value < viewport()->height())
            m_model.fetchPrevious();
    });
    // The scroll bar forgets its value while its range changes, so it is remembered before.
    const auto remember = [this] { m_place = verticalScrollBar()->value(); };
    const auto shift = [this](int first, int rows) {
        if (first > 0 || m_place == 0)
            return;
        updateGeometries();
        verticalScrollBar()->setValue(m_place + rows * heightOfRows);
    };
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, remember);
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, remember);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [shift](const QModelIndex &, int first, int last) { shift(first, last - first + 1); });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this,
            [shift](const QModelIndex &, int first, int last) { shift(first, first - last - 1); });
}

} // namespace usher
