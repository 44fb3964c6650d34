// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/tour.h"

#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "app/commands/tour_guide.h"
#include "app/services.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QTemporaryDir>

namespace usher {

namespace {

Result<QString> readFolder(const CommandLine &line)
{
    const QDir folder(line.arguments().value(0, QStringLiteral("build/tour")));
    if (!folder.mkpath(QStringLiteral(".")))
        return fail(ErrorCode::FolderReadOnly, folder.path());
    return folder.absolutePath();
}

ExitStatus walk(QApplication &application, Console &console, const QString &folder)
{
    std::optional<Portal> portal; // written by the job that opens it, read after its signal
    Services services({DirectoryKind::Sandbox, {}});
    theme::Theme theme(application, Appearance::Light);
    MainWindow window(services.settings(), theme, [&services, &portal] {
        Result<Portal> opened = services.open();
        if (opened)
            portal.emplace(*opened);
        return opened;
    });
    window.show();
    window.activateWindow();
    TourGuide guide(console, window, theme, folder, portal);
    return ExitStatus(QApplication::exec());
}

} // namespace

ExitStatus runTour(int &argc, char **argv, const QStringList &arguments)
{
    Console console;
    CommandLine line(QStringLiteral("usher tour [FOLDER]"),
                     CommandWords::tr("Signs in to the sandbox by itself, without a display, and leaves pictures in FOLDER."));
    line.takeArguments(1);
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    const Result<QString> folder = readFolder(line);
    if (!folder)
        return console.refuse(folder.error());
    const QTemporaryDir data;
    if (!data.isValid())
        return console.refuse({ErrorCode::FolderReadOnly, QDir::tempPath(), data.errorString()});

    // Both before there is an application: a directory of its own, and no display.
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Without a display Qt and its browser engine complain on standard error of what only a display would have.
    QLoggingCategory::setFilterRules(QStringLiteral("default=false\nqt.webenginecontext=false"));
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    return walk(application, console, *folder);
}

} // namespace usher
