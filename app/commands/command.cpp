// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"

#include "app/commands/command_words.h"
#include "app/commands/inspect.h"
#include "app/commands/metadata.h"
#include "app/commands/provision.h"
#include "app/commands/sandbox.h"

#include <algorithm>
#include <numeric>

namespace usher {

namespace {

/// How many letters must be added, dropped or changed to make one word of the other (Levenshtein).
qsizetype distance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(size_t(to.size() + 1));
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= from.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i);
        for (qsizetype j = 1; j <= to.size(); ++j) {
            const qsizetype changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
            diagonal = row[size_t(j)];
            row[size_t(j)] = std::min({changed, diagonal + 1, row[size_t(j - 1)] + 1});
        }
    }
    return row.back();
}

Error unknownCommand(const CommandGroup &group, const QString &word)
{
    const auto closeness = [&](const Command &command) { return distance(word, command.name); };
    const auto closest = std::ranges::min_element(group.commands, {}, closeness);
    constexpr qsizetype aSlip = 2;
    if (closeness(*closest) <= aSlip)
        return {ErrorCode::UsageError,
                CommandWords::tr("There is no command “%1”; perhaps “%2” is meant.").arg(word, closest->name),
                {}};
    return {ErrorCode::UsageError, CommandWords::tr("There is no command “%1”.").arg(word), {}};
}

QString help(const CommandGroup &group)
{
    QString text = CommandWords::tr("Usage: %1").arg(group.usage) + QStringLiteral("\n\n") + group.description +
                   QStringLiteral("\n\n") + CommandWords::tr("Commands (--help after one says more):") + u'\n';
    for (const Command &command : group.commands)
        text += QStringLiteral("  ") + command.name.leftJustified(12) + command.summary + u'\n';
    return group.options.isEmpty() ? text : text + u'\n' + group.options + u'\n';
}

bool asksForHelp(const QString &word)
{
    return word == u"--help" || word == u"-h" || word == u"help";
}

CommandGroup everything()
{
    return {
        CommandWords::tr("usher [--directory URL | --sandbox]\n       usher COMMAND"),
        CommandWords::tr("Usher opens its window; with a command it works without one. People sign in with Microsoft Entra ID,\n"
                         "and get their account here just in time."),
        allCommands(),
        CommandWords::tr("Options:\n"
                         "  --directory URL  the directory to open, such as sqlite:/srv/usher/directory.sqlite\n"
                         "  --sandbox        with a make-believe Entra tenant and a directory of its own\n"
                         "  --version        which Usher this is\n"
                         "  --help           this text")};
}

} // namespace

std::vector<Command> allCommands()
{
    return {
        {QStringLiteral("inspect"), CommandWords::tr("judges sign-in responses, and changes nothing"), inspect},
        {QStringLiteral("provision"), CommandWords::tr("judges sign-in responses, then makes the accounts"), provision},
        {QStringLiteral("metadata"), CommandWords::tr("shows, exports and imports SAML metadata"), metadata},
        {QStringLiteral("sandbox"), CommandWords::tr("a make-believe Entra tenant to try things with"), sandboxCommands},
        {QStringLiteral("tour"), CommandWords::tr("signs in to the sandbox by itself, and leaves pictures"), {}},
    };
}

ExitStatus dispatch(Console &console, const CommandGroup &group, const QStringList &arguments)
{
    if (arguments.isEmpty())
        return console.refuse({ErrorCode::UsageError, CommandWords::tr("A command is missing."), {}});
    const QString &word = arguments.first();
    if (asksForHelp(word) || (word.startsWith(u'-') && std::ranges::any_of(arguments, asksForHelp))) {
        console.write(help(group).toUtf8());
        return ExitStatus::Accepted;
    }
    const auto command = std::ranges::find(group.commands, word, &Command::name);
    if (command == group.commands.end())
        return console.refuse(unknownCommand(group, word));
    return command->run(console, arguments.sliced(1));
}

ExitStatus runCommandLine(const QStringList &arguments)
{
    Console console;
    ExitStatus status = ExitStatus::Accepted;
    const bool namesNoCommand = arguments.value(0).startsWith(u'-');
    if (namesNoCommand && arguments.contains(QStringLiteral("--version")) && std::ranges::none_of(arguments, asksForHelp))
        console.writeLine(QStringLiteral("usher %1").arg(QLatin1String(USHER_VERSION)));
    else
        status = dispatch(console, everything(), arguments);
    if (console.written())
        return status;
    // Not console.refuse(): what to do about a file that can't be written is another thing.
    console.note(
        CommandWords::tr("usher: Standard output can't be written, so what arrived there is not whole (%1). Make room where "
                         "it is kept, or send it elsewhere, then run the command again.")
            .arg(console.written().error().detail));
    return ExitStatus::Unusable;
}

} // namespace usher
