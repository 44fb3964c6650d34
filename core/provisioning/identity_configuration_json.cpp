// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_table.h"
#include "core/provisioning/identity_configuration.h"
#include "core/saml/address.h"

#include <QJsonArray>

#include <limits>
#include <type_traits>

namespace usher {

namespace {

constexpr TextTable<MetadataSource::Kind, 2> sourceTexts{{
    {MetadataSource::Kind::File, u"file"},
    {MetadataSource::Kind::Address, u"address"},
}};

constexpr TextTable<RequestSigning, 2> requestSigningTexts{{
    {RequestSigning::Unsigned, u"unsigned"},
    {RequestSigning::Signed, u"signed"},
}};

constexpr TextTable<SingleLogout, 2> singleLogoutTexts{{
    {SingleLogout::Off, u"off"},
    {SingleLogout::On, u"on"},
}};

constexpr TextTable<TrustPolicy::Unsolicited, 2> unsolicitedTexts{{
    {TrustPolicy::Unsolicited::Refuse, u"refuse"},
    {TrustPolicy::Unsolicited::Accept, u"accept"},
}};

constexpr TextTable<xml::AlgorithmPolicy::Sha1, 2> sha1Texts{{
    {xml::AlgorithmPolicy::Sha1::Refuse, u"refuse"},
    {xml::AlgorithmPolicy::Sha1::Allow, u"allow"},
}};

constexpr TextTable<FieldMapping::Presence, 2> presenceTexts{{
    {FieldMapping::Presence::Optional, u"optional"},
    {FieldMapping::Presence::Required, u"required"},
}};

constexpr TextTable<NameIdKeys, 2> nameIdKeysTexts{{
    {NameIdKeys::PersistentOnly, u"persistent-only"},
    {NameIdKeys::AlsoEmailAddressAndUnspecified, u"also-email-address-and-unspecified"},
}};

QJsonObject toJson(const ClaimMapping &mapping)
{
    QJsonArray fields;
    for (const FieldMapping &row : mapping.fields) {
        fields.append(QJsonObject{
            {QStringLiteral("field"), toText(row.field)},
            {QStringLiteral("claims"), QJsonArray::fromStringList(row.claims)},
            {QStringLiteral("presence"), textOf(presenceTexts, row.presence)},
            {QStringLiteral("update"), toText(row.update)},
        });
    }
    return {
        {QStringLiteral("key"), QJsonObject{{QStringLiteral("tenantClaim"), mapping.key.tenantClaim},
                                            {QStringLiteral("objectClaim"), mapping.key.objectClaim},
                                            {QStringLiteral("nameIds"), textOf(nameIdKeysTexts, mapping.key.nameIds)}}},
        {QStringLiteral("fields"), fields},
    };
}

QJsonObject toJson(const ProtocolOptions &options)
{
    return {
        {QStringLiteral("requestSigning"), textOf(requestSigningTexts, options.requestSigning)},
        {QStringLiteral("singleLogout"), textOf(singleLogoutTexts, options.singleLogout)},
        {QStringLiteral("unsolicited"), textOf(unsolicitedTexts, options.unsolicited)},
        {QStringLiteral("sha1"), textOf(sha1Texts, options.sha1)},
    };
}

/// Reads the members of one object, each by its type and none by default: what is missing or of another type is
/// ConfigurationInvalid, with the path of the member.
class Reader
{
public:
    Reader(QJsonObject object, QString path) : m_object(std::move(object)), m_path(std::move(path)) {}

    [[nodiscard]] std::unexpected<Error> invalid(const QString &member) const
    {
        return fail(ErrorCode::ConfigurationInvalid, m_path + member);
    }

    [[nodiscard]] Result<QString> text(const QString &member) const
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isString())
            return invalid(member);
        return value.toString();
    }

    [[nodiscard]] Result<QUrl> address(const QString &member) const
    {
        USHER_TRY(const QString written, text(member));
        QUrl url(written, QUrl::StrictMode);
        if (!written.isEmpty() && !url.isValid())
            return invalid(member);
        return url;
    }

    [[nodiscard]] Result<bool> flag(const QString &member) const
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isBool())
            return invalid(member);
        return value.toBool();
    }

    [[nodiscard]] Result<int> number(const QString &member) const
    {
        constexpr int notANumber = std::numeric_limits<int>::min();
        const int value = m_object.value(member).toInt(notANumber); // also for fractions and what an int can't hold
        if (value == notANumber)
            return invalid(member);
        return value;
    }

    [[nodiscard]] Result<TimePoint> time(const QString &member) const
    {
        USHER_TRY(const QString written, text(member));
        const Result<TimePoint> value = parseDateTime(written);
        if (!value)
            return invalid(member);
        return *value;
    }

    /// A value of an enumeration; \p fromText knows its texts.
    template<typename FromText>
    [[nodiscard]] auto choice(const QString &member, FromText fromText) const
        -> Result<typename std::invoke_result_t<FromText, QStringView>::value_type>
    {
        USHER_TRY(const QString written, text(member));
        const auto value = fromText(QStringView(written));
        if (!value)
            return invalid(member);
        return *value;
    }

    [[nodiscard]] bool isNull(const QString &member) const { return m_object.value(member).isNull(); }

    [[nodiscard]] Result<Reader> object(const QString &member) const
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isObject())
            return invalid(member);
        return Reader(value.toObject(), m_path + member + u'.');
    }

    [[nodiscard]] Result<QStringList> texts(const QString &member) const
    {
        USHER_TRY(const QJsonArray array, arrayOf(member));
        QStringList list;
        for (const auto &value : array) {
            if (!value.isString())
                return invalid(member);
            list.append(value.toString());
        }
        return list;
    }

    [[nodiscard]] Result<std::vector<Reader>> objects(const QString &member) const
    {
        USHER_TRY(const QJsonArray array, arrayOf(member));
        std::vector<Reader> list;
        for (const auto &value : array) {
            if (!value.isObject())
                return invalid(member);
            list.emplace_back(value.toObject(), QStringLiteral("%1%2[%3].").arg(m_path, member).arg(list.size()));
        }
        return list;
    }

private:
    [[nodiscard]] Result<QJsonArray> arrayOf(const QString &member) const
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isArray())
            return invalid(member);
        return value.toArray();
    }

    QJsonObject m_object;
    QString m_path;
};

Result<std::vector<Certificate>> readCertificates(const Reader &reader, const QString &member)
{
    USHER_TRY(const QStringList texts, reader.texts(member));
    std::vector<Certificate> certificates;
    for (const QString &text : texts) {
        const auto certificate = Certificate::fromText(text.toLatin1());
        if (!certificate)
            return reader.invalid(member);
        certificates.push_back(*certificate);
    }
    return certificates;
}

Result<MetadataSource> readSource(const Reader &reader)
{
    MetadataSource source;
    USHER_TRY(source.kind, reader.choice(QStringLiteral("kind"), [](QStringView text) { return valueOf(sourceTexts, text); }));
    USHER_TRY(source.location, reader.text(QStringLiteral("location")));
    return source;
}

/// Two is written. One, which had no number, knew none of protocol options, metadata signer and validUntil.
enum class Format { One = 1, Two = 2 };

/// Error: ConfigurationInvalid for a number that is not known here.
Result<Format> readFormat(const QJsonObject &json, const Reader &reader)
{
    const QString member = QStringLiteral("format");
    if (!json.contains(member))
        return Format::One;
    USHER_TRY(const int format, reader.number(member));
    if (format != int(Format::Two))
        return reader.invalid(member);
    return Format::Two;
}

Result<IdentityProvider> readProvider(const Reader &reader, Format format)
{
    IdentityProvider provider;
    IdentityProviderMetadata &metadata = provider.metadata;
    USHER_TRY(const QString entityId, reader.text(QStringLiteral("entityId")));
    metadata.entityId = EntityId(entityId);
    USHER_TRY(metadata.tenantId, reader.text(QStringLiteral("tenantId")));
    USHER_TRY(metadata.singleSignOn, reader.address(QStringLiteral("singleSignOn")));
    USHER_TRY(metadata.singleLogout, reader.address(QStringLiteral("singleLogout")));
    USHER_TRY(metadata.signingCertificates, readCertificates(reader, QStringLiteral("signingCertificates")));
    USHER_TRY(metadata.wantsSignedRequests, reader.flag(QStringLiteral("wantsSignedRequests")));
    USHER_TRY(const Reader source, reader.object(QStringLiteral("source")));
    USHER_TRY(provider.source, readSource(source));
    if (format == Format::One)
        return provider;
    if (!reader.isNull(QStringLiteral("validUntil"))) {
        USHER_TRY(metadata.validUntil, reader.time(QStringLiteral("validUntil")));
    }
    if (!reader.isNull(QStringLiteral("metadataSigner"))) {
        USHER_TRY(const QString signer, reader.text(QStringLiteral("metadataSigner")));
        const auto certificate = Certificate::fromText(signer.toLatin1());
        if (!certificate)
            return reader.invalid(QStringLiteral("metadataSigner"));
        provider.metadataSigner = *certificate;
    }
    return provider;
}

Result<FieldMapping> readFieldMapping(const Reader &reader)
{
    FieldMapping row;
    USHER_TRY(row.field, reader.choice(QStringLiteral("field"), profileFieldFromText));
    USHER_TRY(row.claims, reader.texts(QStringLiteral("claims")));
    USHER_TRY(row.presence,
              reader.choice(QStringLiteral("presence"), [](QStringView text) { return valueOf(presenceTexts, text); }));
    USHER_TRY(row.update, reader.choice(QStringLiteral("update"), updatePolicyFromText));
    return row;
}

Result<ClaimMapping> readMapping(const Reader &reader)
{
    ClaimMapping mapping;
    USHER_TRY(const Reader key, reader.object(QStringLiteral("key")));
    USHER_TRY(mapping.key.tenantClaim, key.text(QStringLiteral("tenantClaim")));
    USHER_TRY(mapping.key.objectClaim, key.text(QStringLiteral("objectClaim")));
    USHER_TRY(mapping.key.nameIds,
              key.choice(QStringLiteral("nameIds"), [](QStringView text) { return valueOf(nameIdKeysTexts, text); }));
    USHER_TRY(const std::vector<Reader> rows, reader.objects(QStringLiteral("fields")));
    for (const Reader &row : rows) {
        USHER_TRY(FieldMapping read, readFieldMapping(row));
        mapping.fields.push_back(std::move(read));
    }
    return mapping;
}

Result<ProtocolOptions> readProtocolOptions(const Reader &reader)
{
    const auto choose = [&](const QString &member, const auto &texts) {
        return reader.choice(member, [&](QStringView text) { return valueOf(texts, text); });
    };
    ProtocolOptions options;
    USHER_TRY(options.requestSigning, choose(QStringLiteral("requestSigning"), requestSigningTexts));
    USHER_TRY(options.singleLogout, choose(QStringLiteral("singleLogout"), singleLogoutTexts));
    USHER_TRY(options.unsolicited, choose(QStringLiteral("unsolicited"), unsolicitedTexts));
    USHER_TRY(options.sha1, choose(QStringLiteral("sha1"), sha1Texts));
    return options;
}

} // namespace

QJsonObject toJson(const IdentityProvider &provider)
{
    QJsonArray certificates;
    for (const Certificate &certificate : provider.metadata.signingCertificates)
        certificates.append(QString::fromLatin1(certificate.toBase64()));
    return {
        {QStringLiteral("entityId"), provider.metadata.entityId.text()},
        {QStringLiteral("tenantId"), provider.metadata.tenantId},
        {QStringLiteral("singleSignOn"), addressText(provider.metadata.singleSignOn)},
        {QStringLiteral("singleLogout"), addressText(provider.metadata.singleLogout)},
        {QStringLiteral("signingCertificates"), certificates},
        {QStringLiteral("wantsSignedRequests"), provider.metadata.wantsSignedRequests},
        {QStringLiteral("validUntil"),
         provider.metadata.validUntil ? QJsonValue(formatDateTime(*provider.metadata.validUntil)) : QJsonValue()},
        {QStringLiteral("source"), QJsonObject{{QStringLiteral("kind"), textOf(sourceTexts, provider.source.kind)},
                                               {QStringLiteral("location"), provider.source.location}}},
        {QStringLiteral("metadataSigner"),
         provider.metadataSigner ? QJsonValue(QString::fromLatin1(provider.metadataSigner->toBase64())) : QJsonValue()},
    };
}

Result<IdentityProvider> identityProviderFromJson(const QJsonObject &json)
{
    return readProvider(Reader(json, {}), Format::Two);
}

QJsonObject toJson(const IdentityConfiguration &configuration)
{
    return {
        {QStringLiteral("format"), int(Format::Two)},
        // null rather than absent: a misspelt member must not read as "no provider"
        {QStringLiteral("provider"), configuration.provider ? QJsonValue(toJson(*configuration.provider)) : QJsonValue()},
        {QStringLiteral("serviceProvider"), configuration.serviceProvider.text()},
        {QStringLiteral("assertionConsumerService"), addressText(configuration.assertionConsumerService)},
        {QStringLiteral("mapping"), toJson(configuration.mapping)},
        {QStringLiteral("method"), toText(configuration.method)},
        {QStringLiteral("defaultPool"), configuration.defaultPool.text()},
        {QStringLiteral("defaultRole"), configuration.defaultRole.text()},
        {QStringLiteral("protocol"), toJson(configuration.protocol)},
        {QStringLiteral("version"), configuration.version},
    };
}

Result<IdentityConfiguration> identityConfigurationFromJson(const QJsonObject &json)
{
    const Reader reader(json, {});
    USHER_TRY(const Format format, readFormat(json, reader));
    IdentityConfiguration configuration;
    if (!reader.isNull(QStringLiteral("provider"))) {
        USHER_TRY(const Reader provider, reader.object(QStringLiteral("provider")));
        USHER_TRY(configuration.provider, readProvider(provider, format));
    }
    USHER_TRY(const QString serviceProvider, reader.text(QStringLiteral("serviceProvider")));
    configuration.serviceProvider = EntityId(serviceProvider);
    USHER_TRY(configuration.assertionConsumerService, reader.address(QStringLiteral("assertionConsumerService")));
    USHER_TRY(const Reader mapping, reader.object(QStringLiteral("mapping")));
    USHER_TRY(configuration.mapping, readMapping(mapping));
    USHER_TRY(configuration.method, reader.choice(QStringLiteral("method"), provisioningMethodFromText));
    USHER_TRY(const QString defaultPool, reader.text(QStringLiteral("defaultPool")));
    configuration.defaultPool = PoolId(defaultPool);
    USHER_TRY(const QString defaultRole, reader.text(QStringLiteral("defaultRole")));
    configuration.defaultRole = RoleId(defaultRole);
    if (format != Format::One) {
        USHER_TRY(const Reader protocol, reader.object(QStringLiteral("protocol")));
        USHER_TRY(configuration.protocol, readProtocolOptions(protocol));
    }
    USHER_TRY(configuration.version, reader.number(QStringLiteral("version")));
    return configuration;
}

} // namespace usher
