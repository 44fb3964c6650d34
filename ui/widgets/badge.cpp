// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QApplication>
#include <QPainter>

namespace usher {

namespace {

QFont badgeFont(const QFont &font)
{
    QFont result = font;
    result.setPointSizeF(theme::typeSizes(font.pointSizeF()).caption);
    result.setWeight(QFont::DemiBold);
    return result;
}

QSize badgeSize(const BadgeText &badge, const QFont &font)
{
    const QFontMetrics metrics(badgeFont(font));
    return {metrics.horizontalAdvance(badge.text) + 2 * theme::space::one, metrics.height() + theme::space::half};
}

void paintBadge(QPainter *painter, const QRect &rectangle, const BadgeText &badge, const QFont &font, const QPalette &palette)
{
    const theme::Pair &pair = theme::colours(palette).tone(badge.tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(pair.ground);
    painter->drawRoundedRect(rectangle, theme::space::half, theme::space::half);
    painter->setPen(pair.text);
    painter->setFont(badgeFont(font));
    painter->drawText(rectangle, Qt::AlignCenter, badge.text);
    painter->restore();
}

QList<BadgeText> badgesOf(const QModelIndex &index)
{
    return index.data(BadgeDelegate::BadgesRole).value<QList<BadgeText>>();
}

} // namespace

Badge::Badge(BadgeText text, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void Badge::setText(const BadgeText &text)
{
    m_text = text;
    setAccessibleName(text.text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return badgeSize(m_text, font());
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(&painter, rect(), m_text, font(), palette());
}

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QList<BadgeText> badges = badgesOf(index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    int badgesWidth = 0;
    for (const BadgeText &badge : badges)
        badgesWidth += badgeSize(badge, item.font).width() + theme::space::half;

    // The name gives way before its badges do.
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
    const QFontMetrics metrics(item.font);
    item.text = metrics.elidedText(item.text, Qt::ElideRight, qMax(0, room.width() - badgesWidth - theme::space::one));
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    painter->save();
    painter->setClipRect(item.rect);
    int x = room.left() + (item.text.isEmpty() ? 0 : metrics.horizontalAdvance(item.text) + 2 * theme::space::half);
    for (const BadgeText &badge : badges) {
        const QSize size = badgeSize(badge, item.font);
        paintBadge(painter, QRect(QPoint(x, item.rect.center().y() - size.height() / 2), size), badge, item.font, item.palette);
        x += size.width() + theme::space::half;
    }
    painter->restore();
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    for (const BadgeText &badge : badgesOf(index))
        size.rwidth() += badgeSize(badge, option.font).width() + theme::space::one;
    return size;
}

} // namespace usher
