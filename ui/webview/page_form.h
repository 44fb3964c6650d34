// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/saml_post.h"

#include <QStringList>
#include <QUrl>
#include <QVariant>

#include <vector>

/// The page's forms at the moment when one of them was posted.
namespace usher::webview {

struct PageForm
{
    QUrl action;               ///< absolute
    QString method;            ///< lower case
    QStringList samlResponses; ///< every field of that name
    QStringList relayStates;

    bool operator==(const PageForm &) const = default;
};

/// What reads the forms, run in an isolated world where the page's scripts and its Content-Security-Policy can't reach.
[[nodiscard]] QString formReadingScript();

/// The script's answer as values.
[[nodiscard]] std::vector<PageForm> formsFrom(const QVariant &answer);

/// The one form that was posted to \p assertionConsumerService (SAML 2.0 Bindings, 3.5.4): exactly one such form, with exactly one
/// SAMLResponse and at most one RelayState. Error: ResponseNotCaptured, with what was there instead.
[[nodiscard]] Result<SamlPost> postOf(const std::vector<PageForm> &forms, const QUrl &assertionConsumerService,
                                      TimePoint capturedAt);

} // namespace usher::webview
