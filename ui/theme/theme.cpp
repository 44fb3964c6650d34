// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QStandardPaths>
#include <QStyleFactory>

// Resources of a static library are linked only where somebody asks for them; the macro wants the global namespace.
static void initializeResources()
{
    Q_INIT_RESOURCE(usher_theme);
}

namespace usher::theme {

namespace {

constexpr double smallestBody = 10; // points; some platforms report 9 and less, which is hard to read
constexpr double largestBody = 24;

/// The system's palette shows only while the application has none of its own.
Scheme readSystemScheme()
{
    QApplication::setPalette(QPalette());
    return schemeOf(QApplication::palette());
}

/// One family of icons, since two of them on one screen never match; the system's own where ours is not installed.
void chooseIcons()
{
    QStringList paths = QIcon::themeSearchPaths(); // some platforms name none
    for (const QString &path :
         QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, QStringLiteral("icons"), QStandardPaths::LocateDirectory)) {
        if (!paths.contains(path))
            paths << path;
    }
    QIcon::setThemeSearchPaths(paths);
    const QString systemIcons = QIcon::themeName();
    QIcon::setThemeName(QStringLiteral("breeze"));
    if (!QIcon::hasThemeIcon(QStringLiteral("system-users")))
        QIcon::setThemeName(systemIcons);
}

} // namespace

QPalette palette(const Colours &c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.window);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.tone(Tone::Bad).text);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.text);
    p.setColor(QPalette::ToolTipText, c.surface);
    p.setColor(QPalette::Light, c.surface);
    p.setColor(QPalette::Midlight, c.sunken);
    p.setColor(QPalette::Mid, c.hairline);
    p.setColor(QPalette::Dark, c.outline);
    p.setColor(QPalette::Shadow, c.hairline);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.muted);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.sunken);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, c.muted);
    return p;
}

Theme::Theme(QApplication &application, Appearance appearance)
    : QObject(&application)
    , m_application(application)
    , m_appearance(appearance)
    , m_systemScheme(readSystemScheme())
    , m_scheme(wantedScheme())
    , m_sizes(typeSizes(qBound(smallestBody, QApplication::font().pointSizeF(), largestBody)))
{
    initializeResources();
    chooseIcons();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font = QApplication::font();
    font.setPointSizeF(m_sizes.body);
    QApplication::setFont(font);
    dress();
    m_application.installEventFilter(this);
}

void Theme::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    if (wantedScheme() == m_scheme)
        return;
    m_scheme = wantedScheme();
    dress();
    Q_EMIT schemeChanged(m_scheme);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Qt 6.4 has no colour scheme to ask; a theme change reaches each window, so the first one is enough.
    if (event->type() == QEvent::ThemeChange && watched->isWindowType()) {
        const Scheme system = readSystemScheme();
        const Scheme before = m_scheme;
        m_systemScheme = system;
        m_scheme = wantedScheme();
        dress();
        if (m_scheme != before)
            Q_EMIT schemeChanged(m_scheme);
    }
    return QObject::eventFilter(watched, event);
}

Scheme Theme::wantedScheme() const
{
    switch (m_appearance) {
    case Appearance::FollowSystem:
        return m_systemScheme;
    case Appearance::Light:
        return Scheme::Light;
    case Appearance::Dark:
        return Scheme::Dark;
    }
    return m_systemScheme;
}

void Theme::dress()
{
    QApplication::setPalette(palette(colours(m_scheme)));
    m_application.setStyleSheet(styleSheet(m_scheme, m_sizes));
}

} // namespace usher::theme
