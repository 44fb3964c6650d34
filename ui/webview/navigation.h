// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/browser_errand.h"

#include <QUrl>

/// Where the embedded page may go; decided without a browser, so that a test can ask.
namespace usher::webview {

/// One step that the page wants to take.
struct Navigation
{
    enum class Frame { Main, Sub };
    enum class Kind { FormSubmitted, Other };

    QUrl target;
    Frame frame = Frame::Main;
    Kind kind = Kind::Other;
};

enum class Verdict {
    Follow,
    CaptureForm,      ///< the response: read the form, and stay
    CaptureAddress,   ///< the answer is in the address itself: read it, and stay
    Ignore,           ///< stay, without a word: an app link, a frame that wants what is not https
    RefuseInsecure,   ///< not https: the errand ends
    RefuseUnreadable, ///< to where the answer belongs, but not in the way that it comes: the errand ends
};

/// The answer's address comes before the https rule, since it may be any address and is never visited (entra.md). Plain http is for
/// loopback, and only where the provider's page itself is there: the sandbox tenant. A provider on the web has no business with
/// what listens on this computer.
[[nodiscard]] Verdict judgeNavigation(const Navigation &navigation, const BrowserErrand &errand);

/// Whether the network may be asked for \p url at all: everything that a page loads, images and frames included.
[[nodiscard]] bool mayBeFetched(const QUrl &url, const BrowserErrand &errand);

/// The same address once a browser has normalised both: no fragment, no default port, `/` for an empty path.
[[nodiscard]] bool isSameAddress(const QUrl &a, const QUrl &b);

} // namespace usher::webview
