// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/sign_in_view.h"

#include <QObject>

namespace usher::webview {

/// What QPluginLoader finds.
class Plugin final : public QObject, public EmbeddedViewFactory
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID USHER_EMBEDDED_VIEWS)
    Q_INTERFACES(usher::EmbeddedViewFactory)

public:
    [[nodiscard]] std::unique_ptr<EmbeddedView> create(EmbeddedViewListener &listener, const Clock &clock) override
    {
        return std::make_unique<SignInView>(listener, clock);
    }
};

} // namespace usher::webview

#include "plugin.moc"
