// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace usher {

class IconLabel;

struct EmptyText
{
    QString icon; ///< freedesktop name
    QString title;
    QString text; ///< what belongs here

    bool operator==(const EmptyText &) const = default;
};

/// What an empty screen says: what belongs there, and the one button that starts it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const EmptyText &text, QWidget *parent = nullptr);

    void setText(const EmptyText &text);
    QPushButton *addAction(const QString &text);

private:
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_column;
};

} // namespace usher
