// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <chrono>
#include <optional>

namespace usher::saml {

/// Reads an xs:duration (XML Schema part 2, 3.2.6) that is not negative, such as `PT6H`. Months count 30 days and years 365: it
/// says how long to keep something, not until when. Fractions of seconds are cut off. Nothing for anything else, and
/// for more than a thousand years.
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(QStringView text);

} // namespace usher::saml
