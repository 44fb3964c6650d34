// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_line.h"

#include "ui/widgets/job.h"

namespace usher {

ProgressLine::ProgressLine(BusyState &busy, QWidget *parent) : QProgressBar(parent)
{
    setRange(0, 0);
    setTextVisible(false);
    setAccessibleName(tr("Working"));
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    hide();
    connect(&busy, &BusyState::progressWanted, this, &QWidget::setVisible);
}

} // namespace usher
