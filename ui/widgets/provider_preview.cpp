// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/provider_preview.h"

#include "core/saml/address.h"
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace usher {

namespace {

struct ProviderWords
{
    Q_DECLARE_TR_FUNCTIONS(ProviderWords)
};

/// Enough of a fingerprint to compare two by eye.
QString certificateText(const Certificate &certificate)
{
    constexpr int shown = 11; // four octets with their colons
    return ProviderWords::tr("%1… until %2").arg(certificate.fingerprint().left(shown), exactDate(certificate.notAfter()));
}

QString certificatesText(const std::vector<Certificate> &certificates)
{
    QStringList texts;
    for (const Certificate &certificate : certificates)
        texts << certificateText(certificate);
    texts.sort(); // their order means nothing (entra.md)
    return texts.join(u'\n');
}

QString signerText(const std::optional<Certificate> &signer)
{
    return signer ? certificateText(*signer) : ProviderWords::tr("not checked");
}

std::vector<PreviewLine> linesOf(const IdentityProvider &provider)
{
    const IdentityProviderMetadata &metadata = provider.metadata;
    return {
        {ProviderWords::tr("Tenant"), {}, metadata.tenantId},
        {ProviderWords::tr("Entity ID"), {}, metadata.entityId.text()},
        {ProviderWords::tr("Sign-in address"), {}, addressText(metadata.singleSignOn)},
        {ProviderWords::tr("Sign-out address"), {}, addressText(metadata.singleLogout)},
        {ProviderWords::tr("Certificates"), {}, certificatesText(metadata.signingCertificates)},
        {ProviderWords::tr("Imported from"), {}, sourceText(provider.source)},
        {ProviderWords::tr("Metadata signed by"), {}, signerText(provider.metadataSigner)},
    };
}

} // namespace

bool ProviderPreview::changesAnything() const
{
    return std::ranges::any_of(lines, &PreviewLine::changes);
}

ProviderPreview previewOf(const std::optional<IdentityProvider> &current, const IdentityProvider &imported)
{
    ProviderPreview preview{linesOf(imported), {}};
    if (!current)
        return preview;
    const std::vector<PreviewLine> before = linesOf(*current);
    for (size_t i = 0; i < preview.lines.size(); ++i)
        preview.lines[i].before = before[i].after;
    if (current->metadata.entityId != imported.metadata.entityId)
        preview.consequence =
            ProviderWords::tr("This is another identity provider. People who came through the present one keep their "
                              "accounts, roles and pools, but once this is saved they can't sign in through it any more; "
                              "the new provider will know them as somebody else.");
    return preview;
}

QString vouchingText(ImportedMetadata::Signature signature)
{
    switch (signature) {
    case ImportedMetadata::Signature::Absent:
        return {};
    case ImportedMetadata::Signature::NotChecked:
        return ProviderWords::tr(
            "The metadata is signed, but nobody checked the signature: no certificate was given to check it with.");
    case ImportedMetadata::Signature::Verified:
        return ProviderWords::tr("The metadata's signature fits the certificate that you gave.");
    }
    return {};
}

std::vector<Fact> providerFacts(const IdentityProvider &provider)
{
    const IdentityProviderMetadata &metadata = provider.metadata;
    std::vector<Fact> facts;
    if (!metadata.tenantId.isEmpty())
        facts.push_back({ProviderWords::tr("Tenant"), metadata.tenantId});
    facts.push_back(
        {ProviderWords::tr("Entity ID"), metadata.entityId.text(), ProviderWords::tr("Entra calls it Microsoft Entra Identifier")});
    facts.push_back(
        {ProviderWords::tr("Sign-in address"), addressText(metadata.singleSignOn), ProviderWords::tr("Entra calls it Login URL")});
    facts.push_back({ProviderWords::tr("Imported from"), sourceText(provider.source)});
    return facts;
}

QString sourceText(const MetadataSource &source)
{
    if (source.location.isEmpty())
        return ProviderWords::tr("pasted text");
    return source.location;
}

} // namespace usher
