// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/console.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace usher {

/// One word of the command line, and what it does.
struct Command
{
    QString name;
    QString summary;
    /// \p arguments are those after the name. None for the tour, which main() runs: it needs a window's application.
    std::function<ExitStatus(Console &console, const QStringList &arguments)> run;
};

/// What `usher --help` offers.
[[nodiscard]] std::vector<Command> allCommands();

/// Several commands behind one word: `usher`, `usher sandbox`.
struct CommandGroup
{
    QString usage;       ///< `usher sandbox COMMAND`
    QString description; ///< what they are for
    std::vector<Command> commands;
    QString options; ///< more lines for --help
};

/// Runs the command that the first argument names. --help, no argument and an unknown one are answered here; the
/// latter with the closest name, and Unusable.
[[nodiscard]] ExitStatus dispatch(Console &console, const CommandGroup &group, const QStringList &arguments);

/// The whole command line after the program's name, but for the tour's.
[[nodiscard]] ExitStatus runCommandLine(const QStringList &arguments);

} // namespace usher
