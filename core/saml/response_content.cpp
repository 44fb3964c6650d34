// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/response_content.h"

#include "core/saml/names.h"

#include <QSet>

#include <algorithm>

namespace usher {

namespace {

using saml::assertionNamespace;
using saml::protocolNamespace;
using xml::Element;

/// More than any provider sends. Each is judged, so a document must not bring thousands; what comes after is not read.
constexpr std::size_t mostBearerConfirmations = 16;

constexpr auto instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

std::vector<Element> assertionChildren(const Element &parent, const char *name)
{
    return parent.children(assertionNamespace, name);
}

/// The text of an element that holds nothing else; a structured one says nothing that can be read.
QString leafText(const Element &element)
{
    return element.children().empty() ? element.text() : QString();
}

std::vector<IssuerContent> readIssuers(const Element &parent, const Places &places)
{
    constexpr std::size_t enoughToKnowThatItIsDoubled = 2;
    std::vector<IssuerContent> issuers;
    for (const Element &issuer : assertionChildren(parent, "Issuer")) {
        if (issuers.size() < enoughToKnowThatItIsDoubled)
            issuers.push_back({leafText(issuer), issuer.attribute("Format").value_or(QString()), places.of(issuer)});
    }
    return issuers;
}

StatusContent readStatus(const Element &response)
{
    StatusContent status;
    const std::optional<Element> element = response.onlyChild(protocolNamespace, "Status");
    status.where = element.value_or(response).path();
    if (!element)
        return status;
    if (const auto message = element->onlyChild(protocolNamespace, "StatusMessage"))
        status.message = leafText(*message);
    if (const auto code = element->onlyChild(protocolNamespace, "StatusCode")) {
        status.code = code->attribute("Value").value_or(QString());
        if (const auto second = code->onlyChild(protocolNamespace, "StatusCode"))
            status.secondCode = second->attribute("Value").value_or(QString());
    }
    return status;
}

Result<NameId> readSubjectName(const std::optional<Element> &subject, const std::optional<Element> &decrypted, const Places &places)
{
    if (!subject)
        return fail(ErrorCode::NameIdMissing);
    std::vector<Element> names = assertionChildren(*subject, "NameID");
    const auto encrypted = assertionChildren(*subject, "EncryptedID").size();
    if (names.size() + encrypted > 1)
        return fail(ErrorCode::NameIdMalformed, places.of(*subject), QStringLiteral("more than one name"));
    if (decrypted)
        return readNameId(*decrypted, Places(*decrypted, places.of(*subject) + decrypted->path()));
    if (names.empty())
        return fail(encrypted == 0 ? ErrorCode::NameIdMissing : ErrorCode::DecryptionFailed, places.of(*subject));
    return readNameId(names.front(), places);
}

std::vector<BearerConfirmation> readConfirmations(const std::optional<Element> &subject, const Places &places)
{
    std::vector<BearerConfirmation> bearers;
    if (!subject)
        return bearers;
    const std::vector<Element> confirmations = assertionChildren(*subject, "SubjectConfirmation");
    // One path for all of them: a document may hold thousands, and each path counts its siblings.
    const QString place = confirmations.empty() ? QString() : places.of(confirmations.front()).section(u'[', 0, -2);
    for (std::size_t i = 0; i < confirmations.size() && bearers.size() < mostBearerConfirmations; ++i) {
        if (confirmations[i].attribute("Method") != QLatin1String(saml::bearerMethod))
            continue;
        BearerConfirmation bearer;
        bearer.where = confirmations.size() == 1 ? places.of(confirmations[i]) : QStringLiteral("%1[%2]").arg(place).arg(i + 1);
        if (const auto data = confirmations[i].onlyChild(assertionNamespace, "SubjectConfirmationData")) {
            bearer.hasData = true;
            bearer.recipient = data->attribute("Recipient");
            bearer.inResponseTo = data->attribute("InResponseTo");
            bearer.notBefore = timeAttribute(*data, "NotBefore");
            bearer.notOnOrAfter = timeAttribute(*data, "NotOnOrAfter");
        }
        bearers.push_back(std::move(bearer));
    }
    return bearers;
}

std::optional<ConditionsContent> readConditions(const Element &assertion, const Places &places)
{
    const std::optional<Element> element = assertion.onlyChild(assertionNamespace, "Conditions");
    if (!element)
        return std::nullopt;
    ConditionsContent conditions;
    conditions.where = places.of(*element);
    conditions.notBefore = timeAttribute(*element, "NotBefore");
    conditions.notOnOrAfter = timeAttribute(*element, "NotOnOrAfter");
    for (const Element &condition : element->children()) {
        // Every assertion is used once here, and Usher issues none on the strength of another.
        const bool isMetAnyway =
            condition.is(assertionNamespace, "OneTimeUse") || condition.is(assertionNamespace, "ProxyRestriction");
        if (isMetAnyway)
            continue;
        if (!condition.is(assertionNamespace, "AudienceRestriction")) {
            conditions.unknown += condition.localName();
            continue;
        }
        QStringList audiences;
        for (const Element &audience : assertionChildren(condition, "Audience"))
            audiences += leafText(audience);
        conditions.audienceRestrictions.push_back(std::move(audiences));
    }
    return conditions;
}

std::vector<AuthnContent> readAuthnStatements(const Element &assertion)
{
    std::vector<AuthnContent> statements;
    for (const Element &statement : assertionChildren(assertion, "AuthnStatement")) {
        statements.push_back({statement.attribute("SessionIndex").value_or(QString()), timeAttribute(statement, "AuthnInstant"),
                              timeAttribute(statement, "SessionNotOnOrAfter")});
    }
    return statements;
}

/// What a saml:AttributeValue is to a reader of texts.
enum class ValueKind {
    Text,
    NotAText,  ///< structured, or nil: there, but nothing that a claim can be read from
    Ambiguous, ///< nil, and yet it says something, or neither nil nor not
};

/// Elements are legal inside a value (Core 2.7.3.1.1; eduPersonTargetedID holds a NameID), and so is xsi:nil on an empty one
/// (XML Schema 1, 2.6.2). One that is nil and holds something can be read in two ways (threat 45).
ValueKind kindOf(const Element &value)
{
    const QString nil = value.attribute(instanceNamespace, "nil").value_or(QStringLiteral("false")).trimmed();
    if (nil == u"true" || nil == u"1")
        return value.children().empty() && value.text().isEmpty() ? ValueKind::NotAText : ValueKind::Ambiguous;
    if (nil != u"false" && nil != u"0")
        return ValueKind::Ambiguous;
    return value.children().empty() ? ValueKind::Text : ValueKind::NotAText;
}

std::optional<Attribute> readAttribute(const Element &element)
{
    Attribute attribute{element.attribute("Name").value_or(QString()), {}};
    if (!element.is(assertionNamespace, "Attribute") || attribute.name.trimmed().isEmpty())
        return std::nullopt;
    for (const Element &value : element.children()) {
        const ValueKind kind = value.is(assertionNamespace, "AttributeValue") ? kindOf(value) : ValueKind::Ambiguous;
        if (kind == ValueKind::Ambiguous)
            return std::nullopt;
        if (kind == ValueKind::Text)
            attribute.values += value.text();
    }
    return attribute;
}

struct AttributesContent
{
    std::vector<Attribute> attributes;
    std::optional<Error> fault; ///< the first
};

/// Every saml:Attribute of every saml:AttributeStatement. An encrypted one can't be read, and two of one name could
/// mean two things: both are refused.
AttributesContent readAttributes(const Element &assertion, const Places &places)
{
    AttributesContent content;
    QSet<QString> names;
    const auto refuse = [&](ErrorCode code, const QString &name, const Element &element) {
        if (!content.fault)
            content.fault = Error{code, name, places.of(element)};
    };
    for (const Element &statement : assertionChildren(assertion, "AttributeStatement")) {
        for (const Element &element : statement.children()) {
            std::optional<Attribute> attribute = readAttribute(element);
            if (!attribute) {
                refuse(ErrorCode::AttributeMalformed, element.attribute("Name").value_or(element.localName()), element);
            } else if (names.contains(attribute->name)) {
                refuse(ErrorCode::AttributeDuplicated, attribute->name, element);
            } else {
                names.insert(attribute->name);
                content.attributes.push_back(*std::move(attribute));
            }
        }
    }
    return content;
}

} // namespace

OptionalTime timeAttribute(const Element &element, const char *name)
{
    const std::optional<QString> text = element.attribute(name);
    if (!text)
        return std::nullopt;
    return SentTime{*text, parseDateTime(*text)};
}

Result<NameId> readNameId(const Element &element, const Places &places)
{
    const QString value = leafText(element);
    if (value.isEmpty() || value != value.trimmed())
        return fail(ErrorCode::NameIdMalformed, places.of(element));
    const auto attribute = [&](const char *name) { return element.attribute(name).value_or(QString()); };
    QString format = attribute("Format");
    if (format.isEmpty())
        format = QString::fromLatin1(saml::nameIdUnspecified); // Core 2.2.2
    return NameId{value, format, attribute("NameQualifier"), attribute("SPNameQualifier")};
}

bool StatusContent::isSuccess() const
{
    return code == QLatin1String(saml::statusSuccess);
}

Places::Places(const Element &root, QString place) : m_rootLength(root.path().size()), m_rootPlace(std::move(place)) {}

QString Places::of(const Element &element) const
{
    return m_rootPlace + element.path().mid(m_rootLength);
}

ResponseContent readResponse(const Element &response)
{
    const Places places(response);
    ResponseContent content;
    content.where = response.path();
    content.version = response.attribute("Version").value_or(QString());
    content.destination = response.attribute("Destination");
    content.inResponseTo = response.attribute("InResponseTo");
    content.issuers = readIssuers(response, places);
    content.status = readStatus(response);
    return content;
}

AssertionContent readAssertion(const Element &assertion, const Places &places, const std::optional<Element> &decryptedNameId)
{
    const std::optional<Element> subject = assertion.onlyChild(assertionNamespace, "Subject");
    AttributesContent attributes = readAttributes(assertion, places);
    return {
        .where = places.of(assertion),
        .id = assertion.attribute("ID").value_or(QString()),
        .version = assertion.attribute("Version").value_or(QString()),
        .issueInstant = timeAttribute(assertion, "IssueInstant"),
        .issuers = readIssuers(assertion, places),
        .nameId = readSubjectName(subject, decryptedNameId, places),
        .confirmations = readConfirmations(subject, places),
        .conditions = readConditions(assertion, places),
        .authnStatements = readAuthnStatements(assertion),
        .attributes = std::move(attributes.attributes),
        .attributeFault = std::move(attributes.fault),
    };
}

} // namespace usher
