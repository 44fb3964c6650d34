// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "ui/widgets/page.h"

namespace usher {

namespace theme {
class Theme;
}

/// Settings › General: what concerns this computer alone.
class GeneralPage : public Page
{
    Q_OBJECT

public:
    GeneralPage(Settings &settings, theme::Theme &theme, QWidget *parent = nullptr);
};

} // namespace usher
