// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

/// Where the embedded page may go; decided without a browser, so that a test can ask.
namespace usher::webview {

/// What a view was opened for.
struct Errand
{
    QUrl signIn;
    QUrl assertionConsumerService;
};

/// One step that the page wants to take.
struct Navigation
{
    enum class Frame { Main, Sub };
    enum class Kind { FormPosted, Other };

    QUrl target;
    Frame frame = Frame::Main;
    Kind kind = Kind::Other;
};

enum class Verdict {
    Follow,
    Capture,          ///< the response: read the form, and stay
    Ignore,           ///< stay, without a word: an app link, a frame that wants too much
    RefuseInsecure,   ///< not https: the sign-in ends
    RefuseUnreadable, ///< to the Reply URL, but with no form to read: the sign-in ends
};

/// The Reply URL comes before the https rule, since it may be any address and is never visited (entra.md). Plain http is for
/// loopback, and only where the sign-in page itself is there: the sandbox tenant. A provider on the web has no business with
/// what listens on this computer.
[[nodiscard]] Verdict judgeNavigation(const Navigation &navigation, const Errand &errand);

/// Whether the network may be asked for \p url at all: everything that a page loads, images and frames included.
[[nodiscard]] bool mayBeFetched(const QUrl &url, const Errand &errand);

/// The same address once a browser has normalised both: no fragment, no default port, `/` for an empty path.
[[nodiscard]] bool isSameAddress(const QUrl &a, const QUrl &b);

} // namespace usher::webview
