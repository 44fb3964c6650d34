// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"
#include "core/saml/metadata.h"

#include <variant>
#include <vector>

/// What the metadata form does in jobs.
namespace usher {

/// What somebody brought to be imported.
struct MetadataDocument
{
    QByteArray xml;
    MetadataSource source;
};

/// A provider that can be used.
struct ReadProvider
{
    IdentityProvider provider;
    ImportedMetadata::Signature signature = ImportedMetadata::Signature::Absent;
};

/// Or the providers that somebody must choose from.
using MetadataReading = std::variant<ReadProvider, std::vector<ProviderName>>;

/// \param chosen  empty: whichever is the only one
/// \param signer  the certificate that must have signed it, PEM or base64; empty: none
/// Errors: importProviderMetadata()'s, and CertificateUnreadable for \p signer.
[[nodiscard]] Result<MetadataReading> readMetadata(const MetadataDocument &document, const EntityId &chosen,
                                                   const QByteArray &signer, TimePoint now);

/// Errors: FileUnreadable, FileTooLarge.
[[nodiscard]] Result<MetadataDocument> readMetadataFile(const QString &path);
/// A certificate's file, PEM or DER. Errors: FileUnreadable, FileTooLarge, CertificateUnreadable.
[[nodiscard]] Result<Certificate> readCertificateFile(const QString &path);

} // namespace usher
