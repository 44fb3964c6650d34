// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_person.h"

#include "core/saml/entra.h"

#include <QUuid>

#include <algorithm>

namespace usher::sandbox {

namespace {

constexpr auto domain = "sandbox.usher.example";
constexpr auto guestMark = "#EXT#";

/// Entra's limits for the two halves of a user principal name.
constexpr qsizetype longestLocalPart = 64;
constexpr qsizetype longestDomain = 48;

/// The same text gives the same id, in every run and on every machine (RFC 9562, 5.5), as if it came from this tenant's directory.
QString stableId(const QString &text)
{
    const QUuid tenant = QUuid::fromString(QLatin1StringView(entra::sandboxTenantId));
    return QUuid::createUuidV5(tenant, text).toString(QUuid::WithoutBraces);
}

QStringList groupIds(const QString &prefix, int count)
{
    QStringList ids;
    for (int number = 1; number <= count; ++number)
        ids += stableId(QStringLiteral("group:%1-%2").arg(prefix).arg(number));
    return ids;
}

QString addressOf(const char *localPart)
{
    return QLatin1StringView(localPart) + u'@' + QLatin1StringView(domain);
}

/// An empty field is what the directory lacks.
std::vector<Person> makePeople()
{
    return {
        {.userPrincipalName = addressOf("amira"),
         .objectId = stableId(addressOf("amira")),
         .displayName = QStringLiteral("Amira Haddad"),
         .givenName = QStringLiteral("Amira"),
         .surname = QStringLiteral("Haddad"),
         .mail = addressOf("Amira.Haddad"),
         .groups = groupIds(QStringLiteral("staff"), 3),
         .note = QStringLiteral("An ordinary colleague")},
        {.userPrincipalName = addressOf("jonas"),
         .objectId = stableId(addressOf("jonas")),
         .displayName = QStringLiteral("Jonas Lindqvist"),
         .givenName = QStringLiteral("Jonas"),
         .surname = QStringLiteral("Lindqvist"),
         .mail = addressOf("Jonas.Lindqvist"),
         .groups = groupIds(QStringLiteral("staff"), 2) + groupIds(QStringLiteral("single-sign-on-owners"), 1),
         .note = QStringLiteral("Looks after single sign-on")},
        {.userPrincipalName = addressOf("sutarno"),
         .objectId = stableId(addressOf("sutarno")),
         .displayName = QStringLiteral("Sutarno"),
         .givenName = QStringLiteral("Sutarno"),
         .surname = {},
         .mail = addressOf("sutarno"),
         .groups = groupIds(QStringLiteral("staff"), 1),
         .note = QStringLiteral("One name only: no surname is sent")},
        {.userPrincipalName = addressOf("chiara_partner.example#EXT#"),
         .objectId = stableId(addressOf("chiara_partner.example#EXT#")),
         .displayName = QStringLiteral("Chiara Conti"),
         .givenName = QStringLiteral("Chiara"),
         .surname = QStringLiteral("Conti"),
         .mail = {},
         .groups = {},
         .note = QStringLiteral("A guest: no mail is sent")},
        {.userPrincipalName = addressOf("priya"),
         .objectId = stableId(addressOf("priya")),
         .displayName = QStringLiteral("Priya Raman"),
         .givenName = QStringLiteral("Priya"),
         .surname = QStringLiteral("Raman"),
         .mail = addressOf("Priya.Raman"),
         .groups = groupIds(QStringLiteral("everything"), 200),
         .note = QStringLiteral("In 200 groups: too many to send")},
    };
}

/// A guest signs in with the address at home, `name@home.example`; their UPN here is `name_home.example#EXT#@…`.
QString homeAddress(const QString &userPrincipalName)
{
    QString address = userPrincipalName.section(QLatin1StringView(guestMark), 0, 0);
    if (address.size() == userPrincipalName.size())
        return {};
    address[address.lastIndexOf(u'_')] = u'@';
    return address;
}

bool goesBy(const Person &person, const QString &name)
{
    for (const QString &address : {person.userPrincipalName, person.mail, homeAddress(person.userPrincipalName)}) {
        if (address.isEmpty())
            continue;
        if (address.compare(name, Qt::CaseInsensitive) == 0 || address.section(u'@', 0, 0).compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

/// What can stand in an address everywhere: `Zoë  O'Hara` becomes `zoe.o.hara`.
QString addressPart(const QString &text, qsizetype longest)
{
    QString part;
    for (const QChar character : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        const bool plain =
            (character >= u'a' && character <= u'z') || (character >= u'0' && character <= u'9') || character == u'-';
        if (plain)
            part += character;
        else if (!character.isMark() && !part.isEmpty() && !part.endsWith(u'.'))
            part += u'.';
    }
    part.truncate(longest);
    while (part.endsWith(u'.') || part.endsWith(u'-'))
        part.chop(1);
    return part;
}

/// `zoe.o.hara` → Zoe, O, Hara; letters that an address can't carry are kept.
QStringList nameWords(const QString &text)
{
    QStringList words;
    bool inWord = false;
    for (const QChar character : text.left(longestLocalPart)) {
        const bool belongs = character.isLetterOrNumber() || character.isMark() || character == u'-' || character == u'\'';
        if (belongs && !inWord)
            words += QString(character.toUpper());
        else if (belongs)
            words.last() += character;
        inWord = belongs;
    }
    return words;
}

} // namespace

const std::vector<Person> &people()
{
    static const std::vector<Person> all = makePeople();
    return all;
}

Person personNamed(const QString &name)
{
    const QString trimmed = name.trimmed();
    const auto known = std::ranges::find_if(people(), [&](const Person &person) { return goesBy(person, trimmed); });
    if (known != people().end())
        return *known;

    const QString spoken = trimmed.section(u'@', 0, 0);
    QString localPart = addressPart(spoken, longestLocalPart);
    if (localPart.isEmpty()) // a name in another script, or none at all
        localPart = QStringLiteral("person-") + stableId(trimmed).left(8);
    QString home = addressPart(trimmed.section(u'@', 1), longestDomain);
    if (home.isEmpty())
        home = QLatin1StringView(domain);

    Person person;
    person.userPrincipalName = localPart + u'@' + home;
    person.objectId = stableId(person.userPrincipalName);
    person.mail = person.userPrincipalName;
    QStringList words = nameWords(spoken);
    if (words.isEmpty())
        words = nameWords(localPart);
    person.givenName = words.takeFirst();
    person.surname = words.isEmpty() ? QStringLiteral("Sandbox") : words.join(u' ');
    person.displayName = person.givenName + u' ' + person.surname;
    person.groups = groupIds(QStringLiteral("staff"), 1);
    person.note = QStringLiteral("Made from the name");
    return person;
}

} // namespace usher::sandbox
