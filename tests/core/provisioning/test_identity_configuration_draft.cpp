// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/identity_configuration_draft.h"

#include "core/saml/entra.h"
#include "tests/kit/assertions.h"

#include <QTest>

using namespace usher;

namespace {

constexpr auto tenant = "11111111-2222-4333-8444-555555555555";
constexpr auto tenantsMetadata =
    "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/FederationMetadata/2007-06/"
    "FederationMetadata.xml";

} // namespace

class TestIdentityConfigurationDraft : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;

    IdentityConfiguration saved()
    {
        IdentityConfiguration configuration;
        configuration.serviceProvider = m_world.serviceProvider;
        configuration.assertionConsumerService = m_world.assertionConsumerService;
        return configuration;
    }

    IdentityConfigurationDraft draft(DirectoryKind kind = DirectoryKind::Real)
    {
        return IdentityConfigurationDraft::of(saved(), kind);
    }

    IdentityProvider provider(const QString &address = QString::fromLatin1(tenantsMetadata) + QStringLiteral("?appid=1"))
    {
        IdentityProvider made{m_world.identityProvider(), {MetadataSource::Kind::Address, address}};
        made.metadata.tenantId = QString::fromLatin1(tenant);
        made.metadata.entityId = EntityId(entra::issuerOf(made.metadata.tenantId));
        return made;
    }

private Q_SLOTS:
    void anUntouchedDraftHasNothingToSave()
    {
        QVERIFY(draft().changes().empty());
        QVERIFY(draft().problems().empty());
        QVERIFY(!draft().canSave());
    }

    void countsEachPartThatChanged()
    {
        IdentityConfigurationDraft changed = draft();
        changed.edited.provider = provider();
        changed.edited.serviceProvider = EntityId(QStringLiteral("urn:usher"));
        changed.edited.assertionConsumerService.setPort(1);
        changed.edited.mapping.key.nameIds = NameIdKeys::AlsoEmailAddressAndUnspecified;
        changed.edited.method = ProvisioningMethod::SamlJit;
        changed.edited.defaultPool = PoolId(QStringLiteral("front-desk"));
        changed.edited.defaultRole = RoleId(QStringLiteral("own"));
        changed.edited.protocol = {RequestSigning::Signed, SingleLogout::On, TrustPolicy::Unsolicited::Accept,
                                   xml::AlgorithmPolicy::Sha1::Allow};
        QCOMPARE(changed.changes(), std::vector(allConfigurationParts.begin(), allConfigurationParts.end()));
    }

    void changingBackIsNoChange()
    {
        IdentityConfigurationDraft toggled = draft();
        toggled.edited.method = ProvisioningMethod::SamlJit;
        QCOMPARE(toggled.changes(), std::vector{ConfigurationPart::Method});
        QVERIFY(toggled.canSave());
        toggled.edited.method = ProvisioningMethod::Manual;
        QVERIFY(toggled.changes().empty());
        QVERIFY(!toggled.canSave());
    }

    void discardingBringsBackWhatIsSaved()
    {
        IdentityConfigurationDraft changed = draft();
        changed.edited.serviceProvider = {};
        changed.discard();
        QCOMPARE(changed, draft());
    }

    void namesTheFirstProblemOfEachPart()
    {
        IdentityConfigurationDraft wrong = draft();
        wrong.edited.provider = provider();
        wrong.edited.provider->metadata.signingCertificates.clear();
        wrong.edited.serviceProvider = {};
        wrong.edited.assertionConsumerService = QUrl(QStringLiteral("http://usher.example/"));
        const std::vector<DraftProblem> problems = wrong.problems();
        QCOMPARE(problems.size(), std::size_t(3));
        QVERIFY(problems[0].part == ConfigurationPart::Provider);
        QCOMPARE(problems[0].error.code, ErrorCode::MetadataNoCertificate);
        QCOMPARE(problems[1], (DraftProblem{ConfigurationPart::ServiceProvider,
                                            {ErrorCode::ConfigurationInvalid, QStringLiteral("serviceProvider")}}));
        QCOMPARE(problems[2], (DraftProblem{ConfigurationPart::ReplyUrl,
                                            {ErrorCode::ConfigurationInvalid, QStringLiteral("assertionConsumerService")}}));
        QVERIFY(!wrong.canSave());
    }

    void theSandboxTenantStaysInItsOwnDirectory()
    {
        for (const DirectoryKind kind : {DirectoryKind::Sandbox, DirectoryKind::Real}) {
            IdentityConfigurationDraft imported = draft(kind);
            imported.edited.provider = {m_world.identityProvider(), {}};
            QCOMPARE(imported.canSave(), kind == DirectoryKind::Sandbox);
        }
    }

    void aCurrentCertificateNeedsNoWarning()
    {
        IdentityConfigurationDraft imported = draft();
        imported.edited.provider = provider();
        QVERIFY(imported.warnings(m_world.clock.now()).empty());
        QVERIFY(draft().warnings(m_world.clock.now()).empty());
    }

    void warnsOfMetadataThatIsNotToBeUsedAnyMore()
    {
        const TimePoint now = m_world.clock.now();
        IdentityConfigurationDraft imported = draft();
        imported.edited.provider = provider();
        imported.edited.provider->metadata.validUntil = now;
        const std::vector<DraftProblem> expected{
            {ConfigurationPart::Provider, {ErrorCode::MetadataExpired, QStringLiteral("2026-11-24T09:00:00Z")}}};
        QCOMPARE(imported.warnings(now), expected);
        QVERIFY(imported.warnings(now - std::chrono::milliseconds(1)).empty());
        QVERIFY(imported.canSave());
    }

    void warnsOfTheWholeTenantsMetadata()
    {
        IdentityConfigurationDraft imported = draft();
        imported.edited.provider = provider(QString::fromLatin1(tenantsMetadata));
        const std::vector<DraftProblem> expected{
            {ConfigurationPart::Provider, {ErrorCode::MetadataTenantWide, QString::fromLatin1(tenantsMetadata)}}};
        QCOMPARE(imported.warnings(m_world.clock.now()), expected);
        QVERIFY(imported.canSave());
    }

    void warnsOfAProviderThatWantsSignedRequests()
    {
        IdentityConfigurationDraft imported = draft();
        imported.edited.provider = provider();
        imported.edited.provider->metadata.wantsSignedRequests = true;
        const std::vector<DraftProblem> expected{{ConfigurationPart::Provider, {ErrorCode::MetadataWantsSignedRequests}}};
        QCOMPARE(imported.warnings(m_world.clock.now()), expected);
        QVERIFY(imported.canSave());
        imported.edited.protocol.requestSigning = RequestSigning::Signed;
        QVERIFY(imported.warnings(m_world.clock.now()).empty());
    }

    void signedRequestsNeedAKey()
    {
        IdentityConfigurationDraft changed = draft();
        changed.edited.protocol.requestSigning = RequestSigning::Signed;
        const std::vector<DraftProblem> expected{{ConfigurationPart::RequestSigning, {ErrorCode::SigningKeyMissing}}};
        QCOMPARE(changed.problems(), expected);
        QVERIFY(!changed.canSave());
        changed.signingKey = IdentityConfigurationDraft::SigningKey::Present;
        QVERIFY(changed.canSave());
    }

    void singleLogoutNeedsAProviderThatOffersIt()
    {
        IdentityConfigurationDraft changed = draft();
        changed.edited.protocol.singleLogout = SingleLogout::On;
        const std::vector<DraftProblem> expected{{ConfigurationPart::SingleLogout, {ErrorCode::SingleLogoutNotOffered}}};
        QCOMPARE(changed.problems(), expected);
        changed.edited.provider = provider();
        changed.edited.provider->metadata.singleLogout = changed.edited.provider->metadata.singleSignOn;
        QVERIFY(changed.canSave());
    }

    void otherProvidersHaveNoApplicationsMetadata()
    {
        IdentityConfigurationDraft imported = draft();
        imported.edited.provider = provider(QStringLiteral("https://idp.example/metadata"));
        imported.edited.provider->metadata.tenantId.clear();
        QVERIFY(imported.warnings(m_world.clock.now()).empty());
    }
};

QTEST_GUILESS_MAIN(TestIdentityConfigurationDraft)
#include "test_identity_configuration_draft.moc"
