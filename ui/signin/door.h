// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/saml/browser_errand.h"
#include "core/saml/saml_post.h"
#include "ui/webview/embedded_view.h"

#include <QWidget>

#include <memory>

namespace usher {

enum class DoorKind {
    Embedded, ///< the provider's page inside this window
    Browser,  ///< the system browser, and a listener on this computer
};

/// A way to the provider and back, and what a person sees of it meanwhile. For one errand; tells one end, captured(), loggedOut()
/// or failed(), and nothing after it. Whoever hears of the end or of a wish may call deleteLater().
class Door : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual DoorKind kind() const = 0;
    virtual void open(const BrowserErrand &errand) = 0;

Q_SIGNALS:
    /// A page of the provider's has been loaded, as far as that can be seen.
    void pageLoaded();
    void captured(const usher::SamlPost &post);
    /// \param query  of the answer's address, without `?`
    void loggedOut(const QByteArray &query);
    /// Errors: those of the embedded view and of the listener.
    void failed(const usher::Error &error);
    /// The person gave up.
    void left();
    /// The person would rather use the other door.
    void otherDoorRequested();
};

/// How somebody came in, which is the way that the sign-out takes too.
struct Entrance
{
    DoorKind door = DoorKind::Embedded;
    std::shared_ptr<EmbeddedProfile> profile; ///< of the embedded door: the session at the provider
};

} // namespace usher
