// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/check_list.h"

#include <algorithm>

namespace usher {

namespace {

/// A report quotes what a document says; nobody reads more of one value than this.
constexpr qsizetype longestQuote = 1024;

QString quote(QString text)
{
    if (text.size() > longestQuote) {
        text.truncate(longestQuote);
        text += QChar(0x2026);
    }
    return text;
}

Check make(CheckName name, CheckOutcome outcome, std::optional<ErrorCode> fault, Evidence evidence)
{
    return {name, outcome, quote(std::move(evidence.expected)), quote(std::move(evidence.found)), quote(std::move(evidence.where)),
            fault};
}

int severity(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Skipped:
        return 0;
    case CheckOutcome::Passed:
        return 1;
    case CheckOutcome::Warning:
        return 2;
    case CheckOutcome::Failed:
        return 3;
    }
    Q_UNREACHABLE();
}

} // namespace

Check passed(CheckName name, Evidence evidence)
{
    return make(name, CheckOutcome::Passed, {}, std::move(evidence));
}

Check warned(CheckName name, ErrorCode fault, Evidence evidence)
{
    return make(name, CheckOutcome::Warning, fault, std::move(evidence));
}

Check failed(CheckName name, ErrorCode fault, Evidence evidence)
{
    return make(name, CheckOutcome::Failed, fault, std::move(evidence));
}

Check failed(CheckName name, const Error &error)
{
    return failed(name, error.code, {.found = error.detail, .where = error.subject});
}

Check skipped(CheckName name, std::optional<ErrorCode> fault, Evidence evidence)
{
    return make(name, CheckOutcome::Skipped, fault, std::move(evidence));
}

const Check *firstFailure(const std::vector<Check> &checks)
{
    const auto failure = std::ranges::find(checks, CheckOutcome::Failed, &Check::outcome);
    return failure == checks.end() ? nullptr : &*failure;
}

Error errorOf(const Check &check)
{
    return {check.fault.value_or(ErrorCode::Internal), check.found, toText(check.name) + u' ' + check.where};
}

void CheckList::add(Check check)
{
    std::optional<Check> &kept = m_checks[std::size_t(check.name)];
    if (!kept || severity(check.outcome) > severity(kept->outcome))
        kept = std::move(check);
}

void CheckList::add(const CheckList &other)
{
    for (const std::optional<Check> &check : other.m_checks) {
        if (check)
            add(*check);
    }
}

int CheckList::failures() const
{
    return int(std::ranges::count_if(
        m_checks, [](const std::optional<Check> &check) { return check && check->outcome == CheckOutcome::Failed; }));
}

bool CheckList::hasFailed(CheckName name) const
{
    const std::optional<Check> &check = m_checks[std::size_t(name)];
    return check && check->outcome == CheckOutcome::Failed;
}

std::vector<Check> CheckList::inReportOrder() const
{
    std::vector<Check> checks;
    checks.reserve(checkCount);
    for (const CheckName name : allChecks())
        checks.push_back(m_checks[std::size_t(name)].value_or(skipped(name)));
    return checks;
}

} // namespace usher
