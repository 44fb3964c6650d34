// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/side_list.h"

#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"

#include <QSignalBlocker>

namespace usher {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

SideList::SideList(const QString &accessibleName, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(accessibleName);
    setIconSize({theme::iconSize, theme::iconSize});
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrap(true);
    theme::setSurface(this, theme::Surface::Side);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (!item || !item->data(idRole).isValid())
            return;
        const int wanted = item->data(idRole).toInt();
        if (wanted == m_currentId)
            return;
        setCurrentId(m_currentId); // until whoever listens says that it is so
        Q_EMIT chosen(wanted);
    });
}

void SideList::addHeading(const QString &text)
{
    auto *item = new QListWidgetItem(text, this);
    item->setFlags(Qt::NoItemFlags);
    QFont heading = font();
    heading.setPointSizeF(theme::typeSizes(heading.pointSizeF()).caption);
    heading.setWeight(QFont::DemiBold);
    item->setFont(heading);
    item->setToolTip(text);
}

void SideList::addEntry(int id, const QString &text, const QIcon &icon)
{
    auto *item = new QListWidgetItem(icon, text, this);
    item->setData(idRole, id);
}

void SideList::setCurrentId(int id)
{
    const QSignalBlocker quiet(this);
    m_currentId = id;
    setCurrentItem(itemOf(id));
}

void SideList::focusInEvent(QFocusEvent *event)
{
    const QSignalBlocker quiet(this); // the view would take its first entry for chosen where one is elsewhere
    QListWidget::focusInEvent(event);
    setCurrentItem(itemOf(m_currentId));
}

QListWidgetItem *SideList::itemOf(int id) const
{
    for (int row = 0; row < count(); ++row) {
        const QVariant value = item(row)->data(idRole);
        if (value.isValid() && value.toInt() == id)
            return item(row);
    }
    return nullptr;
}

} // namespace usher
