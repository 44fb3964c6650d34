// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/saml/address.h"
#include "core/saml/entity_id.h"

#include <QByteArray>
#include <QUrl>

#include <vector>

namespace usher {

/// What an identity provider publishes about itself (SAML 2.0 Metadata, 2.4.3), as far as Usher uses it.
struct IdentityProviderMetadata
{
    EntityId entityId;
    QString tenantId;                             ///< Entra's, where the entityID is `https://sts.windows.net/TENANT/`; else empty
    QUrl singleSignOn;                            ///< HTTP-Redirect
    QUrl singleLogout;                            ///< HTTP-Redirect; empty where there is none
    std::vector<Certificate> signingCertificates; ///< use="signing" or no use; each once, in order
    bool wantsSignedRequests = false;

    bool operator==(const IdentityProviderMetadata &) const = default;
};

/// Reads federation metadata: a EntityDescriptor, or an EntitiesDescriptor with one identity provider.
/// WS-Federation roles beside are passed over. Addresses must be https, or http on loopback.
/// Errors: InputEmpty, InputTooLarge, MetadataIsWebPage, MetadataMalformed (XML detail within), MetadataNoIdentityProvider,
/// MetadataSeveralProviders (their entity IDs as subject), MetadataCommonTenant, MetadataNoRedirectSignOn,
/// MetadataNoCertificate, MetadataInsecureAddress, CertificateUnreadable.
[[nodiscard]] Result<IdentityProviderMetadata> readIdentityProviderMetadata(const QByteArray &xml);

/// What this service provider publishes (Entra: *Upload metadata file*).
struct ServiceProviderMetadata
{
    EntityId entityId;
    QUrl assertionConsumerService;

    bool operator==(const ServiceProviderMetadata &) const = default;
};

/// Schema-valid SP metadata: HTTP-POST ACS, WantAssertionsSigned, no SingleLogoutService (nobody listens on one).
[[nodiscard]] QByteArray writeServiceProviderMetadata(const ServiceProviderMetadata &metadata);

} // namespace usher
