// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"

#include <QStringList>

namespace usher {

/// `usher tour [FOLDER]`: shows the program to somebody without a display. Opens the window offscreen, with the sandbox tenant and
/// a directory in a temporary place, signs in like a person, tells on standard output what happens, and leaves a picture of each
/// screen in FOLDER (`build/tour` unless given). Makes its own application, since it needs a window's.
/// \param arguments  those after `tour`
/// \return Accepted; Rejected with a sentence where it did not get to its end
[[nodiscard]] ExitStatus runTour(int &argc, char **argv, const QStringList &arguments);

} // namespace usher
