// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace usher {

Page::Page(const QString &title, const QString &help, QWidget *parent)
    : QScrollArea(parent), m_header(new QHBoxLayout), m_sides(new QHBoxLayout), m_column(new QVBoxLayout)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(title);

    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::half);
    words->addWidget(titleLabel(title));
    if (!help.isEmpty())
        words->addWidget(helpLabel(help));
    m_header->setSpacing(theme::space::two);
    m_header->addLayout(words, 1);
    m_column->setSpacing(theme::space::two);
    m_column->addLayout(m_header);

    auto *content = new QWidget;
    content->setProperty("page", QStringLiteral("true"));
    content->setMaximumWidth(theme::pageWidth + 2 * theme::space::four);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(theme::space::four, theme::space::four, theme::space::four, theme::space::four);
    layout->addLayout(m_column);
    layout->addStretch(1);

    auto *room = new QWidget;
    room->setProperty("page", QStringLiteral("true"));
    room->setLayout(m_sides);
    m_sides->setContentsMargins({});
    m_sides->setSpacing(0);
    m_sides->addWidget(content, 1000); // the sides get what it can't take
    m_sides->addStretch(1);
    setWidget(room);
}

void Page::addHeaderAction(QWidget *action)
{
    m_header->addWidget(action, 0, Qt::AlignTop);
}

void Page::centre()
{
    m_sides->insertStretch(0, 1);
}

} // namespace usher
