// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>

#include <optional>

namespace usher::theme {

/// An icon of the one family by its freedesktop name, in the text colour of the current theme; it follows a change of theme
/// by itself. With a tone, in that colour.
[[nodiscard]] QIcon icon(const QString &name, std::optional<Tone> tone = std::nullopt);
/// The same, to stand on a primary button.
[[nodiscard]] QIcon iconOnAccent(const QString &name);
/// The usual icon of a tone: a tick, a warning sign, …
[[nodiscard]] QString iconName(Tone tone);
/// The product mark.
[[nodiscard]] QIcon productMark();

} // namespace usher::theme
