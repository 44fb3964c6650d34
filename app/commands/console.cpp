// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/console.h"

#include "app/commands/command_words.h"
#include "core/explain/explain.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cstdio>

namespace usher {

ExitStatus worseOf(ExitStatus one, ExitStatus other)
{
    constexpr std::array fromBestToWorst{ExitStatus::Accepted, ExitStatus::Unjudged, ExitStatus::Rejected, ExitStatus::Unusable};
    return *std::max(std::ranges::find(fromBestToWorst, one), std::ranges::find(fromBestToWorst, other));
}

Console::Console()
{
    (void)m_out.open(stdout, QIODevice::WriteOnly);
    (void)m_err.open(stderr, QIODevice::WriteOnly);
}

void Console::write(const QByteArray &bytes)
{
    if (m_written && (m_out.write(bytes) != bytes.size() || !m_out.flush()))
        m_written = fail(ErrorCode::FileUnwritable, {}, m_out.errorString());
}

void Console::writeLine(const QJsonObject &json)
{
    write(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

void Console::note(const QString &text)
{
    m_err.write(text.toUtf8() + '\n');
    m_err.flush();
}

ExitStatus Console::refuse(const Error &error)
{
    note(QStringLiteral("usher: ") + explain::words(error).paragraph());
    if (!error.detail.isEmpty())
        note(CommandWords::tr("Details: %1").arg(explain::words(error).technical));
    return ExitStatus::Unusable;
}

Result<QByteArray> Console::readAll(qsizetype limit)
{
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, CommandWords::tr("Standard input"), in.errorString());
    QByteArray bytes = in.read(limit + 1);
    if (bytes.size() > limit)
        return fail(ErrorCode::InputTooLarge, CommandWords::tr("Standard input"));
    return bytes;
}

} // namespace usher
