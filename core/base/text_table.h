// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace usher {

/// An enumeration's values with their stored texts, so that writing and reading can't drift apart.
template<typename Enum, std::size_t Count>
using TextTable = std::array<std::pair<Enum, QStringView>, Count>;

/// Every value has its row: a missing one is a defect, and its text is empty.
template<typename Enum, std::size_t Count>
[[nodiscard]] QString textOf(const TextTable<Enum, Count> &table, Enum value)
{
    const auto row = std::ranges::find(table, value, &std::pair<Enum, QStringView>::first);
    Q_ASSERT(row != table.end());
    return row == table.end() ? QString() : row->second.toString();
}

template<typename Enum, std::size_t Count>
[[nodiscard]] std::optional<Enum> valueOf(const TextTable<Enum, Count> &table, QStringView text)
{
    const auto row = std::ranges::find(table, text, &std::pair<Enum, QStringView>::second);
    return row == table.end() ? std::nullopt : std::optional(row->first);
}

} // namespace usher
