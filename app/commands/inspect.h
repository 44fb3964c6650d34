// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"

#include <QStringList>

namespace usher {

/// `usher inspect FILE…`: judges responses offline; consumes and writes nothing.
[[nodiscard]] ExitStatus inspect(Console &console, const QStringList &arguments);

} // namespace usher
