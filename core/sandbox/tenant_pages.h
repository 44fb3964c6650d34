// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox_failures.h"
#include "core/sandbox/sandbox_person.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

/// The tenant's pages: HTML with every value escaped, and the Content-Security-Policy that goes with it.
namespace usher::sandbox {

struct Page
{
    QByteArray html;
    QByteArray contentSecurityPolicy;
};

/// Which sign-in a page belongs to. The tenant remembers nothing: this travels in hidden fields.
struct SignInContext
{
    QString query;       ///< the request as it came (`SAMLRequest=…&RelayState=…`), percent-encoded
    QString application; ///< the service provider's entity ID, to show
};

/// Why a sign-in can't go on; what Entra shows instead of a page.
struct SignInProblem
{
    QString code; ///< `AADSTS750054`
    QString message;
};

/// \p nonce  fresh for each page; base64
/// \p account  prefills the field, as typed
/// \p complaint  shown above the field, where there is one
[[nodiscard]] Page accountPage(const SignInContext &context, const QString &account, const QString &complaint,
                               const QString &nonce);
[[nodiscard]] Page passwordPage(const SignInContext &context, const Person &person, const QString &complaint, const QString &nonce);

/// A hidden form that posts itself (SAML 2.0 Bindings, 3.5.4).
[[nodiscard]] Page responsePage(const QUrl &assertionConsumerService, const QByteArray &samlResponse, const QString &relayState,
                                const QString &nonce);

/// As Microsoft's: what is wrong, and what to send to the administrator.
[[nodiscard]] Page problemPage(const SignInProblem &problem, const TraceIds &ids, const QString &nonce);
/// As Microsoft's where Conditional Access blocked a sign-in: it folds the details away, and only its script names the code.
[[nodiscard]] Page blockedPage(int code, const TraceIds &ids, const QString &nonce);

} // namespace usher::sandbox
