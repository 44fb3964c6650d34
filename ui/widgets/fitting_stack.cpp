// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitting_stack.h"

#include <QVBoxLayout>

namespace usher {

FittingStack::FittingStack(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
}

void FittingStack::addWidget(QWidget *widget)
{
    widget->setVisible(m_widgets.empty());
    m_widgets.push_back(widget);
    layout()->addWidget(widget);
}

void FittingStack::setCurrentIndex(int index)
{
    setCurrentWidget(m_widgets[size_t(index)]);
}

void FittingStack::setCurrentWidget(QWidget *widget)
{
    // First away, then there: in between the layout must not ask for room for both.
    for (QWidget *other : m_widgets) {
        if (other != widget)
            other->hide();
    }
    widget->show();
}

} // namespace usher
