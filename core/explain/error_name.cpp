// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/error_name.h"

#include <array>
#include <string_view>
#include <utility>

namespace usher::explain {

namespace {

/// The compiler spells the enumerator in the name of each instance, so no second list of codes has to be kept.
template<ErrorCode Code>
constexpr std::string_view spelled()
{
    const std::string_view function = __PRETTY_FUNCTION__;
    const size_t begin = function.find("ErrorCode::") + std::string_view("ErrorCode::").size();
    return function.substr(begin, function.find_first_of(";]", begin) - begin);
}

template<size_t... Codes>
constexpr auto spelledAll(std::index_sequence<Codes...>)
{
    return std::array{spelled<ErrorCode(Codes)>()...};
}

constexpr auto names = spelledAll(std::make_index_sequence<size_t(ErrorCode::Internal) + 1>());

} // namespace

QString nameOf(ErrorCode code)
{
    const std::string_view name = names.at(size_t(code));
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

} // namespace usher::explain
