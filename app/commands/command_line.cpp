// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command_line.h"

#include "app/commands/command_words.h"

namespace usher {

namespace {

/// Broken between words, as Qt breaks the options below it.
QString wrapped(const QString &paragraph)
{
    constexpr qsizetype width = 79;
    QStringList lines{QString()};
    for (const QString &word : paragraph.split(u' ')) {
        QString &line = lines.last();
        if (line.isEmpty())
            line = word;
        else if (line.size() + 1 + word.size() <= width)
            line += u' ' + word;
        else
            lines += word;
    }
    return lines.join(u'\n');
}

} // namespace

std::unexpected<Error> usageError(const QString &sentence)
{
    return fail(ErrorCode::UsageError, sentence);
}

CommandLine::CommandLine(const QString &usage, const QString &description)
    : m_usage(usage), m_parser(std::make_unique<QCommandLineParser>())
{
    QStringList paragraphs;
    for (const QString &paragraph : description.split(u'\n', Qt::SkipEmptyParts))
        paragraphs += wrapped(paragraph);
    m_parser->setApplicationDescription(u'\n' + paragraphs.join(QStringLiteral("\n\n")));
    m_parser->addOption({{QStringLiteral("h"), QStringLiteral("help")}, CommandWords::tr("This text.")});
}

void CommandLine::addOption(const QString &name, const QString &description, const QString &valueName)
{
    m_parser->addOption({name, description, valueName});
}

void CommandLine::addFlag(const QString &name, const QString &description)
{
    m_parser->addOption({name, description});
}

std::optional<ExitStatus> CommandLine::parse(Console &console, const QStringList &arguments)
{
    const bool understood = m_parser->parse(QStringList{m_usage} + arguments);
    if (m_parser->isSet(QStringLiteral("help"))) {
        console.write(help().toUtf8());
        return ExitStatus::Accepted;
    }
    if (understood && this->arguments().size() <= m_mostArguments)
        return std::nullopt;
    if (understood)
        return console.refuse({ErrorCode::UsageError,
                               CommandWords::tr("“%1” is one argument too many.").arg(this->arguments().at(m_mostArguments)),
                               {}});
    if (!m_parser->unknownOptionNames().isEmpty())
        return console.refuse(
            {ErrorCode::UsageError, CommandWords::tr("There is no option “%1”.").arg(m_parser->unknownOptionNames().first()), {}});
    return console.refuse({ErrorCode::UsageError, CommandWords::tr("An option lacks its value."), m_parser->errorText()});
}

std::optional<QString> CommandLine::value(const QString &name) const
{
    return m_parser->isSet(name) ? std::optional(m_parser->value(name)) : std::nullopt;
}

Result<int> CommandLine::number(const QString &name, int least, int most, int otherwise) const
{
    const std::optional<QString> text = value(name);
    if (!text)
        return otherwise;
    bool isNumber = false;
    const int number = text->toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        return usageError(
            CommandWords::tr("“%1” does not fit --%2, which takes a number from %3 to %4.").arg(*text, name).arg(least).arg(most));
    return number;
}

Result<std::optional<TimePoint>> CommandLine::time(const QString &name) const
{
    const std::optional<QString> text = value(name);
    if (!text)
        return std::nullopt;
    Result<TimePoint> time = parseDateTime(*text);
    if (!time)
        time = parseDateTime(*text + u'Z'); // UTC is meant, said or not
    if (!time)
        return usageError(
            CommandWords::tr("“%1” does not fit --%2, which takes a time such as 2026-11-24T17:06:36Z.").arg(*text, name));
    return *time;
}

Result<QUrl> CommandLine::webAddress(const QString &name) const
{
    const std::optional<QString> text = value(name);
    if (!text)
        return QUrl();
    QUrl url(*text, QUrl::StrictMode);
    const bool isOfTheWeb = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !isOfTheWeb || url.host().isEmpty())
        return fail(ErrorCode::AddressInvalid, *text, url.errorString());
    return url;
}

Result<QString> CommandLine::choice(const QString &name, const QStringList &choices) const
{
    QString text = value(name).value_or(choices.first());
    if (!choices.contains(text))
        return usageError(
            CommandWords::tr("“%1” does not fit --%2, which takes %3.").arg(text, name, choices.join(CommandWords::tr(" or "))));
    return text;
}

/// As Qt writes it, with our usage line in place of the one that it makes from the program's path.
QString CommandLine::help() const
{
    const QString text = m_parser->helpText();
    return CommandWords::tr("Usage: %1").arg(m_usage) + text.sliced(text.indexOf(u'\n'));
}

} // namespace usher
