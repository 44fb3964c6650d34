// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/entra.h"
#include "core/sandbox/response_builder.h"
#include "tests/kit/assertions.h"

#include <QTest>

#include <map>

using namespace usher;
using sandbox::personNamed;

namespace {

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

std::map<QString, QStringList> claimsOf(const VerifiedAssertion &assertion)
{
    std::map<QString, QStringList> claims;
    for (const Attribute &attribute : assertion.attributes())
        claims[attribute.name] = attribute.values;
    return claims;
}

/// One of the response's elements, where its name is the only one of its kind.
xml::Element only(const xml::Document &document, const char *name)
{
    const auto found = document.root().descendants(saml::assertionNamespace, name);
    return found.size() == 1 ? found.front() : document.root();
}

} // namespace

class TestResponseBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsAccepted_data()
    {
        QTest::addColumn<QString>("name");
        for (const sandbox::Person &person : sandbox::people())
            QTest::newRow(qPrintable(person.displayName)) << person.userPrincipalName;
        QTest::newRow("somebody new") << QStringLiteral("marie.curie");
    }

    void everybodyIsAccepted()
    {
        QFETCH(QString, name);
        test::SandboxWorld world;
        const sandbox::Person person = personNamed(name);
        const Judgement judgement = world.judgement(world.order(person));
        QVERIFY(judgement.accepted());
        const auto claims = claimsOf(*judgement.assertion);
        QCOMPARE(claims.at(latin1(entra::tenantIdClaim)), QStringList(latin1(entra::sandboxTenantId)));
        QCOMPARE(claims.at(latin1(entra::objectIdClaim)), QStringList(person.objectId));
        QCOMPARE(claims.at(latin1(entra::displayNameClaim)), QStringList(person.displayName));
        QCOMPARE(claims.at(latin1(entra::nameClaim)), QStringList(person.userPrincipalName));
        QCOMPARE(judgement.assertion->nameId().value, person.userPrincipalName);
        QCOMPARE(judgement.assertion->nameId().format, latin1(saml::nameIdEmailAddress));
    }

    void sendsWhatTheDirectoryKnows()
    {
        test::SandboxWorld world;
        const sandbox::Person amira = personNamed(QStringLiteral("amira"));
        const auto claims = claimsOf(world.assertion(amira));
        QCOMPARE(claims.at(latin1(entra::givenNameClaim)), QStringList(amira.givenName));
        QCOMPARE(claims.at(latin1(entra::surnameClaim)), QStringList(amira.surname));
        QCOMPARE(claims.at(latin1(entra::emailAddressClaim)), QStringList(amira.mail));
        QCOMPARE(claims.at(latin1(entra::groupsClaim)), amira.groups);
        QCOMPARE(claims.at(QStringLiteral("firstName")), QStringList(amira.givenName));
        QCOMPARE(claims.at(QStringLiteral("lastName")), QStringList(amira.surname));
        QCOMPARE(claims.at(latin1(entra::identityProviderClaim)), QStringList(entra::issuerOf(latin1(entra::sandboxTenantId))));
        QVERIFY(claims.contains(latin1(entra::authnMethodsClaim)));
        QVERIFY(!claims.contains(latin1(entra::groupsLinkClaim)));
    }

    void leavesOutWhatTheDirectoryLacks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("claim");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("surname") << QStringLiteral("sutarno") << latin1(entra::surnameClaim) << false;
        QTest::newRow("lastName") << QStringLiteral("sutarno") << QStringLiteral("lastName") << false;
        QTest::newRow("but the given name") << QStringLiteral("sutarno") << QStringLiteral("firstName") << true;
        QTest::newRow("a guest's mail") << QStringLiteral("chiara") << latin1(entra::emailAddressClaim) << false;
        QTest::newRow("a guest's groups") << QStringLiteral("chiara") << latin1(entra::groupsClaim) << false;
        QTest::newRow("but a guest's surname") << QStringLiteral("chiara") << QStringLiteral("lastName") << true;
    }

    void leavesOutWhatTheDirectoryLacks()
    {
        QFETCH(QString, name);
        QFETCH(QString, claim);
        QFETCH(bool, isSent);
        test::SandboxWorld world;
        QCOMPARE(claimsOf(world.assertion(personNamed(name))).contains(claim), isSent);
    }

    void sendsALinkInsteadOfTooManyGroups_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("claim");
        QTest::newRow("150") << 150 << latin1(entra::groupsClaim);
        QTest::newRow("151") << 151 << latin1(entra::groupsLinkClaim);
        QTest::newRow("200") << 200 << latin1(entra::groupsLinkClaim);
    }

    void sendsALinkInsteadOfTooManyGroups()
    {
        QFETCH(int, count);
        QFETCH(QString, claim);
        test::SandboxWorld world;
        sandbox::Person priya = personNamed(QStringLiteral("priya"));
        QCOMPARE(priya.groups.size(), 200);
        priya.groups.resize(count);
        const auto claims = claimsOf(world.assertion(priya));
        QVERIFY(claims.contains(claim));
        QVERIFY(claims.contains(latin1(entra::groupsClaim)) != claims.contains(latin1(entra::groupsLinkClaim)));
    }

    void addsAndReplacesClaims()
    {
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.extraClaims = {{QStringLiteral("firstName"), QStringLiteral("Amy")},
                             {QStringLiteral("cost centre"), QStringLiteral("4711")},
                             {QStringLiteral("cost centre"), QStringLiteral("4712")}};
        const auto claims = claimsOf(world.assertion(order));
        QCOMPARE(claims.at(QStringLiteral("firstName")), QStringList(QStringLiteral("Amy")));
        QCOMPARE(claims.at(QStringLiteral("cost centre")), QStringList({QStringLiteral("4711"), QStringLiteral("4712")}));
        QCOMPARE(claims.at(QStringLiteral("lastName")), QStringList(QStringLiteral("Haddad")));
    }

    void keepsEveryCharacterOfAValue_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("markup") << QStringLiteral("</AttributeValue><b a=\"1\">&amp;'<!-- -->");
        QTest::newRow("the end of CDATA") << QStringLiteral("]]>");
        QTest::newRow("beyond the basic plane") << QString::fromUtf8("\U0001F511 Zoë 山田");
    }

    void keepsEveryCharacterOfAValue()
    {
        QFETCH(QString, value);
        test::SandboxWorld world;
        sandbox::Person person = personNamed(QStringLiteral("amira"));
        person.displayName = value;
        QCOMPARE(claimsOf(world.assertion(person)).at(latin1(entra::displayNameClaim)), QStringList(value));
    }

    void refusesWhatXmlCannotCarry()
    {
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.extraClaims.emplace_back(QStringLiteral("bell"), QString(QChar(7)));
        const auto response = sandbox::buildResponse(order, world.keys, world.random);
        QVERIFY(!response.has_value());
        QCOMPARE(response.error().code, ErrorCode::ClaimUnusable);
    }

    void isValidFromFiveMinutesBeforeToSixtyAfter()
    {
        test::SandboxWorld world;
        const auto document = xml::Document::parse(world.response(world.order(personNamed(QStringLiteral("amira")))));
        QVERIFY(document.has_value());
        const xml::Element conditions = only(*document, "Conditions");
        QCOMPARE(conditions.attribute("NotBefore"), QStringLiteral("2026-11-24T08:55:00Z"));
        QCOMPARE(conditions.attribute("NotOnOrAfter"), QStringLiteral("2026-11-24T10:00:00Z"));
        const xml::Element confirmation = only(*document, "SubjectConfirmationData");
        QCOMPARE(confirmation.attribute("NotOnOrAfter"), QStringLiteral("2026-11-24T10:00:00Z"));
        QCOMPARE(confirmation.attribute("InResponseTo"), QStringLiteral("_request"));
        QCOMPARE(confirmation.attribute("Recipient"), world.assertionConsumerService.toString());
        QCOMPARE(only(*document, "AuthnStatement").attribute("SessionIndex"), only(*document, "Assertion").attribute("ID"));
    }

    void unsolicitedOnesAnswerNothing()
    {
        test::SandboxWorld world;
        const auto order = world.order(personNamed(QStringLiteral("amira")), {});
        QVERIFY(!world.response(order).contains("InResponseTo"));
        QCOMPARE(world.assertion(order).inResponseTo(), QString());
    }

    void namesTheAudience_data()
    {
        QTest::addColumn<QString>("entityId");
        QTest::addColumn<QString>("audience");
        QTest::newRow("address") << QStringLiteral("https://usher.example/saml") << QStringLiteral("https://usher.example/saml");
        QTest::newRow("urn") << QStringLiteral("urn:usher:portal") << QStringLiteral("urn:usher:portal");
        QTest::newRow("not a URI") << QStringLiteral("usher-portal") << QStringLiteral("spn:usher-portal");
        QTest::newRow("id") << QStringLiteral("5a4db0c5-7e4a-4c1d-9b0c-05e205e205e2")
                            << QStringLiteral("spn:5a4db0c5-7e4a-4c1d-9b0c-05e205e205e2");
    }

    void namesTheAudience()
    {
        QFETCH(QString, entityId);
        QFETCH(QString, audience);
        test::SandboxWorld world;
        world.serviceProvider = EntityId(entityId);
        const auto order = world.order(personNamed(QStringLiteral("amira")));
        const auto document = xml::Document::parse(world.response(order));
        QVERIFY(document.has_value());
        QCOMPARE(only(*document, "Audience").text(), audience);
        QVERIFY(world.judgement(order).accepted());
    }

    void namesPeopleInTheFormatThatIsAskedFor()
    {
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.nameIdFormat = latin1(saml::nameIdPersistent);
        const QString persistent = world.assertion(order).nameId().value;
        QCOMPARE(world.assertion(order).nameId().value, persistent);
        QCOMPARE(world.assertion(order).nameId().format, order.nameIdFormat);
        order.person = personNamed(QStringLiteral("jonas"));
        QVERIFY(world.assertion(order).nameId().value != persistent);

        order.nameIdFormat = latin1(saml::nameIdTransient);
        const QString transient = world.assertion(order).nameId().value;
        QVERIFY(world.assertion(order).nameId().value != transient);
    }

    void persistentNamesDifferBetweenApplications()
    {
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.nameIdFormat = latin1(saml::nameIdPersistent);
        const QString here = world.assertion(order).nameId().value;
        world.serviceProvider = EntityId(QStringLiteral("https://other.example"));
        order.audience = world.serviceProvider;
        QVERIFY(world.assertion(order).nameId().value != here);
    }

    void identifiersAreFreshAndNoNumbers()
    {
        test::SandboxWorld world;
        const auto order = world.order(personNamed(QStringLiteral("amira")));
        const VerifiedAssertion first = world.assertion(order);
        const VerifiedAssertion second = world.assertion(order);
        QVERIFY(first.id() != second.id());
        QVERIFY(first.id().startsWith(u'_'));
        const auto document = xml::Document::parse(world.response(order));
        QVERIFY(document.has_value());
        QVERIFY(document->root().attribute("ID")->startsWith(u'_'));
    }

    void signatureStandsAfterTheIssuer()
    {
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.what = sandbox::Signed::Both;
        const auto document = xml::Document::parse(world.response(order));
        QVERIFY(document.has_value());
        for (const xml::Element &element : {document->root(), only(*document, "Assertion")}) {
            const auto children = element.children();
            QVERIFY(children.at(0).is(saml::assertionNamespace, "Issuer"));
            QVERIFY(children.at(1).is(saml::signatureNamespace, "Signature"));
        }
    }

    void everyWayOfSigningIsAccepted_data()
    {
        QTest::addColumn<sandbox::Signed>("what");
        QTest::addColumn<xml::SignatureAlgorithm>("algorithm");
        using enum sandbox::Signed;
        QTest::newRow("assertion") << Assertion << xml::SignatureAlgorithm::RsaSha256;
        QTest::newRow("response") << Response << xml::SignatureAlgorithm::RsaSha256;
        QTest::newRow("both") << Both << xml::SignatureAlgorithm::RsaSha256;
        QTest::newRow("SHA-512") << Assertion << xml::SignatureAlgorithm::RsaSha512;
    }

    void everyWayOfSigningIsAccepted()
    {
        QFETCH(sandbox::Signed, what);
        QFETCH(xml::SignatureAlgorithm, algorithm);
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.what = what;
        order.algorithm = algorithm;
        QVERIFY(world.judgement(order).accepted());
    }

    void sha1IsRefusedUnlessAllowed()
    {
        test::SandboxWorld world;
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.algorithm = xml::SignatureAlgorithm::RsaSha1;
        const Judgement judgement = world.judgement(order);
        QVERIFY(!judgement.accepted());
        QCOMPARE(judgement.assertion.error().code, ErrorCode::AlgorithmRefused);
    }

    void encryptsForTheServiceProvider_data()
    {
        QTest::addColumn<sandbox::Signed>("what");
        QTest::addColumn<xml::EncryptionAlgorithm>("encryption");
        QTest::newRow("CBC") << sandbox::Signed::Assertion << xml::EncryptionAlgorithm::Aes256Cbc;
        QTest::newRow("GCM") << sandbox::Signed::Assertion << xml::EncryptionAlgorithm::Aes256Gcm;
        QTest::newRow("response signed") << sandbox::Signed::Response << xml::EncryptionAlgorithm::Aes256Cbc;
        QTest::newRow("both signed") << sandbox::Signed::Both << xml::EncryptionAlgorithm::Aes256Cbc;
    }

    void encryptsForTheServiceProvider()
    {
        QFETCH(sandbox::Signed, what);
        QFETCH(xml::EncryptionAlgorithm, encryption);
        test::SandboxWorld world;
        const auto key = PrivateKey::generateRsa(2048);
        QVERIFY(key.has_value());
        const TimePoint now = world.clock.now();
        const auto certificate = key->selfSigned(QStringLiteral("service provider"), now, now + std::chrono::years(1), "\x01");
        QVERIFY(certificate.has_value());
        auto order = world.order(personNamed(QStringLiteral("amira")));
        order.what = what;
        order.encryption = encryption;
        order.encryptFor = *certificate;
        const QByteArray response = world.response(order);
        QVERIFY(!response.contains("Haddad"));

        TrustPolicy policy = world.trustPolicy();
        const auto expected = ExpectedRequest::withId(order.inResponseTo);
        QVERIFY(!judge(UnverifiedResponse::fromXml(response), policy, expected, now).accepted());
        policy.decryptionKeys = {*key};
        QVERIFY(judge(UnverifiedResponse::fromXml(response), policy, expected, now).accepted());
    }
};

QTEST_APPLESS_MAIN(TestResponseBuilder)
#include "test_response_builder.moc"
