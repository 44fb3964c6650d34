// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace usher {

class UserTableModel;

/// The table of people. Rows have one height, so that what is in sight stays where it is while pages come and go above it.
class UserTable : public QTableView
{
    Q_OBJECT

public:
    explicit UserTable(UserTableModel &model, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void dressHeader();
    void keepPlace();
    void shareWidth();

    UserTableModel &m_model;
    bool m_widthsChosen = false; ///< by a person: from then on they stay
    bool m_isSharing = false;
    int m_place = 0; ///< of the scroll bar, before rows come or go
};

} // namespace usher
