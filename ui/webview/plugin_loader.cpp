// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/plugin_loader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

#include <unistd.h>

namespace usher {

namespace {

/// Chromium ends the whole program where it finds itself running as root with its sandbox on.
bool wouldEndTheProgram()
{
    const bool isSandboxOff = qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") == 1 ||
                              qgetenv("QTWEBENGINE_CHROMIUM_FLAGS").contains("--no-sandbox");
    return geteuid() == 0 && !isSandboxOff;
}

} // namespace

QStringList embeddedViewFolders()
{
    QStringList folders = QCoreApplication::libraryPaths();
    folders += QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(QStringLiteral(USHER_PLUGIN_FOLDER));
    return folders;
}

Result<EmbeddedViewFactory *> loadEmbeddedViews(const QStringList &folders)
{
    if (wouldEndTheProgram())
        return fail(ErrorCode::BrowserEngineAsRoot);
    for (const QString &folder : folders) {
        const QString file = QDir(folder).absoluteFilePath(QStringLiteral("usher_webview.so"));
        if (!QFileInfo::exists(file))
            continue;
        QPluginLoader loader(file);
        if (auto *factory = qobject_cast<EmbeddedViewFactory *>(loader.instance()))
            return factory;
        return fail(ErrorCode::BrowserEngineMissing, {},
                    loader.isLoaded() ? QStringLiteral("%1 is of another version").arg(file) : loader.errorString());
    }
    return fail(ErrorCode::BrowserEngineMissing, {}, QStringLiteral("usher_webview.so is in none of: %1").arg(folders.join(u", ")));
}

} // namespace usher
