// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>
#include <vector>

class QPalette;

/// The look of Usher, once: every colour, distance and type size that a screen uses is a name from here.
namespace usher::theme {

enum class Scheme { Light, Dark };

/// Green, amber and red only for what they mean, and never without an icon and a word.
enum class Tone { Neutral, Accent, Good, Warning, Bad };

/// A text and the ground it stands on.
struct Pair
{
    QColor text;
    QColor ground;
};

struct Colours
{
    QColor window;  ///< behind everything
    QColor surface; ///< cards, tables, bars
    QColor sunken;  ///< hovered rows, read-only fields
    QColor hairline;
    QColor outline; ///< of controls; 3:1 on surface and window (WCAG 2.2, 1.4.11)
    QColor text;
    QColor muted; ///< help and captions
    QColor accent;
    QColor accentHover;
    QColor onAccent;
    QColor selection; ///< ground of selected rows; text stands on it
    QColor badHover;
    QColor onBad;              ///< on `tones[Bad].text` as a ground: the button that can't be taken back
    std::array<Pair, 5> tones; ///< by Tone: quiet grounds of badges and banners

    [[nodiscard]] const Pair &tone(Tone tone) const { return tones[size_t(tone)]; }
};

[[nodiscard]] const Colours &colours(Scheme scheme);
/// What to paint with on a widget of this palette.
[[nodiscard]] const Colours &colours(const QPalette &palette);
/// Dark where windows are darker than their text.
[[nodiscard]] Scheme schemeOf(const QPalette &palette);

/// Every text/ground pair that the style sheet, the palette and the painted widgets use; held to 4.5:1 by a test.
[[nodiscard]] std::vector<Pair> textPairs(const Colours &colours);
/// Contrast ratio, 1 to 21 (WCAG 2.2, 1.4.3).
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

/// Pixels, on a grid of eight with one half step.
namespace space {
inline constexpr int half = 4;
inline constexpr int one = 8;
inline constexpr int two = 16;
inline constexpr int three = 24;
inline constexpr int four = 32;
inline constexpr int six = 48;
} // namespace space

inline constexpr int radius = 6;
inline constexpr int iconSize = 16;
inline constexpr int controlHeight = 32;
inline constexpr int formWidth = 560; ///< of a form's fields, so that lines stay readable
inline constexpr int pageWidth = 880; ///< of a page of cards

/// Points; the system's own size is the body.
struct TypeSizes
{
    double caption;
    double body;
    double heading;
    double title;
};
[[nodiscard]] TypeSizes typeSizes(double systemPoints);

} // namespace usher::theme
