// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"

#include <QStringList>

namespace usher {

/// `usher metadata show|export|import`: the identity provider's metadata, and this service provider's.
[[nodiscard]] ExitStatus metadata(Console &console, const QStringList &arguments);

} // namespace usher
