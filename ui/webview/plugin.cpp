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
    [[nodiscard]] std::shared_ptr<EmbeddedProfile> makeProfile() override { return std::make_shared<WebProfile>(); }
    [[nodiscard]] std::unique_ptr<EmbeddedView> create(EmbeddedViewListener &listener, const Clock &clock,
                                                       const std::shared_ptr<EmbeddedProfile> &profile) override
    {
        return std::make_unique<SignInView>(listener, clock, std::static_pointer_cast<WebProfile>(profile));
    }
};

} // namespace usher::webview

#include "plugin.moc"
