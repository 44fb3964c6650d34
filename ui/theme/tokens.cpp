// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <QPalette>

#include <cmath>

namespace usher::theme {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Pair pair(QRgb text, QRgb ground)
{
    return {rgb(text), rgb(ground)};
}

Colours makeLight()
{
    return {
        .window = rgb(0xf4f5f8),
        .surface = rgb(0xffffff),
        .sunken = rgb(0xeef0f4),
        .hairline = rgb(0xdde1e8),
        .outline = rgb(0x828c9a),
        .text = rgb(0x1a1e25),
        .muted = rgb(0x56606e),
        .accent = rgb(0x3050c8),
        .accentHover = rgb(0x2741a8),
        .onAccent = rgb(0xffffff),
        .selection = rgb(0xebeffb),
        .badHover = rgb(0x8c1d18),
        .onBad = rgb(0xffffff),
        .tones = {pair(0x464f5c, 0xe8ebf0), pair(0x2741a8, 0xd6dffb), pair(0x17603a, 0xdff3e6), pair(0x734700, 0xfcefd2),
                  pair(0xab241d, 0xfce9e7)},
    };
}

Colours makeDark()
{
    return {
        .window = rgb(0x14171c),
        .surface = rgb(0x1c2026),
        .sunken = rgb(0x262b33),
        .hairline = rgb(0x323943),
        .outline = rgb(0x717c8b),
        .text = rgb(0xe7eaf0),
        .muted = rgb(0xa5aebb),
        .accent = rgb(0x90abff),
        .accentHover = rgb(0xafc3ff),
        .onAccent = rgb(0x0f1730),
        .selection = rgb(0x242d47),
        .badHover = rgb(0xffc2bc),
        .onBad = rgb(0x33100d),
        .tones = {pair(0xc3cad5, 0x2d333c), pair(0xb3c6ff, 0x303e70), pair(0x86dba8, 0x1b3a29), pair(0xf3c66b, 0x3d2f12),
                  pair(0xffa59d, 0x472321)},
    };
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Colours &colours(Scheme scheme)
{
    static const Colours light = makeLight();
    static const Colours dark = makeDark();
    return scheme == Scheme::Dark ? dark : light;
}

const Colours &colours(const QPalette &palette)
{
    return colours(schemeOf(palette));
}

Scheme schemeOf(const QPalette &palette)
{
    const double window = luminance(palette.color(QPalette::Active, QPalette::Window));
    const double text = luminance(palette.color(QPalette::Active, QPalette::WindowText));
    return window < text ? Scheme::Dark : Scheme::Light;
}

std::vector<Pair> textPairs(const Colours &c)
{
    std::vector<Pair> pairs;
    for (const QColor &ground : {c.window, c.surface, c.sunken, c.selection})
        pairs.push_back({c.text, ground});
    for (const QColor &ground : {c.window, c.surface, c.sunken, c.selection})
        pairs.push_back({c.muted, ground});
    for (const QColor &ground : {c.window, c.surface})
        pairs.push_back({c.accent, ground});
    pairs.push_back({c.onAccent, c.accent});
    pairs.push_back({c.onAccent, c.accentHover});
    pairs.push_back({c.onBad, c.tone(Tone::Bad).text});
    pairs.push_back({c.onBad, c.badHover});
    pairs.push_back({c.surface, c.text}); // tooltips
    for (const Pair &tone : c.tones) {
        pairs.push_back(tone);
        pairs.push_back({c.text, tone.ground});  // a banner's words
        pairs.push_back({tone.text, c.surface}); // a field's complaint
        pairs.push_back({tone.text, c.window});
    }
    return pairs;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

TypeSizes typeSizes(double systemPoints)
{
    return {systemPoints * 0.9, systemPoints, systemPoints * 1.25, systemPoints * 1.8};
}

} // namespace usher::theme
