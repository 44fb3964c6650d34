// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/styling.h"

#include <QAbstractButton>
#include <QFontDatabase>
#include <QStyle>
#include <QVariant>

namespace usher::theme {

namespace {

/// Properties are read when a widget is polished; one that is on the screen must be polished again.
void mark(QWidget *widget, const char *property, const char *value)
{
    const QString text = QString::fromLatin1(value);
    if (widget->property(property).toString() == text)
        return;
    widget->setProperty(property, text);
    if (widget->testAttribute(Qt::WA_WState_Polished)) {
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
    widget->update();
}

} // namespace

void setTextRole(QWidget *widget, TextRole role)
{
    constexpr std::array names{"body", "caption", "muted", "heading", "title", "strong", "monospace"};
    if (role == TextRole::Monospace)
        widget->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    mark(widget, "textRole", names[size_t(role)]);
}

void setButtonRole(QAbstractButton *button, ButtonRole role)
{
    constexpr std::array names{"normal", "primary", "danger", "quiet", "link"};
    mark(button, "buttonRole", names[size_t(role)]);
}

void setSurface(QWidget *widget, Surface surface)
{
    constexpr std::array names{"card", "bar", "bottomBar", "side", "sunken", "separator"};
    widget->setAttribute(Qt::WA_StyledBackground);
    mark(widget, "surface", names[size_t(surface)]);
}

void setTone(QWidget *widget, Tone tone)
{
    constexpr std::array names{"neutral", "accent", "good", "warning", "bad"};
    widget->setAttribute(Qt::WA_StyledBackground);
    mark(widget, "tone", names[size_t(tone)]);
}

void setValidity(QWidget *widget, Validity validity)
{
    mark(widget, "validity", validity == Validity::Wrong ? "wrong" : "fine");
}

} // namespace usher::theme
