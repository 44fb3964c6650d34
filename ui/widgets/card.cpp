// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme/styling.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QVBoxLayout>

namespace usher {

Card::Card(const QString &heading, const QString &help, QWidget *parent) : QFrame(parent), m_body(new QVBoxLayout)
{
    theme::setSurface(this, theme::Surface::Card);
    setAccessibleName(heading);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::three, theme::space::three, theme::space::three, theme::space::three);
    layout->setSpacing(theme::space::half);
    if (!heading.isEmpty())
        layout->addWidget(headingLabel(heading));
    if (!help.isEmpty())
        layout->addWidget(helpLabel(help));
    if (!heading.isEmpty() || !help.isEmpty())
        layout->addSpacing(theme::space::one);
    m_body->setSpacing(theme::space::two);
    layout->addLayout(m_body);
}

} // namespace usher
