// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include <array>

namespace usher {

namespace {

constexpr std::array allScreens{Screen::Users, Screen::MyAccess, Screen::Settings};

} // namespace

QString toText(Screen screen)
{
    switch (screen) {
    case Screen::Users:
        return QStringLiteral("users");
    case Screen::MyAccess:
        return QStringLiteral("my-access");
    case Screen::Settings:
        return QStringLiteral("settings");
    }
    Q_UNREACHABLE();
}

std::optional<Screen> screenFromText(QStringView text)
{
    for (const Screen screen : allScreens) {
        if (toText(screen) == text)
            return screen;
    }
    return std::nullopt;
}

bool maySee(const EffectiveAccess &access, Screen screen)
{
    switch (screen) {
    case Screen::Users:
        return access.has(Permission::UsersView);
    case Screen::MyAccess:
        return true;
    case Screen::Settings:
        return access.has(Permission::IdentityView);
    }
    Q_UNREACHABLE();
}

std::vector<Screen> listedScreens(const EffectiveAccess &access)
{
    if (maySee(access, Screen::Users))
        return {Screen::Users};
    return {Screen::MyAccess};
}

Screen firstScreen(const EffectiveAccess &access, QStringView last)
{
    const std::optional<Screen> remembered = screenFromText(last);
    return remembered && maySee(access, *remembered) ? *remembered : listedScreens(access).front();
}

} // namespace usher
