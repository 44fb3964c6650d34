// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"

#include <QStringList>

namespace usher {

/// `usher provision FILE…`: judges responses, then writes the accounts, as `operator:OSUSER`.
[[nodiscard]] ExitStatus provision(Console &console, const QStringList &arguments);

} // namespace usher
