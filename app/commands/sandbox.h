// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"

#include <QStringList>

namespace usher {

/// `usher sandbox serve|metadata|response`: the make-believe tenant, alone.
[[nodiscard]] ExitStatus sandboxCommands(Console &console, const QStringList &arguments);

} // namespace usher
