// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace usher {

/// Where one can go, down the left side: entries, and headings above groups of them. It asks, and shows what it is told
/// to: what is shown now may want to be asked before it is left.
class SideList : public QListWidget
{
    Q_OBJECT

public:
    explicit SideList(const QString &accessibleName, QWidget *parent = nullptr);

    void addHeading(const QString &text);
    /// \param id  what chosen() tells; unique
    void addEntry(int id, const QString &text, const QIcon &icon = {});
    /// Marks where one is, without telling.
    void setCurrentId(int id);

protected:
    void focusInEvent(QFocusEvent *event) override;

Q_SIGNALS:
    /// A person wants to go there, by mouse or keyboard.
    void chosen(int id);

private:
    [[nodiscard]] QListWidgetItem *itemOf(int id) const;

    int m_currentId = -1;
};

} // namespace usher
