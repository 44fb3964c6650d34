// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command_line.h"
#include "core/inspector/inspection_report.h"

namespace usher {

/// How reports are written.
enum class ReportFormat { Text, Json };

void addFormatOption(CommandLine &line);
/// Error: UsageError.
[[nodiscard]] Result<ReportFormat> readFormat(const CommandLine &line);

/// One report to standard output: a JSON line, or text for people.
void writeReport(Console &console, const InspectionReport &report, ReportFormat format);

/// The text: the verdict in a sentence, every check with a mark and words, the claims, what becomes of the account.
[[nodiscard]] QString reportText(const InspectionReport &report);

} // namespace usher
