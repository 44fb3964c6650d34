// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <QSettings>

#include <array>

namespace usher {

namespace {

// Every key that is ever written, once.
constexpr auto appearanceKey = "window/appearance";
constexpr auto geometryKey = "window/geometry";
constexpr auto lastScreenKey = "window/lastScreen";
constexpr auto directoryKey = "directory/address";

constexpr std::array appearanceNames{"system", "light", "dark"}; // in the order of Appearance

} // namespace

Settings::Settings()
    : m_settings(
          std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("usher"), QStringLiteral("usher")))
{
}

Settings::Settings(const QString &file) : m_settings(std::make_unique<QSettings>(file, QSettings::IniFormat)) {}

Settings::~Settings() = default;

Appearance Settings::appearance() const
{
    const QString name = m_settings->value(QLatin1String(appearanceKey)).toString();
    for (size_t i = 0; i < appearanceNames.size(); ++i) {
        if (name == QLatin1String(appearanceNames[i]))
            return Appearance(i);
    }
    return Appearance::FollowSystem;
}

void Settings::setAppearance(Appearance appearance)
{
    m_settings->setValue(QLatin1String(appearanceKey), QLatin1String(appearanceNames[size_t(appearance)]));
}

QByteArray Settings::windowGeometry() const
{
    return m_settings->value(QLatin1String(geometryKey)).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    m_settings->setValue(QLatin1String(geometryKey), geometry);
}

QString Settings::directoryAddress() const
{
    return m_settings->value(QLatin1String(directoryKey)).toString();
}

void Settings::setDirectoryAddress(const QString &address)
{
    m_settings->setValue(QLatin1String(directoryKey), address);
}

QString Settings::lastScreen() const
{
    return m_settings->value(QLatin1String(lastScreenKey)).toString();
}

void Settings::setLastScreen(const QString &screen)
{
    m_settings->setValue(QLatin1String(lastScreenKey), screen);
}

} // namespace usher
