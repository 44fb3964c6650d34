// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/saml/saml_post.h"

#include <QtPlugin>
#include <QUrl>

#include <memory>

class QWidget;

namespace usher {

/// What an embedded sign-in tells whoever shows it. Called on the UI thread, never from within a call to the view, so the view
/// may be destroyed in any of these.
class EmbeddedViewListener
{
public:
    virtual ~EmbeddedViewListener() = default;

    /// The page that is shown now; its origin belongs above the view.
    virtual void pageChanged(const QUrl &address) = 0;
    /// \p percent 0 to 100
    virtual void loadProgressed(int percent) = 0;
    /// The page tried to post its response. Nothing was sent; nothing more is told, and the page is gone.
    virtual void captured(const SamlPost &post) = 0;
    /// The sign-in can't go on; nothing more is told. Errors: PageUnreachable, PageInsecure, NetworkRefusedCertificate (subject:
    /// the host), PageCrashed, ResponseNotCaptured.
    virtual void failed(const Error &error) = 0;
};

/// A web view for one sign-in: fresh, off the record, and strict (entra.md, *The embedded web view*). Must not outlive its
/// listener.
class EmbeddedView
{
public:
    virtual ~EmbeddedView() = default;

    /// Owned by the view.
    [[nodiscard]] virtual QWidget *widget() = 0;
    /// Opens \p signIn and waits for a form that is posted to \p assertionConsumerService. Once per view.
    virtual void open(const QUrl &signIn, const QUrl &assertionConsumerService) = 0;
};

/// Makes web views; the root object of the plugin.
class EmbeddedViewFactory
{
public:
    virtual ~EmbeddedViewFactory() = default;

    /// \p clock tells when a response was captured; like \p listener it outlives the view.
    [[nodiscard]] virtual std::unique_ptr<EmbeddedView> create(EmbeddedViewListener &listener, const Clock &clock) = 0;
};

} // namespace usher

/// Values cross this border as they are, so program and plugin must be of one version: also where an update has replaced the
/// plugin of a program that still runs.
#define USHER_EMBEDDED_VIEWS "org.usher.Usher.EmbeddedViewFactory/" USHER_PLUGIN_VERSION

Q_DECLARE_INTERFACE(usher::EmbeddedViewFactory, USHER_EMBEDDED_VIEWS)
