// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/centred_page.h"

#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

namespace usher {

void centreIn(QWidget *page, QWidget *content)
{
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::space::three, theme::space::three, theme::space::three, theme::space::three);
    layout->addStretch(1);
    content->setMaximumWidth(theme::formWidth);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(content, 4);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(2);
}

} // namespace usher
