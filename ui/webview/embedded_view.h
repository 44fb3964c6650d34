// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/saml/browser_errand.h"
#include "core/saml/entra_failure.h"
#include "core/saml/saml_post.h"

#include <QtPlugin>
#include <QUrl>

#include <memory>

class QWidget;

namespace usher {

/// What an embedded view tells whoever shows it. Called on the UI thread, never from within a call to the view, so the view
/// may be destroyed in any of these.
class EmbeddedViewListener
{
public:
    virtual ~EmbeddedViewListener() = default;

    /// The page that is shown now; its origin belongs above the view.
    virtual void pageChanged(const QUrl &address) = 0;
    /// \p percent 0 to 100
    virtual void loadProgressed(int percent) = 0;
    /// The page says that the provider refused the sign-in. It stays: there may be another account to choose. Told again when the
    /// page says more.
    virtual void providerFailed(const EntraFailure &failure) = 0;
    /// The page that said so is left.
    virtual void providerRecovered() = 0;
    /// The page tried to post its response. Nothing was sent; nothing more is told, and the page is gone.
    virtual void captured(const SamlPost &post) = 0;
    /// The page was sent back with the answer to a LogoutRequest. It was not followed; nothing more is told, and the page is gone.
    /// \param query  of that address, without `?`, as the engine writes it: its percent-encoding may differ from what was sent
    virtual void loggedOut(const QByteArray &query) = 0;
    /// The errand can't go on; nothing more is told. Errors: PageUnreachable, PageInsecure, NetworkRefusedCertificate (subject:
    /// the host), PageCrashed, ResponseNotCaptured.
    virtual void failed(const Error &error) = 0;
};

/// What the browser engine knows of one person's sign-in: off the record, in memory only. It outlives the page that signed in, so
/// that the sign-out reaches the same session at the provider, and ends with it.
class EmbeddedProfile
{
public:
    virtual ~EmbeddedProfile() = default;
};

/// A web view for one errand, strict (entra.md, *The embedded web view*). Must not outlive its listener.
class EmbeddedView
{
public:
    virtual ~EmbeddedView() = default;

    /// Owned by the view.
    [[nodiscard]] virtual QWidget *widget() = 0;
    /// Opens the errand's address and waits for its answer, which is caught and never sent. Once per view.
    virtual void open(const BrowserErrand &errand) = 0;
};

/// Makes web views; the root object of the plugin.
class EmbeddedViewFactory
{
public:
    virtual ~EmbeddedViewFactory() = default;

    /// One for each sign-in.
    [[nodiscard]] virtual std::shared_ptr<EmbeddedProfile> makeProfile() = 0;
    /// \p clock tells when a response was captured; like \p listener it outlives the view.
    /// \param profile  made by this factory, and of one view at a time
    [[nodiscard]] virtual std::unique_ptr<EmbeddedView> create(EmbeddedViewListener &listener, const Clock &clock,
                                                               const std::shared_ptr<EmbeddedProfile> &profile) = 0;
};

} // namespace usher

/// Values cross this border as they are, so program and plugin must be of one version: also where an update has replaced the
/// plugin of a program that still runs.
#define USHER_EMBEDDED_VIEWS "org.usher.Usher.EmbeddedViewFactory/" USHER_PLUGIN_VERSION

Q_DECLARE_INTERFACE(usher::EmbeddedViewFactory, USHER_EMBEDDED_VIEWS)
