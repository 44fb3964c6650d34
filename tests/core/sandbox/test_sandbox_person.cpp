// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_person.h"

#include <QSet>
#include <QTest>
#include <QUuid>

#include <algorithm>

using namespace usher::sandbox;

class TestSandboxPerson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasEveryPersonThatMakesTrouble()
    {
        const auto has = [](auto property) { return std::ranges::any_of(people(), property); };
        QVERIFY(has([](const Person &person) { return !person.surname.isEmpty() && !person.mail.isEmpty(); }));
        QVERIFY(has([](const Person &person) { return person.surname.isEmpty() && !person.mail.isEmpty(); }));
        QVERIFY(has([](const Person &person) { return person.userPrincipalName.contains(u"#EXT#") && person.mail.isEmpty(); }));
        QVERIFY(has([](const Person &person) { return person.groups.size() == 200; }));
    }

    void everybodyIsSomebodyElse()
    {
        QSet<QString> ids;
        for (const Person &person : people()) {
            QVERIFY(!QUuid::fromString(person.objectId).isNull());
            QVERIFY(!person.note.isEmpty());
            ids << person.objectId;
        }
        QCOMPARE(ids.size(), qsizetype(people().size()));
    }

    void groupsAreIds()
    {
        for (const Person &person : people()) {
            QCOMPARE(QSet<QString>(person.groups.begin(), person.groups.end()).size(), person.groups.size());
            for (const QString &group : person.groups)
                QVERIFY(!QUuid::fromString(group).isNull());
        }
    }

    void findsPeopleByAnyOfTheirNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("displayName");
        const auto row = [](const char *name, const char *displayName) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(displayName);
        };
        row("amira", "Amira Haddad");
        row("AMIRA", "Amira Haddad");
        row(" amira@sandbox.usher.example ", "Amira Haddad");
        row("amira.haddad@SANDBOX.usher.example", "Amira Haddad");
        row("amira.haddad", "Amira Haddad");
        row("chiara_partner.example#EXT#@sandbox.usher.example", "Chiara Conti");
        row("chiara@partner.example", "Chiara Conti");
        row("chiara", "Chiara Conti");
        row("sutarno", "Sutarno");
    }

    void findsPeopleByAnyOfTheirNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, displayName);
        QCOMPARE(personNamed(name).displayName, displayName);
    }

    void makesSomebodyNewFromAName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("userPrincipalName");
        QTest::addColumn<QString>("givenName");
        QTest::addColumn<QString>("surname");
        const auto row = [](const char *name, const char *upn, const char *givenName, const char *surname) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(upn) << QString::fromUtf8(givenName)
                                << QString::fromUtf8(surname);
        };
        row("marie.curie", "marie.curie@sandbox.usher.example", "Marie", "Curie");
        row("Marie Curie", "marie.curie@sandbox.usher.example", "Marie", "Curie");
        row("marie.curie@elsewhere.example", "marie.curie@elsewhere.example", "Marie", "Curie");
        row("bob", "bob@sandbox.usher.example", "Bob", "Sandbox");
        row("Zoë O'Hara", "zoe.o.hara@sandbox.usher.example", "Zoë", "O'Hara");
        row("anna maria van dijk", "anna.maria.van.dijk@sandbox.usher.example", "Anna", "Maria Van Dijk");
        row("<script>alert(1)</script>@x.example", "script.alert.1.script@x.example", "Script", "Alert 1 Script");
    }

    void makesSomebodyNewFromAName()
    {
        QFETCH(QString, name);
        QFETCH(QString, userPrincipalName);
        QFETCH(QString, givenName);
        QFETCH(QString, surname);
        const Person person = personNamed(name);
        QCOMPARE(person.userPrincipalName, userPrincipalName);
        QCOMPARE(person.mail, userPrincipalName);
        QCOMPARE(person.givenName, givenName);
        QCOMPARE(person.surname, surname);
        QCOMPARE(person.displayName, givenName + u' ' + surname);
        QVERIFY(!QUuid::fromString(person.objectId).isNull());
    }

    void theSameNameIsTheSamePerson()
    {
        // Written down here: the id must not change from one version to the next.
        QCOMPARE(personNamed(QStringLiteral("marie.curie")).objectId, QStringLiteral("c92e5288-f586-5315-b888-4f32f737ed71"));
        QCOMPARE(personNamed(QStringLiteral("MARIE CURIE")).objectId, personNamed(QStringLiteral("marie.curie")).objectId);
        QVERIFY(personNamed(QStringLiteral("pierre.curie")).objectId != personNamed(QStringLiteral("marie.curie")).objectId);
    }

    void anyTextMakesSomebodyWhoCanSignIn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("nothing") << QString();
        QTest::newRow("white space") << QStringLiteral(" \t\n");
        QTest::newRow("another script") << QStringLiteral("山田 太郎");
        QTest::newRow("signs only") << QStringLiteral("@@#!");
        QTest::newRow("control characters") << QString(QChar(1)) + QChar(0) + QChar(0xfffe);
        QTest::newRow("very long") << QString(5000, u'x') + u'@' + QString(5000, u'y');
        QTest::newRow("half a surrogate pair") << QString(QChar(0xd83d));
    }

    void anyTextMakesSomebodyWhoCanSignIn()
    {
        QFETCH(QString, name);
        const Person person = personNamed(name);
        QVERIFY(person.userPrincipalName.size() <= 113);
        QVERIFY(person.userPrincipalName.indexOf(u'@') > 0);
        QVERIFY(person.userPrincipalName.section(u'@', 1).size() > 0);
        QVERIFY(!person.givenName.isEmpty());
        QVERIFY(!person.surname.isEmpty());
        for (const QChar character : person.displayName + person.userPrincipalName)
            QVERIFY(character.isPrint());
        QCOMPARE(personNamed(name), person);
    }
};

QTEST_APPLESS_MAIN(TestSandboxPerson)
#include "test_sandbox_person.moc"
