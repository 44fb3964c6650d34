// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QWidget>

namespace usher {

/// An icon in a layout. It is painted anew each time, so it follows the theme; a label's pixmap would not.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QIcon &icon, int size = theme::iconSize, QWidget *parent = nullptr);

    void setIcon(const QIcon &icon);
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
    int m_size;
};

} // namespace usher
