// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QStackedWidget;

namespace usher {

class SideList;

/// Settings: a list of pages under their headings on the left, the chosen one beside it.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    /// Calls its argument when the page that is shown may be left: at once, after asking, or never.
    using LeaveGuard = std::function<void(std::function<void()>)>;

    explicit SettingsPage(QWidget *parent = nullptr);

    /// Adds a page to the list. The first one added is shown.
    /// \param heading  a new heading starts where it differs from the last page's
    void addPage(const QString &heading, const QString &title, QWidget *page, LeaveGuard guard = {});
    void showPage(QWidget *page);
    /// Calls \p leave when what is shown may be left.
    void leave(std::function<void()> leave);

private:
    struct Entry
    {
        QWidget *page;
        LeaveGuard guard;
    };

    void choose(int index);

    SideList *m_list;
    QStackedWidget *m_stack;
    std::vector<Entry> m_entries;
    QString m_heading;
};

} // namespace usher
