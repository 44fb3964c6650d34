// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/trust_options.h"

#include "app/commands/command_words.h"
#include "app/commands/input_files.h"
#include "core/federation/metadata_fetch.h"
#include "core/saml/entra.h"

#include <QFileInfo>

namespace usher {

namespace {

constexpr auto idpMetadata = "idp-metadata";
constexpr auto idpEntityId = "idp-entity-id";
constexpr auto idpCertificate = "idp-certificate";
constexpr auto entityId = "entity-id";
constexpr auto acsUrl = "acs-url";
constexpr auto decryptionKey = "decryption-key";
constexpr auto requestId = "request-id";
constexpr auto allowUnsolicited = "allow-unsolicited";
constexpr auto at = "at";
constexpr auto clockSkew = "clock-skew";
constexpr auto allowSha1 = "allow-sha1";

/// Far above any certificate or key.
constexpr qsizetype maximumKeyBytes = 1 << 20;

QString option(const char *name)
{
    return QLatin1String(name);
}

Result<std::vector<Certificate>> readCertificates(const QStringList &paths)
{
    std::vector<Certificate> certificates;
    for (const QString &path : paths) {
        USHER_TRY(const QByteArray bytes, readFile(path, maximumKeyBytes));
        USHER_TRY(Certificate certificate, readFrom(path, Certificate::fromBytes(bytes)));
        certificates.push_back(std::move(certificate));
    }
    return certificates;
}

Result<std::vector<PrivateKey>> readKeys(const QStringList &paths)
{
    std::vector<PrivateKey> keys;
    for (const QString &path : paths) {
        USHER_TRY(QByteArray bytes, readFile(path, maximumKeyBytes));
        const SecretBytes pem = SecretBytes::take(bytes);
        USHER_TRY(PrivateKey key, readFrom(path, PrivateKey::fromPem(pem.view())));
        keys.push_back(std::move(key));
    }
    return keys;
}

Result<std::optional<IdentityProvider>> readProvider(const CommandLine &line)
{
    const std::optional<QString> file = line.value(option(idpMetadata));
    const std::optional<QString> name = line.value(option(idpEntityId));
    const QStringList certificates = line.values(option(idpCertificate));
    if (file && !certificates.isEmpty())
        return usageError(CommandWords::tr("--idp-metadata brings the certificates; leave --idp-certificate out."));
    if (!file && name.has_value() == certificates.isEmpty())
        return usageError(CommandWords::tr("--idp-entity-id and --idp-certificate go together."));
    if (file) {
        USHER_TRY(const QByteArray bytes, readFile(*file, maximumMetadataBytes));
        USHER_TRY(IdentityProviderMetadata metadata,
                  readFrom(*file, readIdentityProviderMetadata(bytes, EntityId(name.value_or(QString())))));
        return IdentityProvider{std::move(metadata), {MetadataSource::Kind::File, QFileInfo(*file).fileName()}};
    }
    if (!name)
        return std::nullopt;
    IdentityProviderMetadata metadata;
    metadata.entityId = EntityId(*name);
    metadata.tenantId = entra::tenantIdOf(*name);
    USHER_TRY(metadata.signingCertificates, readCertificates(certificates));
    return IdentityProvider{std::move(metadata), {}};
}

} // namespace

bool TrustOptions::nameSomebody() const
{
    return provider || !serviceProvider.isEmpty() || !assertionConsumerService.isEmpty();
}

IdentityConfiguration TrustOptions::appliedTo(IdentityConfiguration saved) const
{
    if (!nameSomebody())
        return saved;
    if (provider)
        saved.provider = provider;
    if (!serviceProvider.isEmpty())
        saved.serviceProvider = serviceProvider;
    if (!assertionConsumerService.isEmpty())
        saved.assertionConsumerService = assertionConsumerService;
    saved.method = ProvisioningMethod::SamlJit;
    saved.version = -1;
    return saved;
}

Result<TrustPolicy> TrustOptions::policyFor(const IdentityConfiguration &configuration) const
{
    if (configuration.provider && (configuration.serviceProvider.isEmpty() || configuration.assertionConsumerService.isEmpty()))
        return usageError(CommandWords::tr("Whom a response must be for is missing: give --entity-id and --acs-url."));
    USHER_TRY(TrustPolicy policy, trustPolicy(configuration));
    policy.decryptionKeys = decryptionKeys;
    policy.clockSkew = clockSkew;
    policy.algorithms = algorithms;
    policy.unsolicited = unsolicited;
    return policy;
}

void addTrustOptions(CommandLine &line)
{
    const QString file = CommandWords::tr("file");
    line.addOption(option(idpMetadata), CommandWords::tr("The identity provider's metadata."), file);
    line.addOption(option(idpEntityId),
                   CommandWords::tr("Its entity ID (Entra: Microsoft Entra Identifier): which of several in the metadata, or,"),
                   CommandWords::tr("id"));
    line.addOption(option(idpCertificate), CommandWords::tr("without metadata, with its certificate, PEM or DER; repeatable."),
                   file);
    line.addOption(option(entityId), CommandWords::tr("This service provider (Entra: Identifier)."), CommandWords::tr("id"));
    line.addOption(option(acsUrl), CommandWords::tr("Where responses are posted (Entra: Reply URL)."), CommandWords::tr("url"));
    line.addOption(option(decryptionKey), CommandWords::tr("Private key for encrypted assertions, PEM; repeatable."), file);
    line.addOption(option(requestId), CommandWords::tr("The request that it must answer,"), CommandWords::tr("id"));
    line.addFlag(option(allowUnsolicited), CommandWords::tr("or that it need not answer any."));
    line.addOption(option(at), CommandWords::tr("Judge as of then (ISO 8601, UTC), not now."), CommandWords::tr("time"));
    line.addOption(option(clockSkew), CommandWords::tr("How far clocks may differ, 0 to 300; 180 unless given."),
                   CommandWords::tr("seconds"));
    line.addFlag(option(allowSha1), CommandWords::tr("Let SHA-1 signatures pass; the verdict says so."));
}

Result<TrustOptions> readTrustOptions(const CommandLine &line)
{
    TrustOptions options;
    if (line.isSet(option(requestId)) && line.isSet(option(allowUnsolicited)))
        return usageError(CommandWords::tr("--request-id and --allow-unsolicited exclude each other."));
    USHER_TRY(options.provider, readProvider(line));
    options.serviceProvider = EntityId(line.value(option(entityId)).value_or(QString()));
    USHER_TRY(options.assertionConsumerService, line.webAddress(option(acsUrl)));
    USHER_TRY(options.decryptionKeys, readKeys(line.values(option(decryptionKey))));
    options.requestId = line.value(option(requestId)).value_or(QString());
    if (line.isSet(option(allowUnsolicited)))
        options.unsolicited = TrustPolicy::Unsolicited::Accept;
    USHER_TRY(options.at, line.time(option(at)));
    USHER_TRY(const int skew, line.number(option(clockSkew), 0, int(maximumClockSkew.count()), int(options.clockSkew.count())));
    options.clockSkew = std::chrono::seconds(skew);
    if (line.isSet(option(allowSha1)))
        options.algorithms.sha1 = xml::AlgorithmPolicy::Sha1::Allow;
    return options;
}

} // namespace usher
