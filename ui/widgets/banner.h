// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace usher {

class IconLabel;

/// One thing to know, in the place it concerns: an icon, a sentence, and what can be done about it.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(theme::Tone tone, const QString &text = {}, QWidget *parent = nullptr);

    void setText(const QString &text);
    void setTone(theme::Tone tone);
    QPushButton *addAction(const QString &text);

private:
    IconLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_layout;
};

} // namespace usher
