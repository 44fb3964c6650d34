// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QMetaType>
#include <QStyledItemDelegate>
#include <QWidget>

namespace usher {

/// A word on a quiet ground.
struct BadgeText
{
    QString text;
    theme::Tone tone = theme::Tone::Neutral;

    bool operator==(const BadgeText &) const = default;
};

class Badge : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(BadgeText text, QWidget *parent = nullptr);

    void setText(const BadgeText &text);
    [[nodiscard]] const BadgeText &text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BadgeText m_text;
};

/// Paints an item's text, and behind it the badges that its model gives for BadgesRole.
class BadgeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int BadgesRole = Qt::UserRole + 100; ///< QList<BadgeText>

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace usher

Q_DECLARE_METATYPE(usher::BadgeText)
