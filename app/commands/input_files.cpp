// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/input_files.h"

#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "core/inspector/input.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace usher {

namespace {

QStringList filesIn(const QString &folder)
{
    QStringList paths;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths += files.next();
    paths.sort();
    return paths;
}

} // namespace

Result<QByteArray> readFile(const QString &path, qsizetype limit)
{
    if (path.isEmpty())
        return usageError(CommandWords::tr("The name of a file is empty."));
    QFile file(path);
    if (QFileInfo(path).isDir())
        return fail(ErrorCode::FileUnreadable, path, QStringLiteral("is a folder"));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    // Read, not asked for its size: a pipe or a device has none.
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    if (bytes.size() > limit)
        return fail(ErrorCode::InputTooLarge, path);
    return bytes;
}

bool isAboutWholeFile(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InputEmpty:
    case ErrorCode::MetadataIsWebPage:
    case ErrorCode::MetadataMalformed:
    case ErrorCode::CertificateUnreadable:
    case ErrorCode::KeyUnreadable:
        return true;
    default:
        return false;
    }
}

Result<QByteArray> InputFile::read() const
{
    return name == u"-" ? Console::readAll(maximumDocumentBytes) : readFile(name, maximumDocumentBytes);
}

Result<std::vector<InputFile>> inputFiles(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return usageError(CommandWords::tr("No input was given: name a file, a folder, or - for standard input."));
    if (arguments.contains(QString()))
        return usageError(CommandWords::tr("The name of a file is empty."));
    if (arguments.count(QStringLiteral("-")) > 1)
        return usageError(CommandWords::tr("Standard input can be read once only."));
    std::vector<InputFile> files;
    for (const QString &argument : arguments) {
        if (argument == u"-" || !QFileInfo(argument).isDir()) {
            files.push_back({argument});
            continue;
        }
        const QStringList found = filesIn(argument);
        if (found.isEmpty())
            return usageError(CommandWords::tr("The folder “%1” holds no file that can be read.").arg(argument));
        for (const QString &path : found)
            files.push_back({path});
    }
    return files;
}

} // namespace usher
