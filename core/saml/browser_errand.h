// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace usher {

/// One trip of a browser to the identity provider and back, in whichever browser.
struct BrowserErrand
{
    enum class Awaited {
        PostedResponse, ///< a SAMLResponse by HTTP-POST: a sign-in (SAML 2.0 Bindings, 3.5)
        LogoutAnswer,   ///< a LogoutResponse by HTTP-Redirect (SAML 2.0 Bindings, 3.4)
    };

    QUrl address;       ///< what the browser opens
    QUrl answerAddress; ///< where the provider sends the browser with its answer
    Awaited awaited = Awaited::PostedResponse;

    bool operator==(const BrowserErrand &) const = default;
};

} // namespace usher
