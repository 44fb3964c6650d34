// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggle_switch.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QVariantAnimation>

namespace usher {

namespace {

constexpr int trackWidth = theme::space::four + theme::space::one;
constexpr int trackHeight = theme::space::three - 2;
constexpr int margin = 3;      // room for the focus ring
constexpr int slideTime = 120; // milliseconds

} // namespace

ToggleSwitch::ToggleSwitch(const QString &accessibleName, QWidget *parent) : QCheckBox(parent), m_slide(new QVariantAnimation(this))
{
    setAccessibleName(accessibleName);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_slide->setDuration(slideTime);
    m_slide->setStartValue(0.0);
    m_slide->setEndValue(1.0);
    connect(m_slide, &QVariantAnimation::valueChanged, this, [this] { update(); });
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        m_slide->setDirection(on ? QAbstractAnimation::Forward : QAbstractAnimation::Backward);
        // Where the desktop wants no animations, and before it is seen, it jumps.
        if (isVisible() && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0)
            m_slide->start();
        else
            update();
    });
}

QSize ToggleSwitch::sizeHint() const
{
    return {trackWidth + 2 * margin, trackHeight + 2 * margin};
}

void ToggleSwitch::paintEvent(QPaintEvent *)
{
    const theme::Colours &colours = theme::colours(palette());
    const double place =
        m_slide->state() == QAbstractAnimation::Running ? m_slide->currentValue().toDouble() : (isChecked() ? 1 : 0);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track(margin, (height() - trackHeight) / 2.0, trackWidth, trackHeight);
    const double round = trackHeight / 2.0;

    if (hasFocus()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), round + 2, round + 2);
    }
    painter.setPen(Qt::NoPen);
    const QColor off = isEnabled() ? colours.outline : colours.hairline;
    const QColor on = isEnabled() ? colours.accent : colours.outline;
    painter.setBrush(isChecked() ? on : off);
    painter.drawRoundedRect(track, round, round);

    const double knob = trackHeight - 6;
    const QRectF circle(track.left() + 3 + place * (trackWidth - trackHeight), track.top() + 3, knob, knob);
    painter.setBrush(isChecked() && isEnabled() ? colours.onAccent : colours.surface);
    painter.drawEllipse(circle);
}

} // namespace usher
