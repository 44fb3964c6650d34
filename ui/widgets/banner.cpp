// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace usher {

Banner::Banner(theme::Tone tone, const QString &text, QWidget *parent)
    : QFrame(parent), m_icon(new IconLabel({})), m_text(bodyLabel(text)), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(theme::space::two, theme::space::one, theme::space::two, theme::space::one);
    m_layout->setSpacing(theme::space::one);
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_text, 1);
    setMinimumHeight(theme::controlHeight + theme::space::one);
    setTone(tone);
    setText(text);
}

void Banner::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void Banner::setTone(theme::Tone tone)
{
    theme::setTone(this, tone);
    m_icon->setIcon(theme::icon(theme::iconName(tone), tone));
}

QPushButton *Banner::addAction(const QString &text)
{
    auto *button = new QPushButton(text);
    m_layout->addWidget(button);
    return button;
}

} // namespace usher
