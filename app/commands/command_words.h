// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace usher {

/// The translation context of what commands say about themselves. What happened to an input is said by core/explain.
class CommandWords
{
    Q_DECLARE_TR_FUNCTIONS(CommandWords)
};

} // namespace usher
