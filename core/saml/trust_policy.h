// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/saml/entity_id.h"
#include "core/xml/document.h"
#include "core/xml/signature.h"

#include <QUrl>

#include <vector>

namespace usher {

/// Whom to believe, and how strictly. Everything that relaxes the verifier is a field here with a strict
/// default; nothing is read from anywhere else.
struct TrustPolicy
{
    enum class Unsolicited { Refuse, Accept };

    EntityId identityProvider;                    ///< saml:Issuer must be this
    QString tenantId;                             ///< Entra's tenant; where set, a tenantid claim that is sent must be this one
    std::vector<Certificate> signingCertificates; ///< pinned; any order; their keys count, not their dates
    EntityId serviceProvider;                     ///< must be among the audiences; `spn:ID` too where it is not a URI
    QUrl assertionConsumerService;                ///< Recipient, and Destination where present, must equal it
    std::vector<PrivateKey> decryptionKeys;
    std::chrono::seconds clockSkew{180}; ///< 0 to 300
    xml::AlgorithmPolicy algorithms;
    Unsolicited unsolicited = Unsolicited::Refuse;
    xml::Limits limits;
};

/// Largest clock skew that a policy may allow.
inline constexpr std::chrono::seconds maximumClockSkew{300};

/// Which request the response must answer (SAML 2.0 Profiles, 4.1.4.3).
struct ExpectedRequest
{
    enum class Kind {
        Id,      ///< InResponseTo must be `id`
        None,    ///< nothing was asked: TrustPolicy::unsolicited decides
        Unknown, ///< offline: in-response-to is skipped, and said so
    };

    Kind kind = Kind::None;
    QString id;

    [[nodiscard]] static ExpectedRequest withId(QString id) { return {Kind::Id, std::move(id)}; }
    [[nodiscard]] static ExpectedRequest unknown() { return {Kind::Unknown, {}}; }
    bool operator==(const ExpectedRequest &) const = default;
};

} // namespace usher
