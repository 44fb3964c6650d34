// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
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

/// Fresh for each error page; Entra's support asks for them.
struct TraceIds
{
    QString requestId;
    QString correlationId;
    TimePoint at;
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

[[nodiscard]] Page problemPage(const SignInProblem &problem, const TraceIds &ids, const QString &nonce);

} // namespace usher::sandbox
