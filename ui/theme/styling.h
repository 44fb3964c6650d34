// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

class QAbstractButton;
class QWidget;

/// How a widget asks the style sheet for its look, by name.
namespace usher::theme {

enum class TextRole { Body, Caption, Muted, Heading, Title, Strong, Monospace };
void setTextRole(QWidget *widget, TextRole role);

enum class ButtonRole {
    Normal,
    Primary, ///< what the screen is for; at most one in sight
    Danger,  ///< what can't easily be taken back
    Quiet,   ///< no frame until hovered: icons, navigation, secondary actions in a row
    Link,
};
void setButtonRole(QAbstractButton *button, ButtonRole role);

enum class Surface {
    Card,      ///< hairline border on the surface colour
    Bar,       ///< the top bar
    BottomBar, ///< the save bar
    Side,      ///< navigation and side panels
    Sunken,    ///< a well inside a card
    Separator, ///< a hairline
};
void setSurface(QWidget *widget, Surface surface);

/// A quiet ground in the colour of what it means.
void setTone(QWidget *widget, Tone tone);
/// Whether a field's value is wrong: its outline says so.
enum class Validity { Fine, Wrong };
void setValidity(QWidget *widget, Validity validity);

} // namespace usher::theme
