// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/unverified_claims.h"

#include "core/saml/entra.h"
#include "tests/kit/assertions.h"

#include <QTest>

#include <type_traits>

using namespace usher;

// The whole point of the type: provisioning can't be given one.
static_assert(!std::is_constructible_v<VerifiedAssertion, UnverifiedClaims>);
static_assert(!std::is_convertible_v<UnverifiedClaims, VerifiedAssertion>);

class TestUnverifiedClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheResponseSays()
    {
        const auto order = m_world.order(sandbox::people().front());
        const QByteArray xml = m_world.response(order);
        const VerifiedAssertion verified = m_world.assertion(order);
        const auto claims = readUnverifiedClaims(xml);
        QVERIFY(claims);
        QCOMPARE(claims->issuer, verified.issuer().text());
        QVERIFY(claims->nameId);
        QCOMPARE(*claims->nameId, verified.nameId());
        QCOMPARE(claims->attributes, verified.attributes());
        QVERIFY(!claims->assertionId.isEmpty());
    }

    void readsWhatAnAttackerChanged()
    {
        const QByteArray genuine = m_world.response(m_world.order(sandbox::people().front()));
        const QByteArray forged = QByteArray(genuine).replace("amira@", "mallory@");
        QVERIFY(forged != genuine);
        const auto claims = readUnverifiedClaims(forged);
        QVERIFY(claims && claims->nameId);
        QVERIFY(claims->nameId->value.startsWith(u"mallory@"));
    }

    void readsAnAssertionOnItsOwn()
    {
        const QByteArray xml = "<saml:Assertion xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion' ID='_a' Version='2.0'>"
                               "<saml:Issuer>https://idp.example</saml:Issuer></saml:Assertion>";
        const auto claims = readUnverifiedClaims(xml);
        QVERIFY(claims);
        QCOMPARE(claims->issuer, QStringLiteral("https://idp.example"));
        QCOMPARE(claims->assertionId, QStringLiteral("_a"));
        QVERIFY(!claims->nameId);
    }

    void saysOnlyWhoSentAnEncryptedOne()
    {
        auto order = m_world.order(sandbox::people().front());
        order.encryptFor = m_world.keys.certificate;
        const auto claims = readUnverifiedClaims(m_world.response(order));
        QVERIFY(claims);
        QCOMPARE(claims->issuer, m_world.identityProvider().entityId.text());
        QVERIFY(!claims->nameId);
        QVERIFY(claims->attributes.empty());
    }

    void refusesWhatIsNoResponse()
    {
        for (const char *other : {"<EntityDescriptor xmlns='urn:oasis:names:tc:SAML:2.0:metadata' entityID='x'/>",
                                  "<p:AuthnRequest xmlns:p='urn:oasis:names:tc:SAML:2.0:protocol' ID='_1'/>", "<r/>"}) {
            const auto claims = readUnverifiedClaims(other);
            QVERIFY(!claims);
            QCOMPARE(claims.error().code, ErrorCode::NotASamlResponse);
        }
    }

    void refusesWhatTheVerifiersParserRefuses()
    {
        const auto broken = readUnverifiedClaims("<samlp:Response");
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, ErrorCode::XmlMalformed);
        const auto doctype = readUnverifiedClaims("<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>");
        QVERIFY(!doctype);
        QCOMPARE(doctype.error().code, ErrorCode::XmlDoctype);
    }

private:
    test::SandboxWorld m_world;
};

QTEST_APPLESS_MAIN(TestUnverifiedClaims)
#include "test_unverified_claims.moc"
