// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/plugin_loader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

namespace usher {

QStringList embeddedViewFolders()
{
    QStringList folders = QCoreApplication::libraryPaths();
    folders += QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(QStringLiteral(USHER_PLUGIN_FOLDER));
    return folders;
}

Result<EmbeddedViewFactory *> loadEmbeddedViews(const QStringList &folders)
{
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
