// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/provisioning_plan.h"

#include "core/saml/entra.h"
#include "core/saml/names.h"
#include "tests/kit/assertions.h"

#include <QTest>

#include <algorithm>

using namespace usher;

namespace {

using Outcome = ProvisioningPlan::Outcome;

const Pool frontDesk{PoolId(QStringLiteral("front-desk")), QStringLiteral("Front desk"), true, {}};

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

sandbox::Person amira()
{
    return sandbox::personNamed(QStringLiteral("amira"));
}

IdentityConfiguration jit()
{
    IdentityConfiguration configuration;
    configuration.method = ProvisioningMethod::SamlJit;
    configuration.version = 7;
    return configuration;
}

IdentityConfiguration manual()
{
    IdentityConfiguration configuration = jit();
    configuration.method = ProvisioningMethod::Manual;
    return configuration;
}

/// Amira's account as her first sign-in left it, and an administrator went on.
User amirasAccount()
{
    const sandbox::Person person = amira();
    User user;
    user.id = UserId(QStringLiteral("amira"));
    user.profile = {person.displayName, person.givenName, person.surname, person.mail, person.userPrincipalName};
    user.origin = Origin::SamlJit;
    user.identities = {{IdentityKey::Kind::EntraObject, latin1(entra::sandboxTenantId), person.objectId}};
    user.pools = {frontDesk.id, PoolId(QStringLiteral("payments"))};
    user.roles = {roles::user, roles::administrator};
    user.revision = 3;
    return user;
}

const PlannedField &fieldOf(const ProvisioningPlan &plan, ProfileField field)
{
    return *std::ranges::find(plan.fields, field, &PlannedField::field);
}

FieldMapping &rowOf(IdentityConfiguration &configuration, ProfileField field)
{
    return *std::ranges::find(configuration.mapping.fields, field, &FieldMapping::field);
}

} // namespace

class TestProvisioningPlan : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;

    ProvisioningPlan plan(const IdentityConfiguration &configuration, const KnownAccounts &known = {},
                          const std::vector<std::pair<QString, QString>> &claims = {})
    {
        auto order = m_world.order(amira());
        order.extraClaims = claims;
        return planProvisioning(m_world.assertion(order), configuration, frontDesk, known);
    }

private Q_SLOTS:
    void rule1OnlyOneProvisioningMethodAtATime()
    {
        // With SAML JIT the assertion makes the account; with the other method it makes and changes nothing.
        QCOMPARE(plan(jit()).outcome, Outcome::Create);
        const ProvisioningPlan refused = plan(manual());
        QCOMPARE(refused.outcome, Outcome::Refuse);
        QCOMPARE(refused.refusal->code, ErrorCode::JitOff);

        const std::vector<std::pair<QString, QString>> news{{QStringLiteral("lastName"), QStringLiteral("Haddad-Roy")}};
        QCOMPARE(plan(jit(), {amirasAccount(), {}}, news).outcome, Outcome::Update);
        QCOMPARE(plan(manual(), {amirasAccount(), {}}, news).outcome, Outcome::Unchanged);
    }

    void rule2OnlyASingleIdentityManagementSystem()
    {
        IdentityConfiguration configuration = jit();
        configuration.serviceProvider = m_world.serviceProvider;
        configuration.assertionConsumerService = m_world.assertionConsumerService;
        configuration.provider = {m_world.identityProvider(), {}};
        const QByteArray response = m_world.response(m_world.order(amira()));
        const auto accepted = [&] {
            return judge(UnverifiedResponse::fromXml(response), trustPolicy(configuration).value(),
                         ExpectedRequest::withId(QStringLiteral("_request")), m_world.clock.now())
                .accepted();
        };
        QVERIFY(accepted());

        // There is no second place: another provider takes the first one's, and the first is believed no more.
        configuration.provider->metadata.entityId = EntityId(QStringLiteral("https://other.example/idp"));
        QCOMPARE(trustPolicy(configuration)->identityProvider, configuration.provider->metadata.entityId);
        QVERIFY(!accepted());
    }

    void rule3APersonFromEntraIsAddedAutomatically()
    {
        const ProvisioningPlan planned = plan(jit());
        QCOMPARE(planned.outcome, Outcome::Create);
        QVERIFY(!planned.refusal);
        QVERIFY(!planned.existing);
        QCOMPARE(*planned.key, amirasAccount().identities.front());
        QCOMPARE(planned.configurationVersion, 7);
        for (const ProfileField field : allProfileFields) {
            QCOMPARE(fieldOf(planned, field).before, QString());
            QCOMPARE(fieldOf(planned, field).after, amirasAccount().profile.value(field));
            QVERIFY(!fieldOf(planned, field).claim.isEmpty());
        }
    }

    void rule4SwitchingJitOffRemovesNobody()
    {
        const ProvisioningPlan planned = plan(manual(), {amirasAccount(), {}});
        QCOMPARE(planned.outcome, Outcome::Unchanged);
        QCOMPARE(*planned.existing, amirasAccount());
        QVERIFY(planned.fields.empty());
    }

    void rule5NewPeopleJoinTheDefaultPoolWithTheUserRole()
    {
        const ProvisioningPlan planned = plan(jit());
        QCOMPARE(planned.pool, frontDesk.id);
        QCOMPARE(planned.role, roles::user);
    }

    void rule6RolesComeFromThePortalAndNotFromTheAssertion()
    {
        const std::vector<std::pair<QString, QString>> claims{{latin1(entra::roleClaim), QStringLiteral("owner")},
                                                              {latin1(entra::groupsClaim), QStringLiteral("administrators")},
                                                              {QStringLiteral("role"), QStringLiteral("owner")}};
        QCOMPARE(plan(jit(), {}, claims).role, roles::user);
        QCOMPARE(plan(jit(), {amirasAccount(), {}}, claims).outcome, Outcome::Unchanged);
    }

    void rule7LaterSignInsLeavePoolsAndRolesAlone()
    {
        const ProvisioningPlan planned = plan(jit(), {amirasAccount(), {}}, {{QStringLiteral("lastName"), QStringLiteral("Roy")}});
        QCOMPARE(planned.outcome, Outcome::Update);
        QVERIFY(planned.pool.isEmpty());
        QVERIFY(planned.role.isEmpty());
        QCOMPARE(planned.existing->pools, amirasAccount().pools);
        QCOMPARE(planned.existing->roles, amirasAccount().roles);
    }

    void theSecondSignInChangesNothing()
    {
        const ProvisioningPlan planned = plan(jit(), {amirasAccount(), {}});
        QCOMPARE(planned.outcome, Outcome::Unchanged);
        QVERIFY(std::ranges::none_of(planned.fields, &PlannedField::changes));
    }

    void showsWhatBecomesOfEachField()
    {
        const ProvisioningPlan planned = plan(jit(), {amirasAccount(), {}}, {{QStringLiteral("lastName"), QStringLiteral("Roy")}});
        const PlannedField expected{ProfileField::LastName, QStringLiteral("Haddad"), QStringLiteral("Roy"),
                                    QStringLiteral("lastName")};
        QCOMPARE(fieldOf(planned, ProfileField::LastName), expected);
        QCOMPARE(std::ranges::count_if(planned.fields, &PlannedField::changes), 1);
    }

    void aFieldOfCreationOnlyKeepsItsValue()
    {
        IdentityConfiguration configuration = jit();
        rowOf(configuration, ProfileField::LastName).update = UpdatePolicy::OnCreation;
        const std::vector<std::pair<QString, QString>> news{{QStringLiteral("lastName"), QStringLiteral("Roy")}};
        const ProvisioningPlan later = plan(configuration, {amirasAccount(), {}}, news);
        QCOMPARE(later.outcome, Outcome::Unchanged);
        QCOMPARE(fieldOf(later, ProfileField::LastName).after, QStringLiteral("Haddad"));
        QCOMPARE(fieldOf(plan(configuration, {}, news), ProfileField::LastName).after, QStringLiteral("Roy"));
    }

    void aClaimThatStopsComingTakesNothingAway()
    {
        auto order = m_world.order(amira());
        order.person.surname.clear();
        order.person.mail.clear();
        const ProvisioningPlan planned = planProvisioning(m_world.assertion(order), jit(), frontDesk, {amirasAccount(), {}});
        QCOMPARE(planned.outcome, Outcome::Unchanged);
        QCOMPARE(fieldOf(planned, ProfileField::LastName).after, QStringLiteral("Haddad"));
        QCOMPARE(fieldOf(planned, ProfileField::Mail).after, amira().mail);
    }

    void aRequiredClaimIsRequiredOfNewPeople()
    {
        IdentityConfiguration configuration = jit();
        rowOf(configuration, ProfileField::LastName).presence = FieldMapping::Presence::Required;
        auto order = m_world.order(amira());
        order.person.surname.clear();
        const VerifiedAssertion assertion = m_world.assertion(order);

        const ProvisioningPlan unknown = planProvisioning(assertion, configuration, frontDesk, {});
        QCOMPARE(unknown.outcome, Outcome::Refuse);
        QCOMPARE(*unknown.refusal, (Error{ErrorCode::ClaimMissing, QStringLiteral("lastName")}));
        QVERIFY(unknown.key.has_value());

        const ProvisioningPlan known = planProvisioning(assertion, configuration, frontDesk, {amirasAccount(), {}});
        QCOMPARE(known.outcome, Outcome::Unchanged);
    }

    void refusesAMailAddressThatIsNone()
    {
        const ProvisioningPlan planned = plan(jit(), {}, {{latin1(entra::emailAddressClaim), QStringLiteral("nowhere")}});
        QCOMPARE(planned.outcome, Outcome::Refuse);
        QCOMPARE(planned.refusal->code, ErrorCode::ClaimUnusable);
    }

    void refusesADisabledPerson_data()
    {
        QTest::addColumn<ProvisioningMethod>("method");
        QTest::newRow("with JIT") << ProvisioningMethod::SamlJit;
        QTest::newRow("without JIT") << ProvisioningMethod::Manual;
    }

    void refusesADisabledPerson()
    {
        QFETCH(ProvisioningMethod, method);
        IdentityConfiguration configuration = jit();
        configuration.method = method;
        User disabled = amirasAccount();
        disabled.status = UserStatus::Disabled;
        const ProvisioningPlan planned = plan(configuration, {disabled, {}});
        QCOMPARE(planned.outcome, Outcome::Refuse);
        QCOMPARE(planned.refusal->code, ErrorCode::UserDisabled);
        QCOMPARE(*planned.existing, disabled);
    }

    void neverLinksByMailSilently()
    {
        User other;
        other.id = UserId(QStringLiteral("other"));
        other.profile.mail = amira().mail.toUpper();
        const ProvisioningPlan planned = plan(jit(), {{}, other});
        QCOMPARE(planned.outcome, Outcome::Refuse);
        QCOMPARE(*planned.refusal, (Error{ErrorCode::MailBelongsToAnother, amira().mail}));
        QVERIFY(!planned.existing);
    }

    void aMailOfAnotherLocksNoKnownPersonOut()
    {
        User known = amirasAccount();
        known.profile.mail = QStringLiteral("before@sandbox.usher.example");
        User other;
        other.profile.mail = amira().mail;
        const ProvisioningPlan planned = plan(jit(), {known, other});
        QCOMPARE(planned.outcome, Outcome::Unchanged);
        QCOMPARE(fieldOf(planned, ProfileField::Mail).after, known.profile.mail);
        QCOMPARE(fieldOf(planned, ProfileField::Mail).kept, ErrorCode::MailBelongsToAnother);
    }

    void aMailThatIsNoneLocksNoKnownPersonOut()
    {
        const ProvisioningPlan planned = plan(
            jit(), {amirasAccount(), {}},
            {{latin1(entra::emailAddressClaim), QStringLiteral("nowhere")}, {QStringLiteral("lastName"), QStringLiteral("Roy")}});
        QCOMPARE(planned.outcome, Outcome::Update);
        QCOMPARE(fieldOf(planned, ProfileField::LastName).after, QStringLiteral("Roy"));
        QCOMPARE(fieldOf(planned, ProfileField::Mail).after, amira().mail);
        QCOMPARE(fieldOf(planned, ProfileField::Mail).kept, ErrorCode::ClaimUnusable);
        QVERIFY(!fieldOf(planned, ProfileField::LastName).kept);
    }

    void aClaimThatIsNotAskedKeepsNothing()
    {
        IdentityConfiguration configuration = jit();
        rowOf(configuration, ProfileField::Mail).update = UpdatePolicy::OnCreation;
        const ProvisioningPlan planned =
            plan(configuration, {amirasAccount(), {}}, {{latin1(entra::emailAddressClaim), QStringLiteral("nowhere")}});
        QVERIFY(!fieldOf(planned, ProfileField::Mail).kept);
    }

    void aRequiredMailStillRefusesWhoHasNone()
    {
        IdentityConfiguration configuration = jit();
        rowOf(configuration, ProfileField::Mail).presence = FieldMapping::Presence::Required;
        User known = amirasAccount();
        known.profile.mail.clear();
        User other;
        other.profile.mail = amira().mail;
        QCOMPARE(*plan(configuration, {known, other}).refusal, (Error{ErrorCode::MailBelongsToAnother, amira().mail}));
        const std::pair<QString, QString> unusable{latin1(entra::emailAddressClaim), QStringLiteral("nowhere")};
        QCOMPARE(*plan(configuration, {known, {}}, {unusable}).refusal, (Error{ErrorCode::ClaimUnusable, QStringLiteral("mail")}));
        QCOMPARE(plan(configuration, {amirasAccount(), {}}, {unusable}).outcome, Outcome::Unchanged);
    }

    void aSharedMailAddressThatWasThereBeforeLocksNobodyOut()
    {
        User other;
        other.profile.mail = amira().mail;
        QCOMPARE(plan(jit(), {amirasAccount(), other}).outcome, Outcome::Unchanged);
    }

    void refusesWhomItCannotTell()
    {
        auto order = m_world.order(amira());
        order.person.objectId.clear();
        order.nameIdFormat = latin1(saml::nameIdTransient);
        const ProvisioningPlan planned = planProvisioning(m_world.assertion(order), jit(), frontDesk, {});
        QCOMPARE(planned.outcome, Outcome::Refuse);
        QCOMPARE(planned.refusal->code, ErrorCode::NameIdTransient);
        QVERIFY(!planned.key);
    }

    void outcomesHaveTheNamesOfTheCommandLine()
    {
        QCOMPARE(toText(Outcome::Create), QStringLiteral("create"));
        QCOMPARE(toText(Outcome::Update), QStringLiteral("update"));
        QCOMPARE(toText(Outcome::Unchanged), QStringLiteral("unchanged"));
        QCOMPARE(toText(Outcome::Refuse), QStringLiteral("refuse"));
    }
};

QTEST_GUILESS_MAIN(TestProvisioningPlan)
#include "test_provisioning_plan.moc"
