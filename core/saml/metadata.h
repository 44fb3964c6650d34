// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/saml/address.h"
#include "core/saml/entity_id.h"

#include <QByteArray>
#include <QUrl>

#include <optional>
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
    std::optional<TimePoint> validUntil = {}; ///< the earliest of the role's, the entity's and the groups' around it

    bool operator==(const IdentityProviderMetadata &) const = default;
};

/// One of the identity providers that a document describes.
struct ProviderName
{
    EntityId entityId;
    QString displayName; ///< mdui:DisplayName, else the organisation's; English where there is a choice; empty where nothing is

    bool operator==(const ProviderName &) const = default;
};

/// Every identity provider of a EntityDescriptor, or of an EntitiesDescriptor and the ones within, in document order.
/// Errors: InputEmpty, InputTooLarge, MetadataIsWebPage, MetadataMalformed, MetadataNoIdentityProvider.
[[nodiscard]] Result<std::vector<ProviderName>> listIdentityProviders(const QByteArray &xml);

/// Reads federation metadata: one EntityDescriptor, or an EntitiesDescriptor with one identity provider, or with the one
/// that \p chosen names. WS-Federation roles beside are passed over. Addresses must be https, or http on loopback.
/// Neither the document's signature nor its dates are judged: importProviderMetadata() does.
/// Errors: InputEmpty, InputTooLarge, MetadataIsWebPage, MetadataMalformed (XML detail within), MetadataNoIdentityProvider,
/// MetadataSeveralProviders (some of their entity IDs as subject), MetadataProviderUnknown, MetadataCommonTenant,
/// MetadataNoRedirectSignOn, MetadataNoCertificate, MetadataInsecureAddress, CertificateUnreadable.
[[nodiscard]] Result<IdentityProviderMetadata> readIdentityProviderMetadata(const QByteArray &xml, const EntityId &chosen = {});

/// What must hold of metadata before anybody relies on it.
struct MetadataPolicy
{
    TimePoint now;
    EntityId chosen;                   ///< the provider meant; empty: there is only one
    std::optional<Certificate> signer; ///< pinned: the document must carry a signature of this certificate's key
};

/// What metadata says, and how far it is vouched for.
struct ImportedMetadata
{
    enum class Signature {
        Absent,
        NotChecked, ///< there is one, but no certificate is pinned to check it with
        Verified,   ///< everything here was read from the octets that it covered
    };

    IdentityProviderMetadata provider;
    Signature signature = Signature::Absent;
    std::optional<std::chrono::seconds> cacheDuration; ///< the least that anything around the provider asks for

    bool operator==(const ImportedMetadata &) const = default;
};

/// readIdentityProviderMetadata(), judged. With a pinned signer the document goes through the same recipe as a response: parse,
/// shape, verify, and read only what was signed; so it may then hold no comment.
/// Errors besides: MetadataExpired; with a pinned signer MetadataSignatureMissing, MetadataSignatureWeak, MetadataSignatureInvalid,
/// and those of xml::checkShape().
[[nodiscard]] Result<ImportedMetadata> importProviderMetadata(const QByteArray &xml, const MetadataPolicy &policy);

} // namespace usher
