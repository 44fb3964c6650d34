// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace usher {

/// A page of cards: title, a sentence, then a column of readable width that scrolls.
class Page : public QScrollArea
{
    Q_OBJECT

public:
    explicit Page(const QString &title, const QString &help = {}, QWidget *parent = nullptr);

    /// Where cards go.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace usher
