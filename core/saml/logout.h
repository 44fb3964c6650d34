// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/saml/entity_id.h"
#include "core/saml/names.h"
#include "core/saml/redirect_binding.h"
#include "core/saml/response_content.h"

#include <QStringList>
#include <QUrl>

namespace usher {

/// A SAML 2.0 LogoutRequest (Core, 3.7.1): ends a person's sessions at the provider.
struct LogoutRequest
{
    QString id; ///< an NCName: never begins with a digit
    EntityId issuer;
    QUrl destination;
    TimePoint issueInstant;
    TimePoint notOnOrAfter;
    NameId nameId;              ///< as the assertion had it, qualifiers and all
    QStringList sessionIndexes; ///< none: every session of the person

    bool operator==(const LogoutRequest &) const = default;
};

/// A SAML 2.0 LogoutResponse (Core, 3.7.2).
struct LogoutResponse
{
    QString id;
    QString inResponseTo;
    EntityId issuer;
    QUrl destination;
    TimePoint issueInstant;
    QString status = QString::fromLatin1(saml::statusSuccess);
    QString secondStatus = {}; ///< empty: none
    QString message = {};      ///< empty: none

    bool operator==(const LogoutResponse &) const = default;
};

[[nodiscard]] RedirectMessage toMessage(const LogoutRequest &request);
/// \param relayState  that of the request, exactly (Bindings, 3.4.3)
[[nodiscard]] RedirectMessage toMessage(const LogoutResponse &response, const QString &relayState);

/// Where this service provider is told about sign-outs (Entra: Logout Url), on the origin of its Reply URL: `…/saml/acs` gives
/// `…/saml/slo`; whatever else the last part of the path is gives way to `slo` as well. It goes into no metadata: something
/// listens there only while somebody signs out.
[[nodiscard]] QUrl logoutAddress(const QUrl &assertionConsumerService);

/// What the root of a logout message says, either one's; read, not judged.
struct LogoutContent
{
    QString id;
    ResponseContent message;
    OptionalTime issueInstant;
    OptionalTime notOnOrAfter;  ///< a request's
    Result<NameId> nameId;      ///< a request's: NameIdMissing, NameIdMalformed; subject: the place
    QStringList sessionIndexes; ///< a request's
};

[[nodiscard]] LogoutContent readLogout(const xml::Element &root);

} // namespace usher
