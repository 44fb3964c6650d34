// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/side_list.h"

#include <QHBoxLayout>
#include <QStackedWidget>

#include <algorithm>

namespace usher {

namespace {

constexpr int listWidth = 272; // 34 steps of the grid: the longest heading, on one line

} // namespace

SettingsPage::SettingsPage(QWidget *parent) : QWidget(parent), m_list(new SideList(tr("Settings"))), m_stack(new QStackedWidget)
{
    m_list->setFixedWidth(listWidth);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(m_stack, 1);
    connect(m_list, &SideList::chosen, this, &SettingsPage::choose);
}

void SettingsPage::addPage(const QString &heading, const QString &title, QWidget *page, LeaveGuard guard)
{
    if (heading != m_heading) {
        m_heading = heading;
        m_list->addHeading(heading);
    }
    m_list->addEntry(int(m_entries.size()), title);
    m_stack->addWidget(page);
    m_entries.push_back({page, std::move(guard)});
    m_list->setCurrentId(m_stack->currentIndex());
}

void SettingsPage::showPage(QWidget *page)
{
    const auto entry = std::ranges::find(m_entries, page, &Entry::page);
    if (entry != m_entries.end())
        choose(int(entry - m_entries.begin()));
}

void SettingsPage::leave(std::function<void()> leave)
{
    const Entry &shown = m_entries[size_t(m_stack->currentIndex())];
    if (shown.guard)
        shown.guard(std::move(leave));
    else
        leave();
}

void SettingsPage::choose(int index)
{
    if (index == m_stack->currentIndex())
        return;
    leave([this, index] {
        m_stack->setCurrentIndex(index);
        m_list->setCurrentId(index);
    });
}

} // namespace usher
