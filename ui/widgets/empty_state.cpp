// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

EmptyState::EmptyState(const EmptyText &text, QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel({}, theme::space::six))
    , m_title(headingLabel({}))
    , m_text(helpLabel({}))
    , m_column(new QVBoxLayout)
{
    for (QLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setFixedWidth(theme::formWidth * 3 / 4);
    }
    m_column->setSpacing(theme::space::one);
    m_column->addWidget(m_icon, 0, Qt::AlignHCenter);
    m_column->addSpacing(theme::space::one);
    m_column->addWidget(m_title, 0, Qt::AlignHCenter);
    m_column->addWidget(m_text, 0, Qt::AlignHCenter);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(m_column);
    layout->addStretch(3);
    setText(text);
}

void EmptyState::setText(const EmptyText &text)
{
    m_icon->setIcon(theme::icon(text.icon, theme::Tone::Neutral));
    m_title->setText(text.title);
    m_text->setText(text.text);
}

QPushButton *EmptyState::addAction(const QString &text)
{
    auto *button = new QPushButton(text);
    theme::setButtonRole(button, theme::ButtonRole::Primary);
    m_column->addSpacing(theme::space::one);
    m_column->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

} // namespace usher
