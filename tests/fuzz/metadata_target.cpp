// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/metadata.h"
#include "core/sandbox/federation_metadata.h"
#include "tests/fuzz/target.h"
#include "tests/kit/response_text.h"

#include <algorithm>

namespace usher::fuzz {

namespace {

bool isOneOf(ErrorCode code, std::initializer_list<ErrorCode> codes)
{
    return std::ranges::find(codes, code) != codes.end();
}

/// What the reader promises of everything that it gives out.
QString complaintAbout(const IdentityProviderMetadata &metadata)
{
    if (metadata.entityId.text().isEmpty())
        return QStringLiteral("a provider without a name");
    if (metadata.signingCertificates.empty())
        return QStringLiteral("a provider without a certificate");
    const bool isSecure =
        isSecureAddress(metadata.singleSignOn) && (metadata.singleLogout.isEmpty() || isSecureAddress(metadata.singleLogout));
    return isSecure ? QString() : QStringLiteral("an address that nobody should open");
}

/// Signed once, and trusted with this key alone: nothing else may come out of it, whatever is done to the document.
QString complaintAboutImport(const QByteArray &xml)
{
    const test::Signer &signer = test::identityProviderSigner();
    static const Result<QByteArray> original =
        sandbox::buildMetadata({signer.key, signer.certificate}, QUrl(QStringLiteral("http://127.0.0.1:1")));
    const MetadataPolicy policy{test::issuedAt(), {}, signer.certificate};
    const Result<ImportedMetadata> imported = importProviderMetadata(xml, policy);
    return !imported || imported == importProviderMetadata(*original, policy)
               ? QString()
               : QStringLiteral("metadata of another content than the one that was signed");
}

Outcome run(const QByteArray &xml)
{
    const Result<IdentityProviderMetadata> metadata = readIdentityProviderMetadata(xml);
    if (metadata)
        return {3, complaintAbout(*metadata) + complaintAboutImport(xml)};
    const ErrorCode code = metadata.error().code;
    const bool isParsed = !isOneOf(
        code, {ErrorCode::InputEmpty, ErrorCode::InputTooLarge, ErrorCode::MetadataIsWebPage, ErrorCode::MetadataMalformed});
    const bool isProvider = !isOneOf(code, {ErrorCode::MetadataNoIdentityProvider, ErrorCode::MetadataSeveralProviders});
    return {reachedOf({isParsed, isProvider}), {}};
}

} // namespace

Target metadataTarget()
{
    return {"metadata", {"parse", "provider", "read"}, run};
}

} // namespace usher::fuzz
