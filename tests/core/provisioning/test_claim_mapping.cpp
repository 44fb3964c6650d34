// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/claim_mapping.h"

#include "core/saml/entra.h"
#include "core/saml/names.h"
#include "tests/kit/assertions.h"

#include <QTest>

using namespace usher;

namespace {

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

sandbox::Person ana()
{
    sandbox::Person person;
    person.userPrincipalName = QStringLiteral("Ana.Silva@contoso.com");
    person.objectId = QStringLiteral("0B7C3E1A-1111-4222-8333-94445555AAAA");
    person.displayName = QStringLiteral("Ana Silva (Payments)");
    person.givenName = QStringLiteral("Ana");
    person.surname = QStringLiteral("Silva");
    person.mail = QStringLiteral("Ana@Contoso.com");
    return person;
}

/// Somebody whose provider sends no object id, so that the NameID has to do.
sandbox::Person anaWithoutObjectId()
{
    sandbox::Person person = ana();
    person.objectId.clear();
    return person;
}

ClaimMapping mappingOf(ProfileField field, const QStringList &claims,
                       FieldMapping::Presence presence = FieldMapping::Presence::Optional)
{
    return {{}, {{field, claims, presence}}};
}

} // namespace

class TestClaimMapping : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;

    VerifiedAssertion with(const std::vector<std::pair<QString, QString>> &claims, const sandbox::Person &person = ana())
    {
        auto order = m_world.order(person);
        order.extraClaims = claims;
        return m_world.assertion(order);
    }

    VerifiedAssertion named(const char *nameIdFormat)
    {
        auto order = m_world.order(anaWithoutObjectId());
        order.nameIdFormat = latin1(nameIdFormat);
        return m_world.assertion(order);
    }

    /// An assertion whose NameID has qualifiers, which Entra never sends and others do.
    VerifiedAssertion qualified(const QString &nameQualifier, const QString &spNameQualifier)
    {
        auto order = m_world.order(anaWithoutObjectId());
        order.nameIdFormat = latin1(saml::nameIdPersistent);
        order.what = sandbox::Signed::Response; // one signature to make again
        QString document = QString::fromUtf8(m_world.response(order));
        const qsizetype signature = document.indexOf(QStringLiteral("<Signature "));
        const QString end = QStringLiteral("</Signature>");
        document.remove(signature, document.indexOf(end) + end.size() - signature);
        document.replace(
            QStringLiteral("<NameID "),
            QStringLiteral("<NameID NameQualifier=\"%1\" SPNameQualifier=\"%2\" ").arg(nameQualifier, spNameQualifier));
        const qsizetype id = document.indexOf(QStringLiteral(" ID=\"")) + 5;
        const auto bytes =
            xml::signElement(document.toUtf8(), {document.mid(id, document.indexOf(u'"', id) - id), m_world.keys.key, {}});
        const Judgement judgement = judge(UnverifiedResponse::fromXml(bytes.value()), m_world.trustPolicy(),
                                          ExpectedRequest::withId(order.inResponseTo), order.at);
        return judgement.assertion.value();
    }

private Q_SLOTS:
    void entraFillsEveryField()
    {
        const auto fields = applyMapping(with({}), ClaimMapping::entraDefaults());
        QVERIFY(fields.has_value());
        const std::vector<MappedField> expected{
            {ProfileField::DisplayName, latin1(entra::displayNameClaim), QStringLiteral("Ana Silva (Payments)")},
            {ProfileField::FirstName, QStringLiteral("firstName"), QStringLiteral("Ana")},
            {ProfileField::LastName, QStringLiteral("lastName"), QStringLiteral("Silva")},
            {ProfileField::Mail, latin1(entra::emailAddressClaim), QStringLiteral("Ana@Contoso.com")},
            {ProfileField::UserName, latin1(entra::nameClaim), QStringLiteral("Ana.Silva@contoso.com")},
        };
        QCOMPARE(*fields, expected);
    }

    void theAddedClaimsWinOverTheDefaultOnes()
    {
        const auto fields =
            applyMapping(with({{QStringLiteral("firstName"), QStringLiteral("Anita")}}), ClaimMapping::entraDefaults());
        QCOMPARE(fields->at(1).value, QStringLiteral("Anita"));
    }

    void fallsBackToTheDefaultClaims()
    {
        const auto fields =
            applyMapping(with({{QStringLiteral("firstName"), QStringLiteral("  ")}}), ClaimMapping::entraDefaults());
        QCOMPARE(fields->at(1), (MappedField{ProfileField::FirstName, latin1(entra::givenNameClaim), QStringLiteral("Ana")}));
    }

    void withoutADisplayNameTheUserNameServes()
    {
        sandbox::Person person = ana();
        person.displayName.clear();
        const auto fields = applyMapping(with({}, person), ClaimMapping::entraDefaults());
        QCOMPARE(fields->at(0).value, QStringLiteral("Ana.Silva@contoso.com"));
    }

    void missingClaimsAreNormal()
    {
        sandbox::Person person = ana();
        person.surname.clear();
        person.mail.clear();
        const auto fields = applyMapping(with({}, person), ClaimMapping::entraDefaults());
        QVERIFY(fields.has_value());
        QCOMPARE(fields->at(2), (MappedField{ProfileField::LastName, {}, {}}));
        QCOMPARE(fields->at(3), (MappedField{ProfileField::Mail, {}, {}}));
    }

    void aBareClaimNameAlsoStandsForOneInANamespace_data()
    {
        QTest::addColumn<QString>("sent");
        QTest::addColumn<bool>("found");
        QTest::newRow("bare") << QStringLiteral("nickname") << true;
        QTest::newRow("in a namespace") << QStringLiteral("http://contoso.com/claims/nickname") << true;
        QTest::newRow("in another letter case") << QStringLiteral("nickName") << false;
        QTest::newRow("as the end of another word") << QStringLiteral("http://contoso.com/claims/oldnickname") << false;
        QTest::newRow("as a namespace") << QStringLiteral("nickname/first") << false;
    }

    void aBareClaimNameAlsoStandsForOneInANamespace()
    {
        QFETCH(QString, sent);
        QFETCH(bool, found);
        const auto fields =
            applyMapping(with({{sent, QStringLiteral("Nita")}}), mappingOf(ProfileField::FirstName, {QStringLiteral("nickname")}));
        QCOMPARE(fields->front().value, found ? QStringLiteral("Nita") : QString());
        QCOMPARE(fields->front().claim, found ? sent : QString());
    }

    void theBareClaimItselfComesBeforeOneInANamespace()
    {
        const QString bare = QStringLiteral("nickname");
        const auto fields = applyMapping(
            with({{QStringLiteral("http://contoso.com/nickname"), QStringLiteral("Far")}, {bare, QStringLiteral("Near")}}),
            mappingOf(ProfileField::FirstName, {bare}));
        QCOMPARE(fields->front().value, QStringLiteral("Near"));
    }

    void aFullClaimNameIsComparedLetterByLetter()
    {
        const auto fields = applyMapping(with({{QStringLiteral("http://contoso.com/Nickname"), QStringLiteral("Nita")}}),
                                         mappingOf(ProfileField::FirstName, {QStringLiteral("http://contoso.com/nickname")}));
        QCOMPARE(fields->front().value, QString());
    }

    void ofSeveralValuesTheFirstThatIsNotBlankServes()
    {
        const QString claim = QStringLiteral("nickname");
        const auto fields =
            applyMapping(with({{claim, QStringLiteral(" ")}, {claim, QStringLiteral(" Nita ")}, {claim, QStringLiteral("N")}}),
                         mappingOf(ProfileField::FirstName, {claim}));
        QCOMPARE(fields->front().value, QStringLiteral("Nita"));
    }

    void refusesWithoutARequiredClaim()
    {
        const auto fields =
            applyMapping(with({}), mappingOf(ProfileField::LastName, {QStringLiteral("sn")}, FieldMapping::Presence::Required));
        QVERIFY(!fields.has_value());
        QCOMPARE(fields.error(), (Error{ErrorCode::ClaimMissing, QStringLiteral("lastName")}));
    }

    void refusesARequiredMailAddressThatIsNone()
    {
        const QString claim = latin1(entra::emailAddressClaim);
        const auto fields = applyMapping(with({{claim, QStringLiteral("ana at contoso")}}),
                                         mappingOf(ProfileField::Mail, {claim}, FieldMapping::Presence::Required));
        QVERIFY(!fields.has_value());
        QCOMPARE(fields.error(), (Error{ErrorCode::ClaimUnusable, QStringLiteral("mail")}));
    }

    void saysThatAnOptionalMailAddressIsNone()
    {
        const QString claim = latin1(entra::emailAddressClaim);
        const auto fields = applyMapping(with({{claim, QStringLiteral("ana at contoso")}}), mappingOf(ProfileField::Mail, {claim}));
        QVERIFY(fields.has_value());
        QCOMPARE(fields->front().fault, ErrorCode::ClaimUnusable);
    }

    void knowsPeopleByTenantAndObjectId()
    {
        const auto key = identityKey(with({}), ClaimMapping::entraDefaults().key);
        QVERIFY(key.has_value());
        QCOMPARE(*key, (IdentityKey{IdentityKey::Kind::EntraObject, latin1(entra::sandboxTenantId),
                                    QStringLiteral("0b7c3e1a-1111-4222-8333-94445555aaaa")}));
    }

    void theObjectIdCountsWhateverTheNameIdIs()
    {
        auto order = m_world.order(ana());
        order.nameIdFormat = latin1(saml::nameIdTransient);
        const auto key = identityKey(m_world.assertion(order), ClaimMapping::entraDefaults().key);
        QVERIFY(key.has_value());
        QCOMPARE(key->kind, IdentityKey::Kind::EntraObject);
    }

    void anotherProviderCannotNameATenantsPeople()
    {
        const QString other = QStringLiteral("AAAAAAAA-2222-4333-8444-555555555555");
        auto order = m_world.order(ana());
        order.extraClaims = {{latin1(entra::tenantIdClaim), other}};
        TrustPolicy policy = m_world.trustPolicy();
        policy.tenantId.clear(); // as for a provider that is no tenant of Entra: nothing compares the claim
        const Judgement judgement = judge(UnverifiedResponse::fromXml(m_world.response(order)), policy,
                                          ExpectedRequest::withId(order.inResponseTo), order.at);
        const auto key = identityKey(judgement.assertion.value(), ClaimMapping::entraDefaults().key);
        QVERIFY(key.has_value());
        QCOMPARE(key->authority, policy.identityProvider.text() + u'!' + other.toLower());
    }

    void objectIdsThatAreNoGuidsKeepTheirLetterCase()
    {
        const auto key =
            identityKey(with({{latin1(entra::objectIdClaim), QStringLiteral("Ana7")}}), ClaimMapping::entraDefaults().key);
        QCOMPARE(key->subject, QStringLiteral("Ana7"));
    }

    void refusesADoubledObjectId()
    {
        const QString claim = latin1(entra::objectIdClaim);
        const auto key =
            identityKey(with({{claim, QStringLiteral("a")}, {claim, QStringLiteral("b")}}), ClaimMapping::entraDefaults().key);
        QVERIFY(!key.has_value());
        QCOMPARE(key.error().code, ErrorCode::NoIdentityKey);
        QCOMPARE(key.error().subject, claim);
    }

    void refusesABlankObjectId()
    {
        const auto key =
            identityKey(with({{latin1(entra::objectIdClaim), QStringLiteral(" ")}}), ClaimMapping::entraDefaults().key);
        QVERIFY(!key.has_value());
        QCOMPARE(key.error().code, ErrorCode::NoIdentityKey);
    }

    void elseByAPersistentNameId()
    {
        const VerifiedAssertion assertion = named(saml::nameIdPersistent);
        const auto key = identityKey(assertion, ClaimMapping::entraDefaults().key);
        QVERIFY(key.has_value());
        QCOMPARE(*key, (IdentityKey{IdentityKey::Kind::PersistentNameId, assertion.issuer().text(), assertion.nameId().value}));
    }

    void qualifiersArePartOfAPersistentNameId()
    {
        const QString issuer = m_world.identityProvider().entityId.text();
        const IdentityKeyMapping mapping = ClaimMapping::entraDefaults().key;
        const auto authority = [&](const QString &qualifier, const QString &spQualifier) {
            return identityKey(qualified(qualifier, spQualifier), mapping).value().authority;
        };
        QCOMPARE(authority(QStringLiteral("urn:a"), QStringLiteral("urn:b")), issuer + QStringLiteral("!urn:a!urn:b"));
        QCOMPARE(authority(QStringLiteral("urn:a!urn:b"), QString()), issuer + QStringLiteral("!urn:a%21urn:b!"));
        // SAML 2.0 Core, 8.3.7: without one, the issuer is meant
        QCOMPARE(authority(issuer, QString()), issuer);
        QCOMPARE(authority(issuer, QStringLiteral("urn:b")), authority(QString(), QStringLiteral("urn:b")));
    }

    void refusesATransientNameId_data()
    {
        QTest::addColumn<NameIdKeys>("allowed");
        QTest::newRow("by default") << NameIdKeys::PersistentOnly;
        QTest::newRow("relaxed") << NameIdKeys::AlsoEmailAddressAndUnspecified;
    }

    void refusesATransientNameId()
    {
        QFETCH(NameIdKeys, allowed);
        const auto key = identityKey(named(saml::nameIdTransient), {{}, {}, allowed});
        QVERIFY(!key.has_value());
        QCOMPARE(key.error().code, ErrorCode::NameIdTransient);
    }

    void mailAndUnspecifiedNameIdsServeByNamedPolicyOnly_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QString>("subject");
        QTest::newRow("emailAddress") << QByteArray(saml::nameIdEmailAddress) << QStringLiteral("ana.silva@contoso.com");
        QTest::newRow("unspecified") << QByteArray(saml::nameIdUnspecified) << QStringLiteral("Ana.Silva@contoso.com");
    }

    void mailAndUnspecifiedNameIdsServeByNamedPolicyOnly()
    {
        QFETCH(QByteArray, format);
        QFETCH(QString, subject);
        const VerifiedAssertion assertion = named(format.constData());
        const auto strict = identityKey(assertion, {});
        QVERIFY(!strict.has_value());
        QCOMPARE(strict.error(), (Error{ErrorCode::NameIdNotPersistent, QString::fromLatin1(format)}));

        const auto relaxed = identityKey(assertion, {{}, {}, NameIdKeys::AlsoEmailAddressAndUnspecified});
        QVERIFY(relaxed.has_value());
        QCOMPARE(*relaxed, (IdentityKey{IdentityKey::Kind::NamedNameId, assertion.issuer().text(), subject}));
    }

    void otherNameIdFormatsNeverServe()
    {
        const auto key = identityKey(named("urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName"),
                                     {{}, {}, NameIdKeys::AlsoEmailAddressAndUnspecified});
        QVERIFY(!key.has_value());
        QCOMPARE(key.error().code, ErrorCode::NameIdNotPersistent);
    }

    void updatePoliciesReadBack()
    {
        for (const UpdatePolicy policy : {UpdatePolicy::EverySignIn, UpdatePolicy::OnCreation})
            QVERIFY(updatePolicyFromText(toText(policy)) == policy);
        QCOMPARE(toText(UpdatePolicy::OnCreation), QStringLiteral("on-creation"));
        QVERIFY(!updatePolicyFromText(u"never"));
    }
};

QTEST_GUILESS_MAIN(TestClaimMapping)
#include "test_claim_mapping.moc"
