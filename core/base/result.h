// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <expected>
#include <utility>

namespace usher {

/// A value, or why there is none. std::expected of C++23; GCC 12 has it without the monadic members.
template<typename T>
using Result = std::expected<T, Error>;

/// Shorthand for `return std::unexpected(Error{…})`.
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, QString subject = {}, QString detail = {})
{
    return std::unexpected(Error{code, std::move(subject), std::move(detail)});
}

} // namespace usher

#define USHER_TRY_JOIN_(a, b) a##b
#define USHER_TRY_NAME_(line) USHER_TRY_JOIN_(usherTry, line)
#define USHER_TRY_VALUE_(declaration, expression)                                                                                  \
    auto USHER_TRY_NAME_(__LINE__) = (expression);                                                                                 \
    if (!USHER_TRY_NAME_(__LINE__).has_value())                                                                                    \
        return std::unexpected(std::move(USHER_TRY_NAME_(__LINE__)).error());                                                      \
    declaration = *std::move(USHER_TRY_NAME_(__LINE__))
#define USHER_TRY_VOID_(expression)                                                                                                \
    if (auto USHER_TRY_NAME_(__LINE__) = (expression); !USHER_TRY_NAME_(__LINE__).has_value())                                     \
    return std::unexpected(std::move(USHER_TRY_NAME_(__LINE__)).error())
#define USHER_TRY_PICK_(first, second, chosen, ...) chosen

/// Goes on with the value, or returns the error to the caller:
/// `USHER_TRY(const auto user, directory.user(id));` or, for Result<void>, `USHER_TRY(check());`
#define USHER_TRY(...) USHER_TRY_PICK_(__VA_ARGS__, USHER_TRY_VALUE_, USHER_TRY_VOID_, )(__VA_ARGS__)
