// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/saml/entity_id.h"

#include <QUrl>

namespace usher {

/// A SAML 2.0 AuthnRequest (Core, 3.4.1) as Entra likes it: no RequestedAuthnContext, Subject or NameIDPolicy.
struct AuthnRequest
{
    enum class ForceAuthn { No, Yes };

    QString id;       ///< an NCName: never begins with a digit
    EntityId issuer;  ///< this service provider; Entra compares it exactly with the application's Identifier
    QUrl destination; ///< the provider's SingleSignOnService
    QUrl assertionConsumerService;
    TimePoint issueInstant;
    ForceAuthn forceAuthn = ForceAuthn::No;

    bool operator==(const AuthnRequest &) const = default;
};

/// A fresh request ID: `_` and 160 random bits (Core, 1.3.4).
[[nodiscard]] QString makeRequestId(Random &random);

/// HTTP-Redirect binding (Bindings, 3.4): the address to open. \p relayState at most 80 bytes.
[[nodiscard]] QUrl toRedirectUrl(const AuthnRequest &request, const QString &relayState);

/// An AuthnRequest and its RelayState as a provider receives them.
struct ReceivedAuthnRequest
{
    AuthnRequest request;
    QString relayState;
};

/// Reads a redirect address back. Inflates to 64 KiB at most (threat 25).
/// Errors: InputEmpty, InputNotBase64, InputTooLarge, InputUnrecognised, XmlMalformed and its kin, VersionUnsupported,
/// TimeMalformed, UsageError for a parameter that comes twice, or a SAMLResponse (threat 28).
[[nodiscard]] Result<ReceivedAuthnRequest> readRedirectUrl(const QUrl &url);

} // namespace usher
