// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>
#include <optional>

namespace usher::capture {

/// The fields of an application/x-www-form-urlencoded body (URL Standard, 5.1), decoded. Nothing where a field comes twice, since
/// which of them counts is anybody's guess (threat 28), or where the percent-encoding is broken.
[[nodiscard]] std::optional<std::map<QByteArray, QByteArray>> readForm(const QByteArray &body);

} // namespace usher::capture
