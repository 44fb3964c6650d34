// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_field.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QTimer>

namespace usher {

SearchField::SearchField(const QString &name, QWidget *parent) : QLineEdit(parent), m_typing(new QTimer(this))
{
    setPlaceholderText(name);
    setAccessibleName(name);
    addAction(theme::icon(QStringLiteral("edit-find")), LeadingPosition);
    // Not QLineEdit's own: its icon would not follow the theme.
    QAction *clear = addAction(theme::icon(QStringLiteral("edit-clear")), TrailingPosition);
    clear->setToolTip(tr("Clear"));
    clear->setVisible(false);

    m_typing->setSingleShot(true);
    m_typing->setInterval(pause);
    connect(m_typing, &QTimer::timeout, this, [this] { Q_EMIT searched(text().trimmed()); });
    connect(this, &QLineEdit::textChanged, this, [this, clear](const QString &text) {
        clear->setVisible(!text.isEmpty());
        m_typing->start();
    });
    connect(clear, &QAction::triggered, this, &QLineEdit::clear);
}

} // namespace usher
