// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QHBoxLayout;
class QVBoxLayout;

namespace usher {

/// A page of cards: title, a sentence, then a column of readable width that scrolls.
class Page : public QScrollArea
{
    Q_OBJECT

public:
    explicit Page(const QString &title, const QString &help = {}, QWidget *parent = nullptr);

    /// A button at the right of the title.
    void addHeaderAction(QWidget *action);
    /// In the middle instead of at the left: for a page that has the window to itself.
    void centre();

    /// Where cards go.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

private:
    QHBoxLayout *m_header;
    QHBoxLayout *m_sides;
    QVBoxLayout *m_column;
};

} // namespace usher
