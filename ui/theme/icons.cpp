// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

#include <algorithm>
#include <functional>

namespace usher::theme {

namespace {

/// Larger icons are coloured plates with a white sign on them: in one colour the sign must become a hole.
QImage outlineOf(const QImage &shape)
{
    constexpr int white = 255;
    constexpr int nearlyWhite = 200;
    QImage outline = shape.convertToFormat(QImage::Format_ARGB32);
    bool leftAnything = false;
    for (int y = 0; y < outline.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(outline.scanLine(y));
        for (int x = 0; x < outline.width(); ++x) {
            const int least = std::min({qRed(line[x]), qGreen(line[x]), qBlue(line[x])});
            const int alpha = qAlpha(line[x]) * (white - std::max(least, nearlyWhite)) / (white - nearlyWhite);
            line[x] = qRgba(0, 0, 0, alpha);
            leftAnything = leftAnything || alpha > 0;
        }
    }
    return leftAnything ? outline.convertToFormat(QImage::Format_ARGB32_Premultiplied) : shape;
}

/// Breeze has names of its own for signs that stay clear when they are small; other families have only the usual ones.
QIcon shapeOf(const QString &name)
{
    const QIcon own = QIcon::fromTheme(name);
    return own.isNull() ? QIcon::fromTheme(QString(name).replace(QStringLiteral("data-"), QStringLiteral("dialog-"))) : own;
}

using Ink = std::function<QColor(const Colours &)>;

/// Paints the shape of a family's icon in one of our colours, chosen when it is painted.
class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(QString name, QString inkName, Ink ink)
        : m_name(std::move(name)), m_inkName(std::move(inkName)), m_ink(std::move(ink)), m_shape(shapeOf(m_name))
    {
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedIconEngine(*this); }
    [[nodiscard]] bool isNull() override { return m_shape.isNull(); }
    [[nodiscard]] QString iconName() override { return m_name; }

    void paint(QPainter *painter, const QRect &rectangle, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap tinted = scaledPixmap(rectangle.size() * ratio, mode, state, ratio);
        painter->drawPixmap(rectangle, tinted);
    }

    [[nodiscard]] QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// \p size in device pixels.
    [[nodiscard]] QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const Colours &now = colours(QGuiApplication::palette());
        const QColor ink = mode == QIcon::Disabled ? now.outline : m_ink(now);
        const QString key = QStringLiteral("usher/%1/%2/%3/%4x%5@%6")
                                .arg(m_name, m_inkName, ink.name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale);
        QPixmap result;
        if (QPixmapCache::find(key, &result))
            return result;
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        m_shape.paint(&painter, image.rect());
        painter.end();
        image = outlineOf(image);
        painter.begin(&image);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), ink);
        painter.end();
        result = QPixmap::fromImage(image);
        result.setDevicePixelRatio(scale);
        QPixmapCache::insert(key, result);
        return result;
    }

private:
    QString m_name;
    QString m_inkName;
    Ink m_ink;
    QIcon m_shape;
};

QIcon tinted(const QString &name, const QString &inkName, Ink ink)
{
    return QIcon(new TintedIconEngine(name, inkName, std::move(ink)));
}

} // namespace

QIcon icon(const QString &name, std::optional<Tone> tone)
{
    if (!tone)
        return tinted(name, QStringLiteral("text"), [](const Colours &c) { return c.text; });
    return tinted(name, QStringLiteral("tone%1").arg(int(*tone)), [tone](const Colours &c) { return c.tone(*tone).text; });
}

QIcon iconOnAccent(const QString &name)
{
    return tinted(name, QStringLiteral("onAccent"), [](const Colours &c) { return c.onAccent; });
}

QString iconName(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Accent:
        return QStringLiteral("data-information");
    case Tone::Good:
        return QStringLiteral("dialog-ok-apply");
    case Tone::Warning:
        return QStringLiteral("data-warning");
    case Tone::Bad:
        return QStringLiteral("data-error");
    }
    return {};
}

QIcon productMark()
{
    return QIcon(QStringLiteral(":/usher/icons/org.usher.Usher.svg"));
}

} // namespace usher::theme
