// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFile>
#include <QJsonObject>
#include <QString>

namespace usher {

/// How a command ends (its number is the exit status).
enum class ExitStatus {
    Accepted = 0,
    Rejected = 1, ///< at least one input was
    Unusable = 2, ///< wrong usage, or something could not be read or written
    Unjudged = 3, ///< nothing to judge by
};

/// What counts where several things happened: 2 before 1 before 3.
[[nodiscard]] ExitStatus worseOf(ExitStatus one, ExitStatus other);

/// Where commands write: results to standard output, everything else to standard error.
class Console
{
public:
    Console();

    /// A result as it is; nothing is added.
    void write(const QByteArray &bytes);
    void writeLine(const QString &text) { write(text.toUtf8() + '\n'); }
    /// One JSON object on one line.
    void writeLine(const QJsonObject &json);

    /// Something that a person should know, and no program needs.
    void note(const QString &text);
    /// Says what went wrong and what to do. \return Unusable, so that a command can end with it
    ExitStatus refuse(const Error &error);

    /// All of standard input, \p limit bytes at most. Errors: FileUnreadable, InputTooLarge.
    [[nodiscard]] static Result<QByteArray> readAll(qsizetype limit);

    /// Why some result could not be written, if so.
    [[nodiscard]] const Result<void> &written() const { return m_written; }

private:
    QFile m_out;
    QFile m_err;
    Result<void> m_written;
};

} // namespace usher
