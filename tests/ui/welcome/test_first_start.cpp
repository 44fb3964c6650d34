// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/first_start.h"

#include <QTest>

using namespace usher;

class TestFirstStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromTheOwnerThroughTheProviderToTheTest()
    {
        FirstStart start;
        QCOMPARE(start.step, FirstStart::Step::Owner);
        start.advance();
        QCOMPARE(start.step, FirstStart::Step::Connect);
        start.isConnected = true;
        start.advance();
        QCOMPARE(start.step, FirstStart::Step::Test);
        start.advance();
        QCOMPARE(start.step, FirstStart::Step::Done);
    }

    void testsNothingWithoutAProvider()
    {
        FirstStart start;
        start.advance();
        start.advance();
        QCOMPARE(start.step, FirstStart::Step::Done);
    }

    void actsAsTheOwnerOnceThereIsOne()
    {
        FirstStart start;
        QCOMPARE(start.actor(), Actor::setup());
        Session owner;
        owner.actor = Actor::personNamed(UserId(QStringLiteral("1")), QStringLiteral("Ana"));
        start.owner = owner;
        QCOMPARE(start.actor(), owner.actor);
    }

    void connectingChangesTheProviderAndTheMethodAlone()
    {
        IdentityConfiguration saved;
        saved.serviceProvider = EntityId(QStringLiteral("urn:usher:test"));
        saved.version = 7;
        IdentityProvider provider;
        provider.metadata.entityId = EntityId(QStringLiteral("https://idp.example"));
        IdentityConfiguration expected = saved;
        expected.provider = provider;
        expected.method = ProvisioningMethod::SamlJit;
        QCOMPARE(connected(saved, provider, ProvisioningMethod::SamlJit), expected);
    }

    void saysHowHardAPasswordIsToGuess_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("strength");
        QTest::newRow("short") << QStringLiteral("elevenchars") << int(PasswordStrength::TooShort);
        QTest::newRow("short, in characters of two units each")
            << QString::fromUtf8("🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎") << int(PasswordStrength::TooShort);
        QTest::newRow("just long enough") << QStringLiteral("twelve chars") << int(PasswordStrength::Weak);
        QTest::newRow("long, but a pattern") << QStringLiteral("abababababababababababab") << int(PasswordStrength::Weak);
        QTest::newRow("three words") << QStringLiteral("horse battery old") << int(PasswordStrength::Good);
        QTest::newRow("four words") << QStringLiteral("correct horse battery staple") << int(PasswordStrength::Strong);
    }

    void saysHowHardAPasswordIsToGuess()
    {
        QFETCH(QString, password);
        QFETCH(int, strength);
        QCOMPARE(int(strengthOf(password)), strength);
    }
};

QTEST_APPLESS_MAIN(TestFirstStart)
#include "test_first_start.moc"
