// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/identity_configuration.h"

#include "core/saml/entra.h"
#include "tests/kit/assertions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace usher;

namespace {

using Change = std::function<void(IdentityConfiguration &)>;

constexpr auto tenant = "11111111-2222-4333-8444-555555555555";

/// A self-signed certificate with an RSA key of 1024 bits.
constexpr auto shortKey =
    "MIIB/jCCAWegAwIBAgIUFkLSeKTRI46H4FjOZaTddZeOeAYwDQYJKoZIhvcNAQELBQAwEDEOMAwGA1UEAwwFc2hvcnQwIBcNMjYxMTI0MjMzOT"
    "AxWhgPMjEyNjEwMzEyMzM5MDFaMBAxDjAMBgNVBAMMBXNob3J0MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC2cjLeXQm1as+CgDHRbucC"
    "ftqnjfSNidI845p0uuZHGvzElo4fHlJDIZh/vJNiYJLAM4oqnCkC+CBYh6og+AE1rkfvjDjIwmnn0wwP6URnuCPzi5WDgroRW2M2CaU9Gs1OEv"
    "GfBJuiJdBarq7f+RpWLfAswUnsm2AyUA+bCPLUHQIDAQABo1MwUTAdBgNVHQ4EFgQUJt/4DGVgsmSFGPL0qAAQQd0tkFMwHwYDVR0jBBgwFoAU"
    "Jt/4DGVgsmSFGPL0qAAQQd0tkFMwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOBgQBb+l1vTxcKhYGWePd5gGtArCrKweYacA+R2Q"
    "qs41b6cZxtLs28msysNuMidriY3Sug3QBFSTVeqH1UWmkRYq0OU2j+J4EoH2sATERJyswcLFZxrDN/HW0dIbfkbISlw39vf3V/M1/9UjSI/0fW"
    "yDVUs7KT6JdE6+bqNM3Zv5Vy2g==";

/// One with a key on the curve P-256.
constexpr auto ellipticCurveKey =
    "MIIBeDCCAR2gAwIBAgIUe+T5ljo3i9tQE5l6A9/UTa/cqz8wCgYIKoZIzj0EAwIwEDEOMAwGA1UEAwwFY3VydmUwIBcNMjYxMTI0MjMzOTAxWh"
    "gPMjEyNjEwMzEyMzM5MDFaMBAxDjAMBgNVBAMMBWN1cnZlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEX/AyMYQwv9kT3kwRoYET+qli09hZ"
    "pY7WaSoMA5Wrr3IUCWATwqDjQ7fF/v7iDdgXpZU2N3/n4MD0WoTaD7zFSqNTMFEwHQYDVR0OBBYEFKuULmSDjMFM9AsUJ0uCR9HAafU2MB8GA1"
    "UdIwQYMBaAFKuULmSDjMFM9AsUJ0uCR9HAafU2MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAIF8cq5s/PWQUEOkh09R5ny6"
    "stm5XBTEh+pAaztyRxKUAiEA2UqB0xuQNvGNVuwAN5QERXXAHGuy3DqND/9UbXp7T3s=";

/// A copy of \p object in which the member at \p path (`provider/source/kind`) is \p value.
QJsonObject withMember(QJsonObject object, const QStringList &path, const QJsonValue &value)
{
    if (path.size() == 1) {
        if (value.isUndefined())
            object.remove(path.first());
        else
            object.insert(path.first(), value);
        return object;
    }
    object.insert(path.first(), withMember(object.value(path.first()).toObject(), path.sliced(1), value));
    return object;
}

} // namespace

class TestIdentityConfiguration : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;

    /// A real tenant's, with everything in it.
    IdentityConfiguration complete()
    {
        IdentityConfiguration configuration;
        IdentityProvider provider{m_world.identityProvider(),
                                  {MetadataSource::Kind::Address, QStringLiteral("https://login.example/m?appid=1")}};
        provider.metadata.tenantId = QString::fromLatin1(tenant);
        provider.metadata.entityId = EntityId(entra::issuerOf(provider.metadata.tenantId));
        provider.metadata.singleSignOn = QUrl(QStringLiteral("https://login.example/ten%20ant/saml2?x=a%26b"));
        provider.metadata.singleLogout = QUrl(QStringLiteral("https://login.example/saml2/out"));
        provider.metadata.wantsSignedRequests = true;
        configuration.provider = provider;
        configuration.serviceProvider = EntityId(QStringLiteral("https://usher.example/Ünïcode"));
        configuration.assertionConsumerService = QUrl(QStringLiteral("http://localhost:48110/saml/ACS"));
        configuration.mapping.key.nameIds = NameIdKeys::AlsoEmailAddressAndUnspecified;
        configuration.mapping.fields[1].presence = FieldMapping::Presence::Required;
        configuration.mapping.fields[2].update = UpdatePolicy::OnCreation;
        configuration.method = ProvisioningMethod::SamlJit;
        configuration.defaultPool = PoolId(QStringLiteral("front-desk"));
        configuration.version = 12;
        return configuration;
    }

    /// The same, relaxed wherever it can be.
    IdentityConfiguration relaxed()
    {
        IdentityConfiguration configuration = complete();
        configuration.provider->metadata.validUntil = m_world.clock.now();
        configuration.provider->metadataSigner = m_world.keys.certificate;
        configuration.protocol = {RequestSigning::Signed, SingleLogout::On, TrustPolicy::Unsolicited::Accept,
                                  xml::AlgorithmPolicy::Sha1::Allow};
        return configuration;
    }

private Q_SLOTS:
    void roundTripsExactly_data()
    {
        QTest::addColumn<bool>("isRelaxed");
        QTest::newRow("strict") << false;
        QTest::newRow("relaxed") << true;
    }

    void roundTripsExactly()
    {
        QFETCH(const bool, isRelaxed);
        const IdentityConfiguration before = isRelaxed ? relaxed() : complete();
        const QByteArray stored = QJsonDocument(toJson(before)).toJson();
        const auto after = identityConfigurationFromJson(QJsonDocument::fromJson(stored).object());
        QVERIFY2(after.has_value(), after ? "" : qUtf8Printable(after.error().subject));
        QCOMPARE(*after, before);
        QCOMPARE(toJson(*after), toJson(before));
    }

    void roundTripsAProviderAlone()
    {
        const IdentityProvider before = *relaxed().provider;
        const auto after = identityProviderFromJson(QJsonDocument::fromJson(QJsonDocument(toJson(before)).toJson()).object());
        QVERIFY2(after.has_value(), after ? "" : qUtf8Printable(after.error().subject));
        QCOMPARE(*after, before);
    }

    void roundTripsANewDirectorysConfiguration()
    {
        const IdentityConfiguration fresh;
        const auto after = identityConfigurationFromJson(toJson(fresh));
        QVERIFY(after.has_value());
        QCOMPARE(*after, fresh);
        QVERIFY(!after->provider);
        QVERIFY(after->method == ProvisioningMethod::Manual);
    }

    /// Format 1, which had no number, was the first release's.
    void readsFormatOne()
    {
        IdentityConfiguration expected = relaxed();
        QJsonObject stored = toJson(expected);
        for (const char *member : {"format", "protocol", "provider/metadataSigner", "provider/validUntil"})
            stored = withMember(stored, QString::fromLatin1(member).split(u'/'), QJsonValue::Undefined);
        expected.provider->metadata.validUntil.reset();
        expected.provider->metadataSigner.reset();
        expected.protocol = {};
        const auto read = identityConfigurationFromJson(stored);
        QVERIFY2(read.has_value(), read ? "" : qUtf8Printable(read.error().subject));
        QCOMPARE(*read, expected);
    }

    void keepsCertificatesAsBase64()
    {
        const QJsonArray certificates =
            toJson(complete()).value(QStringLiteral("provider")).toObject().value(QStringLiteral("signingCertificates")).toArray();
        QCOMPARE(certificates.size(), 1);
        QCOMPARE(certificates.first().toString().toLatin1(), m_world.keys.certificate.toBase64());
    }

    void refusesWhatIsNoConfiguration_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *path, const QJsonValue &value) {
            QTest::addRow("%s %d", path, int(value.type())) << QString::fromLatin1(path) << value;
        };
        const QJsonValue absent = QJsonValue::Undefined;
        for (const char *member : {"provider",
                                   "serviceProvider",
                                   "assertionConsumerService",
                                   "mapping",
                                   "method",
                                   "defaultPool",
                                   "defaultRole",
                                   "version",
                                   "protocol",
                                   "protocol/requestSigning",
                                   "protocol/singleLogout",
                                   "protocol/unsolicited",
                                   "protocol/sha1",
                                   "provider/metadataSigner",
                                   "provider/validUntil",
                                   "provider/entityId",
                                   "provider/tenantId",
                                   "provider/singleSignOn",
                                   "provider/singleLogout",
                                   "provider/signingCertificates",
                                   "provider/wantsSignedRequests",
                                   "provider/source",
                                   "provider/source/kind",
                                   "provider/source/location",
                                   "mapping/key",
                                   "mapping/key/tenantClaim",
                                   "mapping/key/objectClaim",
                                   "mapping/key/nameIds",
                                   "mapping/fields"})
            row(member, absent);
        row("provider", QStringLiteral("entra"));
        row("serviceProvider", 7);
        row("assertionConsumerService", QStringLiteral("http://[not an address"));
        row("method", QStringLiteral("SAML-JIT"));
        row("version", 1.5);
        row("version", QStringLiteral("1"));
        row("provider/wantsSignedRequests", QStringLiteral("true"));
        row("provider/signingCertificates", QJsonArray{QStringLiteral("MIIB")});
        row("provider/signingCertificates", QJsonArray{true});
        row("provider/source/kind", QStringLiteral("paste"));
        row("mapping/key/nameIds", QStringLiteral("any"));
        row("format", 1);
        row("format", 3);
        row("format", QStringLiteral("2"));
        row("protocol/requestSigning", QStringLiteral("yes"));
        row("protocol/singleLogout", true);
        row("protocol/unsolicited", QStringLiteral("Accept"));
        row("protocol/sha1", QStringLiteral("allowed"));
        row("provider/metadataSigner", QStringLiteral("MIIB"));
        row("provider/validUntil", QStringLiteral("tomorrow"));
    }

    void refusesWhatIsNoConfiguration()
    {
        QFETCH(QString, path);
        QFETCH(QJsonValue, value);
        const QStringList members = path.split(u'/');
        const auto read = identityConfigurationFromJson(withMember(toJson(complete()), members, value));
        QVERIFY(!read.has_value());
        QCOMPARE(read.error(), (Error{ErrorCode::ConfigurationInvalid, members.join(u'.')}));
    }

    void refusesARowOfTheMappingThatItDoesNotKnow()
    {
        const QJsonArray rows{QJsonObject{{QStringLiteral("field"), QStringLiteral("shoeSize")}}};
        const QStringList fields{QStringLiteral("mapping"), QStringLiteral("fields")};
        const auto read = identityConfigurationFromJson(withMember(toJson(complete()), fields, rows));
        QCOMPARE(read.error(), (Error{ErrorCode::ConfigurationInvalid, QStringLiteral("mapping.fields[0].field")}));
    }

    void trustsWhatIsConfiguredAndNothingMore()
    {
        const IdentityConfiguration configuration = complete();
        const auto policy = trustPolicy(configuration);
        QVERIFY(policy.has_value());
        QCOMPARE(policy->identityProvider, configuration.provider->metadata.entityId);
        QCOMPARE(policy->tenantId, QString::fromLatin1(tenant));
        QVERIFY(policy->signingCertificates == configuration.provider->metadata.signingCertificates);
        QCOMPARE(policy->serviceProvider, configuration.serviceProvider);
        QCOMPARE(policy->assertionConsumerService, configuration.assertionConsumerService);
        QVERIFY(policy->unsolicited == TrustPolicy::Unsolicited::Refuse);
        QVERIFY(policy->algorithms == xml::AlgorithmPolicy());
        QCOMPARE(policy->clockSkew, std::chrono::seconds(180));
    }

    void trustsLessStrictlyWhereItIsConfigured()
    {
        const auto policy = trustPolicy(relaxed());
        QVERIFY(policy.has_value());
        QVERIFY(policy->unsolicited == TrustPolicy::Unsolicited::Accept);
        QVERIFY(policy->algorithms.sha1 == xml::AlgorithmPolicy::Sha1::Allow);
    }

    void refusesSingleLogoutThatNobodyOffers()
    {
        IdentityConfiguration configuration = complete();
        configuration.protocol.singleLogout = SingleLogout::On;
        QVERIFY(validate(configuration, DirectoryKind::Sandbox).has_value());
        configuration.provider->metadata.singleLogout.clear();
        QCOMPARE(validate(configuration, DirectoryKind::Sandbox).error(), Error{ErrorCode::SingleLogoutNotOffered});
        configuration.provider.reset();
        QCOMPARE(validate(configuration, DirectoryKind::Sandbox).error(), Error{ErrorCode::SingleLogoutNotOffered});
        configuration.protocol.singleLogout = SingleLogout::Off;
        QVERIFY(validate(configuration, DirectoryKind::Sandbox).has_value());
    }

    void trustsNobodyWithoutAProvider()
    {
        IdentityConfiguration configuration = complete();
        configuration.provider.reset();
        QCOMPARE(trustPolicy(configuration).error().code, ErrorCode::NoIdentityProvider);
    }

    void trustsNobodyWithoutKnowingItself()
    {
        IdentityConfiguration nameless = complete();
        nameless.serviceProvider = {};
        QCOMPARE(trustPolicy(nameless).error(), (Error{ErrorCode::ConfigurationInvalid, QStringLiteral("serviceProvider")}));
        IdentityConfiguration homeless = complete();
        homeless.assertionConsumerService.clear();
        QCOMPARE(trustPolicy(homeless).error(),
                 (Error{ErrorCode::ConfigurationInvalid, QStringLiteral("assertionConsumerService")}));
    }

    void aSoundConfigurationMayBeSaved()
    {
        QVERIFY(validate(complete(), DirectoryKind::Real).has_value());
        IdentityConfiguration withoutProvider = complete();
        withoutProvider.provider.reset();
        QVERIFY(validate(withoutProvider, DirectoryKind::Real).has_value());
    }

    void refusesTheSandboxTenantInARealDirectory_data()
    {
        QTest::addColumn<Change>("disguise");
        QTest::newRow("as it is") << Change([](IdentityConfiguration &) {});
        QTest::newRow("by its entity ID alone") << Change([](IdentityConfiguration &c) { c.provider->metadata.tenantId.clear(); });
        QTest::newRow("in capitals") << Change([](IdentityConfiguration &c) {
            c.provider->metadata.tenantId.clear();
            c.provider->metadata.entityId = EntityId(c.provider->metadata.entityId.text().toUpper());
        });
        QTest::newRow("by a certificate alone") << Change([this](IdentityConfiguration &c) {
            IdentityProviderMetadata &metadata = c.provider->metadata;
            metadata.tenantId.clear();
            metadata.entityId = EntityId(QStringLiteral("https://idp.example/"));
            metadata.signingCertificates.push_back(m_world.keys.key
                                                       .selfSigned(QLatin1String(entra::sandboxCertificateName),
                                                                   m_world.clock.now(), m_world.clock.now() + std::chrono::hours(1),
                                                                   QByteArray::fromHex("02"))
                                                       .value());
        });
        QTest::newRow("by its tenant alone") << Change(
            [](IdentityConfiguration &c) { c.provider->metadata.entityId = EntityId(QStringLiteral("https://idp.example/")); });
    }

    void refusesTheSandboxTenantInARealDirectory()
    {
        QFETCH(Change, disguise);
        IdentityConfiguration configuration = complete();
        configuration.provider->metadata = m_world.identityProvider();
        QVERIFY(validate(configuration, DirectoryKind::Sandbox).has_value());
        disguise(configuration);
        QCOMPARE(validate(configuration, DirectoryKind::Real).error().code, ErrorCode::SandboxInRealDirectory);
    }

    void refusesAProviderWithoutCertificate()
    {
        IdentityConfiguration configuration = complete();
        configuration.provider->metadata.signingCertificates.clear();
        QCOMPARE(validate(configuration, DirectoryKind::Real).error().code, ErrorCode::MetadataNoCertificate);
    }

    void refusesAProviderWithoutAKeyThatCounts()
    {
        IdentityConfiguration configuration = complete();
        std::vector<Certificate> &certificates = configuration.provider->metadata.signingCertificates;
        const Certificate sound = certificates.front();
        certificates = {Certificate::fromText(shortKey).value(), Certificate::fromText(ellipticCurveKey).value()};
        QCOMPARE(validate(configuration, DirectoryKind::Real).error(),
                 (Error{ErrorCode::ProviderKeyUnusable, configuration.provider->metadata.entityId.text()}));
        certificates.push_back(sound);
        QVERIFY(validate(configuration, DirectoryKind::Real).has_value());
    }

    void refusesWhatCannotWork_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("member");
        const auto row = [](const char *name, const char *member, Change change) {
            QTest::newRow(name) << std::move(change) << QString::fromLatin1(member);
        };
        const auto replyUrl = [&](const char *url) {
            row(url, "assertionConsumerService",
                [url](IdentityConfiguration &c) { c.assertionConsumerService = QUrl(QString::fromLatin1(url)); });
        };
        row("no entity ID", "serviceProvider", [](auto &c) { c.serviceProvider = {}; });
        row("white space in the entity ID", "serviceProvider",
            [](auto &c) { c.serviceProvider = EntityId(QStringLiteral("usher ")); });
        replyUrl("");
        replyUrl("http://usher.example/acs");
        replyUrl("http://127.0.0.1:8080/acs");
        replyUrl("http://localhost.example/acs");
        replyUrl("javascript:alert(1)");
        replyUrl("https:///acs");
        replyUrl("https://usher.example/acs#x");
        replyUrl("https://me:secret@usher.example/acs");
        replyUrl("/saml/acs");
        row("provider without a name", "provider.entityId", [](auto &c) { c.provider->metadata.entityId = {}; });
        row("tenant left out", "provider.tenantId", [](auto &c) { c.provider->metadata.tenantId.clear(); });
        row("another tenant", "provider.tenantId", [](auto &c) { c.provider->metadata.tenantId[0] = u'9'; });
        row("insecure sign-in address", "provider.singleSignOn",
            [](auto &c) { c.provider->metadata.singleSignOn = QUrl(QStringLiteral("http://login.example/")); });
        row("no sign-in address", "provider.singleSignOn", [](auto &c) { c.provider->metadata.singleSignOn.clear(); });
        row("insecure sign-out address", "provider.singleLogout",
            [](auto &c) { c.provider->metadata.singleLogout = QUrl(QStringLiteral("http://login.example/")); });
        row("half an identity key", "mapping.key", [](auto &c) { c.mapping.key.tenantClaim.clear(); });
        row("a row without claims", "mapping.mail", [](auto &c) { c.mapping.fields[3].claims.clear(); });
        row("a row with a blank claim", "mapping.mail", [](auto &c) { c.mapping.fields[3].claims.append(QStringLiteral(" ")); });
        row("two rows for one field", "mapping.mail", [](auto &c) { c.mapping.fields.push_back(c.mapping.fields[3]); });
        row("everybody an owner", "defaultRole", [](auto &c) { c.defaultRole = roles::owner; });
        row("everybody an administrator", "defaultRole", [](auto &c) { c.defaultRole = roles::administrator; });
        row("no role", "defaultRole", [](auto &c) { c.defaultRole = {}; });
    }

    void refusesWhatCannotWork()
    {
        QFETCH(Change, change);
        QFETCH(QString, member);
        IdentityConfiguration configuration = complete();
        change(configuration);
        const auto valid = validate(configuration, DirectoryKind::Real);
        QVERIFY(!valid.has_value());
        QCOMPARE(valid.error(), (Error{ErrorCode::ConfigurationInvalid, member}));
    }

    void takesReplyUrlsAsEntraDoes_data()
    {
        QTest::addColumn<QUrl>("url");
        for (const char *url : {"https://usher.example/acs", "https://usher.example:8443/acs?x=1", "http://localhost/acs",
                                "http://localhost:48110/saml/acs"})
            QTest::newRow(url) << QUrl(QString::fromLatin1(url));
    }

    void takesReplyUrlsAsEntraDoes()
    {
        QFETCH(QUrl, url);
        IdentityConfiguration configuration = complete();
        configuration.assertionConsumerService = url;
        QVERIFY(validate(configuration, DirectoryKind::Real).has_value());
    }

    void methodsReadBack()
    {
        for (const ProvisioningMethod method : {ProvisioningMethod::Manual, ProvisioningMethod::SamlJit})
            QVERIFY(provisioningMethodFromText(toText(method)) == method);
        QVERIFY(!provisioningMethodFromText(u"scim"));
    }
};

QTEST_GUILESS_MAIN(TestIdentityConfiguration)
#include "test_identity_configuration.moc"
