// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/saml/entity_id.h"
#include "core/saml/names.h"
#include "core/sandbox/sandbox_keys.h"
#include "core/sandbox/sandbox_person.h"
#include "core/xml/encryption.h"
#include "core/xml/signature.h"

#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

namespace usher::sandbox {

enum class Signed { Assertion, Response, Both };

/// One response to make, as Entra would send it.
struct ResponseOrder
{
    Person person;
    /// `persistent` is pairwise (person and audience), `transient` random; every other format carries the UPN.
    QString nameIdFormat = QString::fromLatin1(saml::nameIdEmailAddress);
    EntityId audience; ///< the service provider's entity ID; `spn:ID` is sent for one that is not a URI
    QUrl assertionConsumerService;
    QString inResponseTo; ///< empty: unsolicited, as from the Test button
    TimePoint at;         ///< issue instant; valid from five minutes before to 60 minutes after
    Signed what = Signed::Assertion;
    xml::SignatureAlgorithm algorithm = xml::SignatureAlgorithm::RsaSha256;
    /// Name and value. The person's own claim of that name is replaced; the same name again adds a value.
    std::vector<std::pair<QString, QString>> extraClaims;
    /// Refused with this code (entra_failure.h): a status instead of an assertion, which is signed only as a whole.
    std::optional<int> failure;
    std::optional<Certificate> encryptFor;
    xml::EncryptionAlgorithm encryption = xml::EncryptionAlgorithm::Aes256Cbc;
};

/// \return the response's XML. Errors: CryptoFailure, ClaimUnusable (a character that XML can't carry).
[[nodiscard]] Result<QByteArray> buildResponse(const ResponseOrder &order, const Keys &keys, Random &random);

} // namespace usher::sandbox
