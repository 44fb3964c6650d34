// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/browser_errand.h"
#include "core/saml/entra_failure.h"

#include <QVariant>

/// What a page of the provider's shows, read so that it can be recognised as an error page.
namespace usher::webview {

/// What reads the page, run in an isolated world where the page's scripts and its Content-Security-Policy can't reach. Its answer
/// is short, however much the page holds.
[[nodiscard]] QString pageReadingScript();

/// The script's answer as a value.
[[nodiscard]] ProviderPage providerPageFrom(const QVariant &answer);

/// Whether \p address is the provider's own, which alone is listened to: the origin of its sign-in page, or a host below that one
/// (`device.login.microsoftonline.com`).
[[nodiscard]] bool isProviders(const QUrl &address, const BrowserErrand &errand);

} // namespace usher::webview
