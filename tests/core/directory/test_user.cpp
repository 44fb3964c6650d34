// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/directory/user.h"

#include <QTest>

using namespace usher;

class TestUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesMailAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("domain");
        QTest::newRow("an ordinary one") << QStringLiteral("ana@contoso.com") << QStringLiteral("contoso.com");
        QTest::newRow("a guest's") << QStringLiteral("ana_fabrikam.com#EXT#@contoso.onmicrosoft.com")
                                   << QStringLiteral("contoso.onmicrosoft.com");
        QTest::newRow("letters of the world") << QStringLiteral("jürgen@müller.example") << QStringLiteral("müller.example");
        QTest::newRow("a host without dots") << QStringLiteral("root@localhost") << QStringLiteral("localhost");
    }

    void takesMailAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, domain);
        const auto address = EmailAddress::parse(text);
        QVERIFY(address.has_value());
        QCOMPARE(address->text(), text);
        QCOMPARE(address->domain(), domain);
    }

    void refusesWhatIsNoMailAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("no @") << QStringLiteral("ana.contoso.com");
        QTest::newRow("two @") << QStringLiteral("ana@contoso@com");
        QTest::newRow("nobody") << QStringLiteral("@contoso.com");
        QTest::newRow("nowhere") << QStringLiteral("ana@");
        QTest::newRow("white space") << QStringLiteral("ana silva@contoso.com");
        QTest::newRow("white space around") << QStringLiteral("ana@contoso.com ");
        QTest::newRow("a line break") << QStringLiteral("ana@contoso.com\nBcc:all@contoso.com").left(20);
        QTest::newRow("a no-break space") << QStringLiteral("ana\u00a0@contoso.com");
        QTest::newRow("a control character") << QStringLiteral("ana\u0007@contoso.com");
    }

    void refusesWhatIsNoMailAddress()
    {
        QFETCH(QString, text);
        const auto address = EmailAddress::parse(text);
        QVERIFY(!address.has_value());
        QCOMPARE(address.error().code, ErrorCode::ClaimUnusable);
        QCOMPARE(address.error().subject, QStringLiteral("mail"));
    }

    void comparesMailCaseFoldedAndShowsItAsSent()
    {
        const auto sent = EmailAddress::parse(QStringLiteral("Ana.Silva@Contoso.com"));
        QVERIFY(sent.has_value());
        QVERIFY(*sent == *EmailAddress::parse(QStringLiteral("ana.silva@contoso.COM")));
        QVERIFY(*sent != *EmailAddress::parse(QStringLiteral("ana.silva@contoso.org")));
        QCOMPARE(sent->text(), QStringLiteral("Ana.Silva@Contoso.com"));
    }

    void everyFieldIsItsOwn()
    {
        Profile profile;
        for (const ProfileField field : allProfileFields)
            profile.setValue(field, toText(field));
        QCOMPARE(profile.displayName, QStringLiteral("displayName"));
        QCOMPARE(profile.firstName, QStringLiteral("firstName"));
        QCOMPARE(profile.lastName, QStringLiteral("lastName"));
        QCOMPARE(profile.mail, QStringLiteral("mail"));
        QCOMPARE(profile.userName, QStringLiteral("userName"));
        for (const ProfileField field : allProfileFields) {
            QCOMPARE(profile.value(field), toText(field));
            QVERIFY(profileFieldFromText(toText(field)) == field);
        }
    }

    void findsTheBestName_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("name");
        const QString display = QStringLiteral("Ana S.");
        const QString first = QStringLiteral("Ana");
        const QString last = QStringLiteral("Silva");
        const QString mail = QStringLiteral("ana@contoso.com");
        const QString upn = QStringLiteral("asilva@contoso.com");
        QTest::newRow("the display name first") << Profile{display, first, last, mail, upn} << display;
        QTest::newRow("else both names") << Profile{{}, first, last, mail, upn} << QStringLiteral("Ana Silva");
        QTest::newRow("without a surname") << Profile{{}, first, {}, mail, upn} << first;
        QTest::newRow("without a first name") << Profile{{}, {}, last, mail, upn} << last;
        QTest::newRow("else the mail") << Profile{{}, {}, {}, mail, upn} << mail;
        QTest::newRow("else the user name") << Profile{{}, {}, {}, {}, upn} << upn;
        QTest::newRow("else nothing") << Profile{} << QString();
    }

    void findsTheBestName()
    {
        QFETCH(Profile, profile);
        QFETCH(QString, name);
        QCOMPARE(profile.bestName(), name);
    }

    void storedTextsReadBack()
    {
        QCOMPARE(toText(Origin::SamlJit), QStringLiteral("saml-jit"));
        for (const Origin origin : {Origin::Manual, Origin::SamlJit})
            QVERIFY(originFromText(toText(origin)) == origin);
        for (const UserStatus status : {UserStatus::Active, UserStatus::Disabled})
            QVERIFY(userStatusFromText(toText(status)) == status);
        using Kind = IdentityKey::Kind;
        for (const Kind kind : {Kind::EntraObject, Kind::PersistentNameId, Kind::NamedNameId})
            QVERIFY(identityKeyKindFromText(toText(kind)) == kind);
    }

    void unknownTextsAreNothing()
    {
        QVERIFY(!originFromText(u"scim"));
        QVERIFY(!userStatusFromText(u"Active"));
        QVERIFY(!identityKeyKindFromText(u""));
        QVERIFY(!profileFieldFromText(u"displayname"));
    }
};

QTEST_APPLESS_MAIN(TestUser)
#include "test_user.moc"
