// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/theme/styling.h"

#include <QLabel>
#include <QTextDocument>

namespace usher {

namespace {

QLabel *label(const QString &text, theme::TextRole role, QWidget *parent)
{
    auto *result = new QLabel(text, parent);
    result->setTextFormat(Qt::PlainText);
    result->setWordWrap(true);
    theme::setTextRole(result, role);
    return result;
}

} // namespace

QLabel *titleLabel(const QString &text, QWidget *parent)
{
    return label(text, theme::TextRole::Title, parent);
}

QLabel *headingLabel(const QString &text, QWidget *parent)
{
    return label(text, theme::TextRole::Heading, parent);
}

QLabel *strongLabel(const QString &text, QWidget *parent)
{
    return label(text, theme::TextRole::Strong, parent);
}

QLabel *bodyLabel(const QString &text, QWidget *parent)
{
    return label(text, theme::TextRole::Body, parent);
}

QLabel *helpLabel(const QString &text, QWidget *parent)
{
    return label(text, theme::TextRole::Muted, parent);
}

QLabel *captionLabel(const QString &text, QWidget *parent)
{
    return label(text, theme::TextRole::Caption, parent);
}

QLabel *valueLabel(const QString &text, QWidget *parent)
{
    QLabel *result = label(text, theme::TextRole::Body, parent);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return result;
}

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace usher
