// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

class QVariantAnimation;

namespace usher {

/// An on/off switch. It is a check box to the keyboard and to screen readers; only its look differs.
class ToggleSwitch : public QCheckBox
{
    Q_OBJECT

public:
    explicit ToggleSwitch(const QString &accessibleName, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &position) const override { return rect().contains(position); }

private:
    QVariantAnimation *m_slide;
};

} // namespace usher
