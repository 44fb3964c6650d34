// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProgressBar>

namespace usher {

class BusyState;

/// A thin line that moves while work takes longer than 300 ms. It keeps its place when there is nothing to show.
class ProgressLine : public QProgressBar
{
    Q_OBJECT

public:
    explicit ProgressLine(BusyState &busy, QWidget *parent = nullptr);
};

} // namespace usher
