// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/labels.h"

#include <QButtonGroup>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace usher {

namespace {

constexpr int listWidth = 256; // 32 steps of the grid

} // namespace

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent), m_list(new QVBoxLayout), m_buttons(new QButtonGroup(this)), m_stack(new QStackedWidget)
{
    m_list->setContentsMargins(theme::space::two, theme::space::four, theme::space::two, theme::space::two);
    m_list->setSpacing(theme::space::half);
    m_list->addWidget(headingLabel(tr("Settings")));
    m_list->addStretch(1);
    auto *side = new QFrame;
    side->setFixedWidth(listWidth);
    side->setLayout(m_list);
    theme::setSurface(side, theme::Surface::Side);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addWidget(m_stack, 1);
    connect(m_buttons, &QButtonGroup::idClicked, this, &SettingsPage::choose);
}

void SettingsPage::addPage(const QString &heading, const QString &title, QWidget *page, LeaveGuard guard)
{
    const int index = int(m_entries.size());
    const auto append = [this](QWidget *widget) { m_list->insertWidget(m_list->count() - 1, widget); };
    if (heading != m_heading) {
        m_heading = heading;
        auto *label = captionLabel(heading);
        label->setContentsMargins(theme::space::one, theme::space::two, 0, 0);
        append(label);
    }
    auto *button = new QPushButton(title);
    button->setCheckable(true);
    button->setChecked(index == 0);
    theme::setButtonRole(button, theme::ButtonRole::Quiet);
    button->setProperty("navigation", true);
    m_buttons->addButton(button, index);
    append(button);
    m_stack->addWidget(page);
    m_entries.push_back({page, std::move(guard)});
}

void SettingsPage::showPage(QWidget *page)
{
    const auto entry = std::ranges::find(m_entries, page, &Entry::page);
    if (entry != m_entries.end())
        choose(int(entry - m_entries.begin()));
}

void SettingsPage::leave(std::function<void()> leave)
{
    if (m_entries.empty() || !m_entries[size_t(m_stack->currentIndex())].guard)
        return leave();
    m_entries[size_t(m_stack->currentIndex())].guard(std::move(leave));
}

void SettingsPage::choose(int index)
{
    m_buttons->button(m_stack->currentIndex())->setChecked(true); // until it may really be left
    if (index == m_stack->currentIndex())
        return;
    leave([this, index] {
        m_stack->setCurrentIndex(index);
        m_buttons->button(index)->setChecked(true);
    });
}

} // namespace usher
