// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "app/commands/tour.h"
#include "app/services.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>

#include <algorithm>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

using namespace usher;

/// A word in front is a command's name; options alone ask for the window, but for those that ask about the program. Decided
/// before there is an application, because only the window needs a display.
bool asksForWindow(const QStringList &arguments)
{
    const auto asksAboutProgram = [](const QString &word) { return word == u"--help" || word == u"-h" || word == u"--version"; };
    return arguments.isEmpty() || (arguments.first().startsWith(u'-') && std::ranges::none_of(arguments, asksAboutProgram));
}

/// Qt would end the program itself, and say so in words for its developers.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

Result<WindowOptions> readWindowOptions(const CommandLine &line)
{
    WindowOptions options;
    options.directory = line.value(QStringLiteral("directory")).value_or(QString());
    if (line.isSet(QStringLiteral("sandbox")))
        options.kind = DirectoryKind::Sandbox;
    if (!line.arguments().isEmpty())
        return usageError(CommandWords::tr("“%1” comes after an option; a command comes first.").arg(line.arguments().first()));
    if (options.kind == DirectoryKind::Sandbox && !options.directory.isEmpty())
        return usageError(CommandWords::tr("--sandbox has a directory of its own; leave --directory out."));
    if (!hasDisplay())
        return usageError(CommandWords::tr("There is no display to open a window on."));
    return options;
}

/// Neither a file nor a handler gets a core of this process or its children: it would hold keys and passwords. A limit of one byte,
/// because none at all still feeds a handler (core(5), Piping core dumps to a program).
void leaveNoCores()
{
    const rlimit oneByte{1, 1};
    (void)::setrlimit(RLIMIT_CORE, &oneByte);
}

/// Nobody looks into this process's memory, the same user's other programs included. Not for the window: the browser engine's
/// sandbox could not write its maps in /proc/self then (proc(5)), and would not start.
void letNobodyLookIn()
{
    (void)::prctl(PR_SET_DUMPABLE, 0);
}

int runWindow(int &argc, char **argv, const WindowOptions &options)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // the browser engine, loaded much later, needs it from the start
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.usher.Usher"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Usher"));
    Services services(options);
    theme::Theme theme(application, services.settings().appearance());
    MainWindow window(services.settings(), theme, [&services] { return services.open(); });
    if (options.kind == DirectoryKind::Real && options.directory.isEmpty())
        window.offerFolders();
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    leaveNoCores();
    QCoreApplication::setApplicationName(QStringLiteral("usher"));
    QCoreApplication::setApplicationVersion(QLatin1String(USHER_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);

    if (arguments.value(0) == u"tour")
        return int(runTour(argc, argv, arguments.sliced(1)));
    if (!asksForWindow(arguments)) {
        letNobodyLookIn();
        const QCoreApplication application(argc, argv);
        return int(runCommandLine(arguments));
    }
    CommandLine line(QStringLiteral("usher [options]"), {});
    line.takeArguments(CommandLine::anyNumber); // to be told that a command comes first
    line.addOption(QStringLiteral("directory"), {}, QStringLiteral("url"));
    line.addFlag(QStringLiteral("sandbox"), {});
    Console console;
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return int(*settled);
    const Result<WindowOptions> options = readWindowOptions(line);
    return options ? runWindow(argc, argv, *options) : int(console.refuse(options.error()));
}
