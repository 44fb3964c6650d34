// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notification.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace usher {

namespace {

constexpr int clearance = 2 * theme::space::six; // below it a save bar may stand

} // namespace

void Notification::post(QWidget *near, const NotificationText &text)
{
    QWidget *window = near->window();
    for (Notification *earlier : window->findChildren<Notification *>(Qt::FindDirectChildrenOnly)) {
        earlier->hide();
        earlier->deleteLater();
    }
    auto *notification = new Notification(window, text);
    notification->place();
    notification->show();
    notification->raise();
    QAccessibleEvent alert(notification, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

Notification::Notification(QWidget *host, const NotificationText &text) : QFrame(host), m_timer(new QTimer(this))
{
    theme::setSurface(this, theme::Surface::Card);
    setAccessibleName(text.text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::one, theme::space::one, theme::space::one);
    layout->setSpacing(theme::space::one);
    layout->addWidget(new IconLabel(theme::icon(theme::iconName(text.tone), text.tone)));
    QLabel *words = bodyLabel(text.text);
    words->setMinimumWidth(theme::formWidth / 2);
    layout->addWidget(words, 1);
    if (text.undo) {
        auto *undo = new QPushButton(tr("&Undo"));
        connect(undo, &QPushButton::clicked, this, [this, action = text.undo] {
            hide();
            deleteLater();
            action();
        });
        layout->addWidget(undo);
    }
    auto *close = new QPushButton;
    close->setIcon(theme::icon(QStringLiteral("window-close")));
    close->setAccessibleName(tr("Close this notification"));
    close->setToolTip(tr("Close"));
    theme::setButtonRole(close, theme::ButtonRole::Quiet);
    connect(close, &QPushButton::clicked, this, &QObject::deleteLater);
    layout->addWidget(close);

    m_timer->setInterval(lifetime);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (!underMouse() && !isAncestorOf(window()->focusWidget()))
            deleteLater();
    });
    m_timer->start();
    host->installEventFilter(this);
}

bool Notification::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void Notification::enterEvent(QEnterEvent *)
{
    m_timer->stop();
}

void Notification::leaveEvent(QEvent *)
{
    m_timer->start();
}

void Notification::place()
{
    const QSize room = parentWidget()->size();
    const int width = qMin(theme::formWidth, room.width() - 2 * theme::space::three);
    setFixedWidth(width);
    adjustSize();
    move((room.width() - width) / 2, room.height() - height() - clearance);
}

} // namespace usher
