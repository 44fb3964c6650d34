// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/private_key.h"
#include "core/saml/entity_id.h"

#include <QUrl>

namespace usher {

/// A SAML 2.0 AuthnRequest (Core, 3.4.1) as Entra likes it: no RequestedAuthnContext, Subject or NameIDPolicy.
struct AuthnRequest
{
    enum class ForceAuthn { No, Yes };
    enum class IsPassive {
        No,
        Yes, ///< the provider must not show a page: where it would have to, it answers with the status NoPassive
    };

    QString id;       ///< an NCName: never begins with a digit
    EntityId issuer;  ///< this service provider; Entra compares it exactly with the application's Identifier
    QUrl destination; ///< the provider's SingleSignOnService
    QUrl assertionConsumerService;
    TimePoint issueInstant;
    ForceAuthn forceAuthn = ForceAuthn::No;
    IsPassive isPassive = IsPassive::No;
    QString loginHint =
        {}; ///< who is expected to sign in; empty: anybody. Entra's `login_hint` beside the message: a Subject is an error

    bool operator==(const AuthnRequest &) const = default;
};

/// A fresh request ID: `_` and 160 random bits (Core, 1.3.4).
[[nodiscard]] QString makeRequestId(Random &random);

/// HTTP-Redirect binding: the address to open. \p relayState at most 80 bytes. A destination with a `login_hint` keeps its own.
[[nodiscard]] QUrl toRedirectUrl(const AuthnRequest &request, const QString &relayState);
/// The same, signed; `login_hint` is no part of what is. Error: CryptoFailure.
[[nodiscard]] Result<QUrl> toSignedRedirectUrl(const AuthnRequest &request, const QString &relayState, const PrivateKey &key);

/// An AuthnRequest and its RelayState as a provider receives them.
struct ReceivedAuthnRequest
{
    AuthnRequest request;
    QString relayState;
};

/// Reads a redirect address back; a signature is not checked.
/// Errors: those of readRedirect(), RedirectAmbiguous also for a SAMLResponse; XmlMalformed and its kin, VersionUnsupported,
/// TimeMalformed.
[[nodiscard]] Result<ReceivedAuthnRequest> readRedirectUrl(const QUrl &url);

} // namespace usher
