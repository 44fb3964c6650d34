// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace usher::capture {

/// What a page in the browser says. Words are made where the others are; here they are only shown.
struct PageText
{
    QString heading;
    QString text;
};

} // namespace usher::capture
