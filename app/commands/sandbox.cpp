// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/sandbox.h"

#include "app/commands/command.h"
#include "app/commands/command_line.h"
#include "app/commands/command_words.h"
#include "app/commands/input_files.h"
#include "app/sandbox_directory.h"
#include "core/sandbox/federation_metadata.h"
#include "core/sandbox/response_builder.h"
#include "core/sandbox/sandbox_tenant.h"

#include <algorithm>
#include <array>
#include <utility>

namespace usher {

namespace {

constexpr int defaultPort = 48111;
constexpr qsizetype maximumCertificateFile = 1 << 20;

// AADSTS codes have four to nine digits.
constexpr int leastCode = 1'000;
constexpr int greatestCode = 999'999'999;

struct Tools
{
    SystemClock clock;
    SystemRandom random;

    [[nodiscard]] Result<sandbox::Keys> keys() { return sandbox::Keys::loadOrCreate(sandboxFolder(), clock, random); }
};

/// A service provider to make responses for, where none is named.
constexpr auto defaultEntityId = "urn:usher:sandbox";
constexpr auto defaultAcsUrl = "http://localhost:48110/saml/acs";

void addPortOption(CommandLine &line)
{
    line.addOption(QStringLiteral("port"), CommandWords::tr("The port on 127.0.0.1; %1 unless given.").arg(defaultPort),
                   CommandWords::tr("number"));
}

Result<int> readPort(const CommandLine &line, int least)
{
    return line.number(QStringLiteral("port"), least, 65535, defaultPort);
}

Result<std::unique_ptr<sandbox::Tenant>> listen(const CommandLine &line, Tools &tools)
{
    USHER_TRY(const int port, readPort(line, 0));
    USHER_TRY(sandbox::Keys keys, tools.keys());
    return sandbox::Tenant::listen(quint16(port), std::move(keys), tools.clock, tools.random);
}

ExitStatus serve(Console &console, const QStringList &arguments)
{
    CommandLine line(
        QStringLiteral("usher sandbox serve [options]"),
        CommandWords::tr("Runs the sandbox tenant on this computer, until it is interrupted: metadata, a sign-in page, signed "
                         "responses. Its address goes to standard output. Port 0 picks a free one."));
    addPortOption(line);
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    Tools tools;
    const auto tenant = listen(line, tools);
    if (!tenant)
        return console.refuse(tenant.error());
    console.writeLine((*tenant)->base().toString());
    console.note(CommandWords::tr("The sandbox tenant listens; Ctrl+C ends it. Its metadata: %1")
                     .arg((*tenant)->metadataAddress().toString()));
    if (console.written())
        QCoreApplication::exec();
    return ExitStatus::Accepted;
}

Result<QByteArray> metadataOf(const CommandLine &line)
{
    Tools tools;
    USHER_TRY(const int port, readPort(line, 1));
    USHER_TRY(const sandbox::Keys keys, tools.keys());
    return sandbox::buildMetadata(keys, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)));
}

ExitStatus sandboxMetadata(Console &console, const QStringList &arguments)
{
    CommandLine line(QStringLiteral("usher sandbox metadata [options]"),
                     CommandWords::tr("Writes the sandbox tenant's federation metadata to standard output."));
    addPortOption(line);
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    const Result<QByteArray> metadata = metadataOf(line);
    if (!metadata)
        return console.refuse(metadata.error());
    console.write(*metadata);
    return ExitStatus::Accepted;
}

CommandLine responseLine()
{
    CommandLine line(
        QStringLiteral("usher sandbox response [options]"),
        CommandWords::tr("Writes one signed response to standard output, as Entra would send it. Whoever is not known in the "
                         "tenant is made up from the name, the same each time."));
    line.addOption(QStringLiteral("user"), CommandWords::tr("Whom it is about."), CommandWords::tr("name"));
    line.addOption(QStringLiteral("claim"), CommandWords::tr("One more claim, NAME=VALUE; repeatable."), CommandWords::tr("claim"));
    line.addOption(QStringLiteral("sign"), CommandWords::tr("What is signed: assertion, response or both."),
                   CommandWords::tr("what"));
    line.addOption(QStringLiteral("encrypt"), CommandWords::tr("Encrypt the assertion for this certificate."),
                   CommandWords::tr("file"));
    line.addOption(QStringLiteral("at"), CommandWords::tr("Made at this time (ISO 8601, UTC), not now."), CommandWords::tr("time"));
    line.addOption(QStringLiteral("in-response-to"), CommandWords::tr("The request that it answers; none unless given."),
                   CommandWords::tr("id"));
    line.addOption(QStringLiteral("entity-id"),
                   CommandWords::tr("Whom it is for; %1 unless given.").arg(QLatin1String(defaultEntityId)),
                   CommandWords::tr("id"));
    line.addOption(QStringLiteral("acs-url"),
                   CommandWords::tr("Where it is posted; %1 unless given.").arg(QLatin1String(defaultAcsUrl)),
                   CommandWords::tr("url"));
    line.addOption(QStringLiteral("fail"),
                   CommandWords::tr("Refused with this AADSTS code, such as 50105: a failed status in place of an assertion."),
                   CommandWords::tr("code"));
    line.addFlag(QStringLiteral("base64"), CommandWords::tr("As it is posted, in base64."));
    return line;
}

Result<std::vector<std::pair<QString, QString>>> readClaims(const CommandLine &line)
{
    std::vector<std::pair<QString, QString>> claims;
    for (const QString &text : line.values(QStringLiteral("claim"))) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals < 1)
            return usageError(CommandWords::tr("“%1” does not fit --claim, which takes NAME=VALUE.").arg(text));
        claims.emplace_back(text.first(equals), text.sliced(equals + 1));
    }
    return claims;
}

Result<sandbox::Signed> readSigned(const CommandLine &line)
{
    const QStringList choices{QStringLiteral("assertion"), QStringLiteral("response"), QStringLiteral("both")};
    USHER_TRY(const QString choice, line.choice(QStringLiteral("sign"), choices));
    constexpr std::array meanings{sandbox::Signed::Assertion, sandbox::Signed::Response, sandbox::Signed::Both};
    return meanings.at(size_t(choices.indexOf(choice)));
}

Result<sandbox::ResponseOrder> readOrder(const CommandLine &line, const Clock &clock)
{
    sandbox::ResponseOrder order;
    const std::optional<QString> user = line.value(QStringLiteral("user"));
    order.person = user ? sandbox::personNamed(*user) : sandbox::people().front();
    USHER_TRY(order.extraClaims, readClaims(line));
    USHER_TRY(order.what, readSigned(line));
    if (const std::optional<QString> file = line.value(QStringLiteral("encrypt"))) {
        USHER_TRY(const QByteArray bytes, readFile(*file, maximumCertificateFile));
        USHER_TRY(order.encryptFor, readFrom(*file, Certificate::fromBytes(bytes)));
    }
    USHER_TRY(const std::optional<TimePoint> at, line.time(QStringLiteral("at")));
    order.at = at.value_or(clock.now());
    order.inResponseTo = line.value(QStringLiteral("in-response-to")).value_or(QString());
    order.audience = EntityId(line.value(QStringLiteral("entity-id")).value_or(QLatin1String(defaultEntityId)));
    USHER_TRY(const QUrl acsUrl, line.webAddress(QStringLiteral("acs-url")));
    order.assertionConsumerService = acsUrl.isEmpty() ? QUrl(QLatin1String(defaultAcsUrl)) : acsUrl;
    if (line.value(QStringLiteral("fail"))) {
        USHER_TRY(order.failure, line.number(QStringLiteral("fail"), leastCode, greatestCode, leastCode));
    }
    return order;
}

Result<QByteArray> responseOf(const CommandLine &line)
{
    Tools tools;
    USHER_TRY(const sandbox::ResponseOrder order, readOrder(line, tools.clock));
    USHER_TRY(const sandbox::Keys keys, tools.keys());
    return sandbox::buildResponse(order, keys, tools.random);
}

ExitStatus sandboxResponse(Console &console, const QStringList &arguments)
{
    CommandLine line = responseLine();
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    const Result<QByteArray> response = responseOf(line);
    if (!response)
        return console.refuse(response.error());
    console.write(line.isSet(QStringLiteral("base64")) ? response->toBase64() + '\n' : *response);
    return ExitStatus::Accepted;
}

} // namespace

ExitStatus sandboxCommands(Console &console, const QStringList &arguments)
{
    return dispatch(
        console,
        {QStringLiteral("usher sandbox COMMAND"),
         CommandWords::tr("A make-believe Entra tenant on this computer. Any password signs in there, so trust it in tests only."),
         {{QStringLiteral("serve"), CommandWords::tr("runs it, with its sign-in page"), serve},
          {QStringLiteral("metadata"), CommandWords::tr("writes its federation metadata"), sandboxMetadata},
          {QStringLiteral("response"), CommandWords::tr("writes one signed response"), sandboxResponse}},
         {}},
        arguments);
}

} // namespace usher
