// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

#include <functional>

class QTimer;

namespace usher {

/// What a change leaves behind: a sentence, and *Undo* where it can be undone.
struct NotificationText
{
    QString text;
    theme::Tone tone = theme::Tone::Good;
    std::function<void()> undo = {};
};

/// Floats at the bottom of a window for some seconds, longer while it is pointed at or has the focus. One at a time.
class Notification : public QFrame
{
    Q_OBJECT

public:
    static constexpr int lifetime = 8000; ///< milliseconds

    /// Shows it in the window of \p near, in place of an earlier one.
    static void post(QWidget *near, const NotificationText &text);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Notification(QWidget *host, const NotificationText &text);
    void place();

    QTimer *m_timer;
};

} // namespace usher
