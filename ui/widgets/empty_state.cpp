// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

EmptyState::EmptyState(const EmptyText &text, QWidget *parent)
    : QWidget(parent), m_icon(new IconLabel({})), m_title(headingLabel({})), m_text(helpLabel({})), m_column(new QVBoxLayout)
{
    auto *plate = new QFrame;
    theme::setTone(plate, theme::Tone::Neutral);
    plate->setFixedSize(theme::space::six, theme::space::six);
    auto *inPlate = new QHBoxLayout(plate);
    inPlate->addWidget(m_icon);

    // One widget of a fixed width, so that wrapped text gets the height that it needs.
    auto *middle = new QWidget;
    middle->setFixedWidth(theme::formWidth);
    m_column->setContentsMargins({});
    m_column->setSpacing(theme::space::one);
    middle->setLayout(m_column);
    m_column->addWidget(plate, 0, Qt::AlignHCenter);
    m_column->addSpacing(theme::space::one);
    for (QLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        m_column->addWidget(label);
    }
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(middle, 0, Qt::AlignHCenter);
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
