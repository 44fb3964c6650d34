// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/metadata.h"

#include "app/commands/command.h"
#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "app/commands/input_files.h"
#include "app/commands/report_output.h"
#include "app/directory_address.h"
#include "app/opened_directory.h"
#include "app/operator.h"
#include "core/base/text_table.h"
#include "core/explain/explain.h"
#include "core/federation/metadata_fetch.h"
#include "core/provisioning/identity_configuration.h"
#include "core/saml/certificate_expiry.h"

#include <QFileInfo>
#include <QJsonArray>

namespace usher {

namespace {

void addDirectoryOption(CommandLine &line)
{
    line.addOption(QStringLiteral("directory"),
                   CommandWords::tr("The directory, such as sqlite:PATH. Unless given, the one that the window opens."),
                   CommandWords::tr("url"));
}

/// The directory that a command is about, and what it needs besides.
struct OpenDirectory
{
    SystemClock clock;
    SystemRandom random;
    OpenedDirectory opened;

    Result<void> open(const CommandLine &line, WhenMissing whenMissing)
    {
        const Settings settings;
        USHER_TRY(const StoreAddress address,
                  directoryAddress(line.value(QStringLiteral("directory")).value_or(QString()), settings));
        USHER_TRY(opened, whenMissing == WhenMissing::Fail
                              ? openExisting(address, clock, random)
                              : openDirectory(address, DirectoryKind::Real, whenMissing, clock, random));
        return {};
    }

    [[nodiscard]] Store &store() const { return *opened.store; }
};

/// Runs a command whose failures are all errors.
ExitStatus finish(Console &console, const Result<void> &result)
{
    return result ? ExitStatus::Accepted : console.refuse(result.error());
}

QJsonObject certificateJson(const Certificate &certificate)
{
    return {{QStringLiteral("subject"), certificate.subject()},
            {QStringLiteral("notBefore"), formatDateTime(certificate.notBefore())},
            {QStringLiteral("notAfter"), formatDateTime(certificate.notAfter())},
            {QStringLiteral("fingerprint"), certificate.fingerprint()}};
}

constexpr TextTable<ExpiryLevel, 6> expiryTexts{{
    {ExpiryLevel::Far, u"far"},
    {ExpiryLevel::Within60Days, u"within-60-days"},
    {ExpiryLevel::Within30Days, u"within-30-days"},
    {ExpiryLevel::Within7Days, u"within-7-days"},
    {ExpiryLevel::Expired, u"expired"},
    {ExpiryLevel::NotYetValid, u"not-yet-valid"},
}};

QJsonObject providerJson(const IdentityProviderMetadata &metadata, TimePoint now)
{
    QJsonArray certificates;
    for (const Certificate &certificate : metadata.signingCertificates)
        certificates += certificateJson(certificate);
    const auto expiry = certificateExpiry(metadata.signingCertificates, now);
    return {{QStringLiteral("entityId"), metadata.entityId.text()},
            {QStringLiteral("tenantId"), metadata.tenantId},
            {QStringLiteral("singleSignOn"), metadata.singleSignOn.toString()},
            {QStringLiteral("singleLogout"), metadata.singleLogout.toString()},
            {QStringLiteral("certificates"), certificates},
            {QStringLiteral("certificateExpiry"), expiry ? textOf(expiryTexts, expiry->level) : QString()}};
}

/// What to say of the certificates' end; empty where it is far.
QString expiryText(const IdentityProviderMetadata &metadata, TimePoint now)
{
    const auto expiry = certificateExpiry(metadata.signingCertificates, now);
    return expiry && expiry->isWorthAWarning() ? explain::words(*expiry, now).paragraph() : QString();
}

QString providerText(const IdentityProviderMetadata &metadata, TimePoint now)
{
    QString text = CommandWords::tr("Identity provider") + QStringLiteral("\n  ") +
                   CommandWords::tr("Entity ID (Entra: Microsoft Entra Identifier): %1").arg(metadata.entityId.text()) +
                   QStringLiteral("\n  ") +
                   CommandWords::tr("Sign-in address (Entra: Login URL): %1").arg(metadata.singleSignOn.toString()) + u'\n';
    for (const Certificate &certificate : metadata.signingCertificates)
        text +=
            QStringLiteral("  ") +
            CommandWords::tr("Certificate, until %1: %2").arg(formatDateTime(certificate.notAfter()), certificate.fingerprint()) +
            u'\n';
    if (const QString expiry = expiryText(metadata, now); !expiry.isEmpty())
        text += QStringLiteral("  ") + CommandWords::tr("Warning: %1").arg(expiry) + u'\n';
    return text;
}

QString serviceProviderText(const IdentityConfiguration &configuration)
{
    return CommandWords::tr("This service provider") + QStringLiteral("\n  ") +
           CommandWords::tr("Entity ID (Entra: Identifier): %1").arg(configuration.serviceProvider.text()) +
           QStringLiteral("\n  ") +
           CommandWords::tr("Reply URL (Entra: Reply URL): %1").arg(configuration.assertionConsumerService.toString()) + u'\n';
}

void writeProvider(Console &console, const IdentityProviderMetadata &metadata, ReportFormat format, TimePoint now)
{
    if (format == ReportFormat::Json)
        console.writeLine(QJsonObject{{QStringLiteral("identityProvider"), providerJson(metadata, now)}});
    else
        console.write(providerText(metadata, now).toUtf8());
}

void writeConfiguration(Console &console, const IdentityConfiguration &configuration, ReportFormat format, TimePoint now)
{
    if (format == ReportFormat::Json) {
        QJsonObject json{
            {QStringLiteral("serviceProvider"),
             QJsonObject{{QStringLiteral("entityId"), configuration.serviceProvider.text()},
                         {QStringLiteral("assertionConsumerService"), configuration.assertionConsumerService.toString()}}}};
        if (configuration.provider)
            json[QStringLiteral("identityProvider")] = providerJson(configuration.provider->metadata, now);
        console.writeLine(json);
        return;
    }
    const QString provider = configuration.provider
                                 ? providerText(configuration.provider->metadata, now)
                                 : CommandWords::tr("Identity provider\n  none yet: usher metadata import brings one") + u'\n';
    console.write((provider + serviceProviderText(configuration)).toUtf8());
}

bool isAddress(const QString &text)
{
    return text.startsWith(u"https:", Qt::CaseInsensitive) || text.startsWith(u"http:", Qt::CaseInsensitive);
}

void addMetadataOptions(CommandLine &line)
{
    line.addOption(QStringLiteral("idp-entity-id"),
                   CommandWords::tr("Which provider is meant, where the metadata describes several."), CommandWords::tr("id"));
    line.addOption(QStringLiteral("metadata-signer"),
                   CommandWords::tr(
                       "The certificate that must have signed the metadata, PEM or DER. Without it a signature is not looked at."),
                   CommandWords::tr("file"));
}

Result<MetadataPolicy> readMetadataPolicy(const CommandLine &line, TimePoint now)
{
    constexpr qsizetype maximumCertificateBytes = 1 << 20;
    MetadataPolicy policy{now, EntityId(line.value(QStringLiteral("idp-entity-id")).value_or(QString())), {}};
    if (const auto file = line.value(QStringLiteral("metadata-signer"))) {
        USHER_TRY(const QByteArray bytes, readFile(*file, maximumCertificateBytes));
        USHER_TRY(policy.signer, readFrom(*file, Certificate::fromBytes(bytes)));
    }
    return policy;
}

struct Metadata
{
    QByteArray bytes;
    MetadataSource source;
};

Result<Metadata> bringMetadata(const QString &from)
{
    if (isAddress(from)) {
        USHER_TRY(QByteArray bytes, fetchMetadataNow(QUrl(from, QUrl::StrictMode)));
        return Metadata{std::move(bytes), {MetadataSource::Kind::Address, from}};
    }
    USHER_TRY(QByteArray bytes, from == u"-" ? Console::readAll(maximumMetadataBytes) : readFile(from, maximumMetadataBytes));
    return Metadata{std::move(bytes), {MetadataSource::Kind::File, from == u"-" ? QString() : QFileInfo(from).fileName()}};
}

/// Says what became of the signature, where that is worth a word.
void noteSignature(Console &console, ImportedMetadata::Signature signature)
{
    if (signature == ImportedMetadata::Signature::NotChecked)
        console.note(CommandWords::tr("The metadata is signed, but nobody checked the signature: --metadata-signer FILE does."));
    if (signature == ImportedMetadata::Signature::Verified)
        console.note(CommandWords::tr("The metadata's signature fits the certificate that was given."));
}

Result<IdentityProvider> bringProvider(Console &console, const CommandLine &line, TimePoint now)
{
    const QString from = line.arguments().first();
    USHER_TRY(const MetadataPolicy policy, readMetadataPolicy(line, now));
    USHER_TRY(const Metadata metadata, bringMetadata(from));
    USHER_TRY(const ImportedMetadata imported, readFrom(from, importProviderMetadata(metadata.bytes, policy)));
    noteSignature(console, imported.signature);
    return IdentityProvider{imported.provider, metadata.source, policy.signer};
}

/// The names that --idp-entity-id takes, a line each.
void writeNames(Console &console, const std::vector<ProviderName> &names, ReportFormat format)
{
    for (const ProviderName &name : names) {
        if (format == ReportFormat::Json)
            console.writeLine(
                QJsonObject{{QStringLiteral("entityId"), name.entityId.text()}, {QStringLiteral("displayName"), name.displayName}});
        else
            console.writeLine(name.displayName.isEmpty() ? name.entityId.text()
                                                         : name.entityId.text() + QStringLiteral("  ") + name.displayName);
    }
}

/// What a file or an address says, expired or not: this relies on nothing.
Result<void> showMetadata(Console &console, const CommandLine &line, ReportFormat format)
{
    const QString from = line.arguments().first();
    USHER_TRY(const Metadata metadata, bringMetadata(from));
    USHER_TRY(const std::vector<ProviderName> names, readFrom(from, listIdentityProviders(metadata.bytes)));
    const EntityId chosen(line.value(QStringLiteral("idp-entity-id")).value_or(QString()));
    if (names.size() > 1 && chosen.isEmpty()) {
        writeNames(console, names, format);
        console.note(CommandWords::tr("The metadata describes %1 identity providers. --idp-entity-id ID shows one of them.")
                         .arg(names.size()));
        return {};
    }
    USHER_TRY(const IdentityProviderMetadata provider, readFrom(from, readIdentityProviderMetadata(metadata.bytes, chosen)));
    writeProvider(console, provider, format, SystemClock().now());
    return {};
}

Result<void> showFrom(Console &console, const CommandLine &line)
{
    USHER_TRY(const ReportFormat format, readFormat(line));
    if (!line.arguments().isEmpty())
        return showMetadata(console, line, format);
    OpenDirectory directory;
    USHER_TRY(directory.open(line, WhenMissing::Fail));
    USHER_TRY(const IdentityConfiguration configuration, directory.store().configurations().load());
    writeConfiguration(console, configuration, format, directory.clock.now());
    return {};
}

ExitStatus show(Console &console, const QStringList &arguments)
{
    CommandLine line(
        QStringLiteral("usher metadata show [options] [FILE]"),
        CommandWords::tr("Shows the identity provider and the service provider of a directory, or what a metadata file or "
                         "address says."));
    line.takeArguments(1);
    addDirectoryOption(line);
    addFormatOption(line);
    line.addOption(QStringLiteral("idp-entity-id"),
                   CommandWords::tr("Which provider to show, where the metadata describes several."), CommandWords::tr("id"));
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    return finish(console, showFrom(console, line));
}

Result<void> exportFrom(Console &console, const CommandLine &line)
{
    OpenDirectory directory;
    USHER_TRY(directory.open(line, WhenMissing::Fail));
    USHER_TRY(const IdentityConfiguration configuration, directory.store().configurations().load());
    USHER_TRY(const std::vector<Certificate> certificates, directory.store().serviceProviderKeys().certificates());
    console.write(writeServiceProviderMetadata(serviceProviderMetadata(configuration, certificates)));
    return {};
}

ExitStatus exportMetadata(Console &console, const QStringList &arguments)
{
    CommandLine line(
        QStringLiteral("usher metadata export [options]"),
        CommandWords::tr("Writes this service provider's metadata to standard output. In Entra, Upload metadata file takes it."));
    addDirectoryOption(line);
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    return finish(console, exportFrom(console, line));
}

Result<void> importInto(Console &console, const CommandLine &line)
{
    if (line.arguments().isEmpty())
        return usageError(CommandWords::tr("Name one file or address, or - for standard input."));
    OpenDirectory directory;
    USHER_TRY(const IdentityProvider provider, bringProvider(console, line, directory.clock.now()));
    USHER_TRY(directory.open(line, WhenMissing::Create));
    ConfigurationStore &configurations = directory.store().configurations();
    USHER_TRY(IdentityConfiguration configuration, configurations.load());
    configuration.provider = provider;
    USHER_TRY(const IdentityConfiguration saved, configurations.save(operatorOfThisProcess(), configuration));
    writeConfiguration(console, saved, ReportFormat::Text, directory.clock.now());
    return {};
}

ExitStatus importMetadata(Console &console, const QStringList &arguments)
{
    CommandLine line(
        QStringLiteral("usher metadata import [options] FILE"),
        CommandWords::tr(
            "Makes the provider that a metadata file or an https address describes the directory's identity "
            "provider, in place of the one before. In Entra, copy App Federation Metadata Url. The window reads an address "
            "again every day."));
    line.takeArguments(1);
    addDirectoryOption(line);
    addMetadataOptions(line);
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    return finish(console, importInto(console, line));
}

} // namespace

ExitStatus metadata(Console &console, const QStringList &arguments)
{
    return dispatch(
        console,
        {QStringLiteral("usher metadata COMMAND"),
         CommandWords::tr("SAML metadata: what identity provider and service provider publish about themselves."),
         {{QStringLiteral("show"), CommandWords::tr("shows it, of a directory or of a file"), show},
          {QStringLiteral("export"), CommandWords::tr("writes this service provider's, for Entra"), exportMetadata},
          {QStringLiteral("import"), CommandWords::tr("takes an identity provider into the directory"), importMetadata}},
         {}},
        arguments);
}

} // namespace usher
