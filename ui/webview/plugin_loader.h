// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/webview/embedded_view.h"

#include <QStringList>

namespace usher {

/// Where the plugin may lie: Qt's library paths (the executable's folder among them), then Usher's own plugin folder.
[[nodiscard]] QStringList embeddedViewFolders();

/// Loads the browser engine: at the first sign-in, never before, since it doubles the time of a start. Later calls answer with the
/// same factory. Needs Qt::AA_ShareOpenGLContexts set before the application was made. UI thread only.
/// Errors: BrowserEngineMissing, with what the loader said; BrowserEngineAsRoot.
[[nodiscard]] Result<EmbeddedViewFactory *> loadEmbeddedViews(const QStringList &folders = embeddedViewFolders());

} // namespace usher
