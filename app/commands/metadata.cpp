// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/metadata.h"

#include "app/commands/command.h"
#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "app/commands/input_files.h"
#include "app/commands/report_output.h"
#include "app/directory_address.h"
#include "app/operator.h"
#include "core/federation/metadata_fetch.h"
#include "core/provisioning/identity_configuration.h"
#include "core/saml/service_provider_metadata.h"

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
    std::unique_ptr<Store> store;

    Result<void> open(const CommandLine &line, WhenMissing whenMissing)
    {
        const Settings settings;
        USHER_TRY(const StoreAddress address,
                  directoryAddress(line.value(QStringLiteral("directory")).value_or(QString()), settings));
        USHER_TRY(store, whenMissing == WhenMissing::Fail ? openExisting(address, clock, random)
                                                          : Store::open(address, DirectoryKind::Real, whenMissing, clock, random));
        return {};
    }
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

QJsonObject providerJson(const IdentityProviderMetadata &metadata)
{
    QJsonArray certificates;
    for (const Certificate &certificate : metadata.signingCertificates)
        certificates += certificateJson(certificate);
    return {{QStringLiteral("entityId"), metadata.entityId.text()},
            {QStringLiteral("tenantId"), metadata.tenantId},
            {QStringLiteral("singleSignOn"), metadata.singleSignOn.toString()},
            {QStringLiteral("singleLogout"), metadata.singleLogout.toString()},
            {QStringLiteral("certificates"), certificates}};
}

QString providerText(const IdentityProviderMetadata &metadata)
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
    return text;
}

QString serviceProviderText(const IdentityConfiguration &configuration)
{
    return CommandWords::tr("This service provider") + QStringLiteral("\n  ") +
           CommandWords::tr("Entity ID (Entra: Identifier): %1").arg(configuration.serviceProvider.text()) +
           QStringLiteral("\n  ") +
           CommandWords::tr("Reply URL (Entra: Reply URL): %1").arg(configuration.assertionConsumerService.toString()) + u'\n';
}

void writeProvider(Console &console, const IdentityProviderMetadata &metadata, ReportFormat format)
{
    if (format == ReportFormat::Json)
        console.writeLine(QJsonObject{{QStringLiteral("identityProvider"), providerJson(metadata)}});
    else
        console.write(providerText(metadata).toUtf8());
}

void writeConfiguration(Console &console, const IdentityConfiguration &configuration, ReportFormat format)
{
    if (format == ReportFormat::Json) {
        QJsonObject json{
            {QStringLiteral("serviceProvider"),
             QJsonObject{{QStringLiteral("entityId"), configuration.serviceProvider.text()},
                         {QStringLiteral("assertionConsumerService"), configuration.assertionConsumerService.toString()}}}};
        if (configuration.provider)
            json[QStringLiteral("identityProvider")] = providerJson(configuration.provider->metadata);
        console.writeLine(json);
        return;
    }
    const QString provider = configuration.provider
                                 ? providerText(configuration.provider->metadata)
                                 : CommandWords::tr("Identity provider\n  none yet: usher metadata import brings one") + u'\n';
    console.write((provider + serviceProviderText(configuration)).toUtf8());
}

bool isAddress(const QString &text)
{
    return text.startsWith(u"https:", Qt::CaseInsensitive) || text.startsWith(u"http:", Qt::CaseInsensitive);
}

Result<IdentityProvider> bringProvider(const QString &from)
{
    if (isAddress(from)) {
        USHER_TRY(const QByteArray bytes, fetchMetadataNow(QUrl(from, QUrl::StrictMode)));
        USHER_TRY(IdentityProviderMetadata metadata, readFrom(from, readIdentityProviderMetadata(bytes)));
        return IdentityProvider{std::move(metadata), {MetadataSource::Kind::Address, from}};
    }
    USHER_TRY(const QByteArray bytes, from == u"-" ? Console::readAll(maximumMetadataBytes) : readFile(from, maximumMetadataBytes));
    USHER_TRY(IdentityProviderMetadata metadata, readFrom(from, readIdentityProviderMetadata(bytes)));
    return IdentityProvider{std::move(metadata),
                            {MetadataSource::Kind::File, from == u"-" ? QString() : QFileInfo(from).fileName()}};
}

Result<void> showFrom(Console &console, const CommandLine &line)
{
    USHER_TRY(const ReportFormat format, readFormat(line));
    if (!line.arguments().isEmpty()) {
        USHER_TRY(const IdentityProvider provider, bringProvider(line.arguments().first()));
        writeProvider(console, provider.metadata, format);
        return {};
    }
    OpenDirectory directory;
    USHER_TRY(directory.open(line, WhenMissing::Fail));
    USHER_TRY(const IdentityConfiguration configuration, directory.store->configurations().load());
    writeConfiguration(console, configuration, format);
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
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    return finish(console, showFrom(console, line));
}

Result<void> exportFrom(Console &console, const CommandLine &line)
{
    OpenDirectory directory;
    USHER_TRY(directory.open(line, WhenMissing::Fail));
    USHER_TRY(const IdentityConfiguration configuration, directory.store->configurations().load());
    console.write(writeServiceProviderMetadata({configuration.serviceProvider, configuration.assertionConsumerService}));
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
    USHER_TRY(const IdentityProvider provider, bringProvider(line.arguments().first()));
    OpenDirectory directory;
    USHER_TRY(directory.open(line, WhenMissing::Create));
    ConfigurationStore &configurations = directory.store->configurations();
    USHER_TRY(IdentityConfiguration configuration, configurations.load());
    configuration.provider = provider;
    USHER_TRY(const IdentityConfiguration saved, configurations.save(operatorOfThisProcess(), configuration));
    writeConfiguration(console, saved, ReportFormat::Text);
    return {};
}

ExitStatus importMetadata(Console &console, const QStringList &arguments)
{
    CommandLine line(
        QStringLiteral("usher metadata import [options] FILE"),
        CommandWords::tr("Makes the provider that a metadata file or an https address describes the directory's identity "
                         "provider, in place of the one before. In Entra, copy App Federation Metadata Url."));
    line.takeArguments(1);
    addDirectoryOption(line);
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
