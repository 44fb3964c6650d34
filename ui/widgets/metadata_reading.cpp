// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/metadata_reading.h"

#include "core/federation/metadata_fetch.h"

#include <QFile>
#include <QFileInfo>

namespace usher {

namespace {

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    if (file.size() > maximumMetadataBytes)
        return fail(ErrorCode::FileTooLarge, path);
    const QByteArray bytes = file.read(maximumMetadataBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    return bytes;
}

} // namespace

Result<MetadataReading> readMetadata(const MetadataDocument &document, const EntityId &chosen, const QByteArray &signer,
                                     TimePoint now)
{
    MetadataPolicy policy{now, chosen, {}};
    if (!signer.isEmpty()) {
        USHER_TRY(policy.signer, Certificate::fromText(signer));
    }
    if (chosen.isEmpty()) {
        USHER_TRY(std::vector<ProviderName> providers, listIdentityProviders(document.xml));
        if (providers.size() > 1)
            return providers;
    }
    USHER_TRY(ImportedMetadata imported, importProviderMetadata(document.xml, policy));
    return ReadProvider{{std::move(imported.provider), document.source, policy.signer}, imported.signature};
}

Result<MetadataDocument> readMetadataFile(const QString &path)
{
    USHER_TRY(QByteArray xml, readFile(path));
    return MetadataDocument{std::move(xml), {MetadataSource::Kind::File, QFileInfo(path).fileName()}};
}

Result<Certificate> readCertificateFile(const QString &path)
{
    USHER_TRY(const QByteArray bytes, readFile(path));
    auto certificate = Certificate::fromBytes(bytes);
    if (!certificate)
        certificate.error().subject = path;
    return certificate;
}

} // namespace usher
