// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace usher {

/// A file's bytes, \p limit at most. Errors: UsageError where the name is empty, FileUnreadable, InputTooLarge.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qsizetype limit);

/// Whether an error of this code is about a whole file's content, so that the file is what to name.
[[nodiscard]] bool isAboutWholeFile(ErrorCode code);

/// What was read from the file \p name; what is wrong with it is said of that file.
template<typename T>
[[nodiscard]] Result<T> readFrom(const QString &name, Result<T> result)
{
    if (!result && isAboutWholeFile(result.error().code))
        result.error().subject = name;
    return result;
}

/// One input of a command, named as it was given; `-` is standard input.
struct InputFile
{
    QString name;

    /// Errors: FileUnreadable, InputTooLarge.
    [[nodiscard]] Result<QByteArray> read() const;
};

/// Folders are walked, their files in order of name; hidden ones are passed over. What is not there stays in the list, to be
/// reported in its turn. Error: UsageError where nothing was given, a name is empty, standard input comes twice, or a folder holds
/// nothing.
[[nodiscard]] Result<std::vector<InputFile>> inputFiles(const QStringList &arguments);

} // namespace usher
