// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/check.h"

#include <array>
#include <vector>

namespace usher {

/// What a check compared, and where.
struct Evidence
{
    QString expected = {};
    QString found = {};
    QString where = {};
};

[[nodiscard]] Check passed(CheckName name, Evidence evidence = {});
[[nodiscard]] Check warned(CheckName name, ErrorCode fault, Evidence evidence = {});
[[nodiscard]] Check failed(CheckName name, ErrorCode fault, Evidence evidence = {});
/// A failure that another part reported: its subject is the place, its detail what was found.
[[nodiscard]] Check failed(CheckName name, const Error &error);
[[nodiscard]] Check skipped(CheckName name, std::optional<ErrorCode> fault = {}, Evidence evidence = {});

/// The failed check that decides: the first in report order; null where none failed.
[[nodiscard]] const Check *firstFailure(const std::vector<Check> &checks);
/// A failed check as the error of what it failed.
[[nodiscard]] Error errorOf(const Check &check);

/// The checks of one judgement while it is made. A check can be made twice (two signatures, the document and what
/// was decrypted out of it): the worse result stays, of equals the first.
class CheckList
{
public:
    void add(Check check);
    void add(const CheckList &other);

    [[nodiscard]] int failures() const;
    [[nodiscard]] bool hasFailed(CheckName name) const;
    /// Every check once, in report order; those that were never made are Skipped.
    [[nodiscard]] std::vector<Check> inReportOrder() const;

private:
    static constexpr std::size_t checkCount = std::size_t(CheckName::Attribute) + 1;

    std::array<std::optional<Check>, checkCount> m_checks;
};

} // namespace usher
