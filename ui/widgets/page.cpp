// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace usher {

Page::Page(const QString &title, const QString &help, QWidget *parent) : QScrollArea(parent), m_column(new QVBoxLayout)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(title);

    auto *content = new QWidget;
    content->setProperty("page", QStringLiteral("true"));
    content->setMaximumWidth(theme::pageWidth + 2 * theme::space::four);
    m_column->setSpacing(theme::space::two);
    if (!title.isEmpty())
        m_column->addWidget(titleLabel(title));
    if (!help.isEmpty())
        m_column->addWidget(helpLabel(help));
    m_column->addSpacing(theme::space::half);

    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(theme::space::four, theme::space::four, theme::space::four, theme::space::four);
    layout->addLayout(m_column);
    layout->addStretch(1);

    auto *room = new QWidget;
    room->setProperty("page", QStringLiteral("true"));
    auto *side = new QHBoxLayout(room);
    side->setContentsMargins({});
    side->setSpacing(0);
    side->addWidget(content, 1000);
    side->addStretch(1);
    setWidget(room);
}

} // namespace usher
