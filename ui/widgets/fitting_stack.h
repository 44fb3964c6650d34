// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace usher {

/// Shows one of several widgets and is as tall as that one; QStackedWidget is as tall as the tallest.
class FittingStack : public QWidget
{
    Q_OBJECT

public:
    explicit FittingStack(QWidget *parent = nullptr);

    /// The first one added is shown.
    void addWidget(QWidget *widget);
    void setCurrentIndex(int index);
    void setCurrentWidget(QWidget *widget);

private:
    std::vector<QWidget *> m_widgets;
};

} // namespace usher
