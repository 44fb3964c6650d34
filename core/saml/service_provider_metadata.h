// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/saml/entity_id.h"

#include <QByteArray>
#include <QUrl>

#include <vector>

namespace usher {

/// What this service provider publishes (Entra: *Upload metadata file*).
struct ServiceProviderMetadata
{
    enum class Requests { Unsigned, Signed };

    EntityId entityId;
    QUrl assertionConsumerService;
    Requests requests = Requests::Unsigned;
    std::vector<Certificate> certificates = {}; ///< newest first: all may have signed, the newest is to encrypt for

    bool operator==(const ServiceProviderMetadata &) const = default;
};

/// Schema-valid SP metadata: HTTP-POST ACS, WantAssertionsSigned, no SingleLogoutService (nobody listens on one).
[[nodiscard]] QByteArray writeServiceProviderMetadata(const ServiceProviderMetadata &metadata);

} // namespace usher
