// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/response_builder.h"

#include "core/saml/entra.h"
#include "core/sandbox/sandbox_failures.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

#include <algorithm>

namespace usher::sandbox {

namespace {

/// Entra sends at most this many groups; nested ones count (entra.md, Claims).
constexpr qsizetype mostGroups = 150;

constexpr std::chrono::minutes validBefore{5};
constexpr std::chrono::minutes validAfter{60};

// Core, 3.2.2.2
constexpr auto statusResponder = "urn:oasis:names:tc:SAML:2.0:status:Responder";
constexpr auto statusNoPassive = "urn:oasis:names:tc:SAML:2.0:status:NoPassive";
constexpr auto statusRequestUnsupported = "urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported";

constexpr auto passwordContext = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";
constexpr auto passwordMethod = "http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password";

struct Claim
{
    QString name;
    QStringList values;
};

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

/// What the directory knows, in Entra's order; what it lacks is left out.
std::vector<Claim> claimsOf(const Person &person)
{
    const QString tenant = latin1(entra::sandboxTenantId);
    // Guests of the sandbox come by a code sent to their mail, which Entra calls "mail".
    const bool isGuest = person.userPrincipalName.contains(u"#EXT#");
    const QString home = isGuest ? QStringLiteral("mail") : entra::issuerOf(tenant);

    std::vector<Claim> claims;
    const auto add = [&](const char *name, const QStringList &values) {
        if (!values.isEmpty() && !values.first().isEmpty())
            claims.push_back({latin1(name), values});
    };
    add(entra::tenantIdClaim, {tenant});
    add(entra::objectIdClaim, {person.objectId});
    add(entra::displayNameClaim, {person.displayName});
    if (person.groups.size() > mostGroups)
        add(entra::groupsLinkClaim,
            {QStringLiteral("https://graph.windows.net/%1/users/%2/getMemberObjects").arg(tenant, person.objectId)});
    else
        add(entra::groupsClaim, person.groups);
    add(entra::identityProviderClaim, {home});
    add(entra::authnMethodsClaim, {latin1(passwordMethod)});
    add(entra::givenNameClaim, {person.givenName});
    add(entra::surnameClaim, {person.surname});
    add(entra::emailAddressClaim, {person.mail});
    add(entra::nameClaim, {person.userPrincipalName});
    // As an administrator adds them for JIT (entra.md, Claims).
    add("firstName", {person.givenName});
    add("lastName", {person.surname});
    return claims;
}

std::vector<Claim> claimsOf(const ResponseOrder &order)
{
    std::vector<Claim> claims = claimsOf(order.person);
    std::erase_if(claims, [&](const Claim &claim) {
        return std::ranges::any_of(order.extraClaims, [&](const auto &extra) { return extra.first == claim.name; });
    });
    for (const auto &[name, value] : order.extraClaims) {
        const auto same = std::ranges::find(claims, name, &Claim::name);
        if (same == claims.end())
            claims.push_back({name, {value}});
        else
            same->values += value;
    }
    return claims;
}

/// A pairwise identifier (SAML 2.0 Core, 8.3.7): the same person is somebody else at another application.
QString pairwiseId(const ResponseOrder &order)
{
    const QString &who = order.person.objectId.isEmpty() ? order.person.userPrincipalName : order.person.objectId;
    const QByteArray hash = QCryptographicHash::hash((who + u'|' + order.audience.text()).toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString nameIdOf(const ResponseOrder &order, Random &random)
{
    if (order.nameIdFormat == QLatin1StringView(saml::nameIdPersistent))
        return pairwiseId(order);
    if (order.nameIdFormat == QLatin1StringView(saml::nameIdTransient))
        return u'_' + random.hex(20);
    return order.person.userPrincipalName;
}

/// Entra puts `spn:` before an Identifier that is not a URI (entra.md, Responses).
QString audienceOf(const EntityId &serviceProvider)
{
    const bool isUri = !QUrl(serviceProvider.text(), QUrl::StrictMode).scheme().isEmpty();
    return isUri ? serviceProvider.text() : QStringLiteral("spn:") + serviceProvider.text();
}

/// Writes one response; the elements stand in the order of the schemas (SAML 2.0 Core).
class ResponseWriter
{
public:
    ResponseWriter(const ResponseOrder &order, Random &random)
        : m_order(order)
        , m_responseId(u'_' + random.uuid())
        , m_assertionId(u'_' + random.uuid())
        , m_nameId(nameIdOf(order, random))
        , m_statusMessage(order.failure ? statusMessage(*order.failure, {random.uuid(), random.uuid(), order.at}) : QString())
        , m_acs(order.assertionConsumerService.toString(QUrl::FullyEncoded))
        , m_xml(&m_bytes)
    {
    }

    [[nodiscard]] const QString &responseId() const { return m_responseId; }
    [[nodiscard]] const QString &assertionId() const { return m_assertionId; }

    /// Error: ClaimUnusable, where a value has a character that XML can't carry.
    [[nodiscard]] Result<QByteArray> write()
    {
        m_xml.writeStartElement(latin1("samlp:Response"));
        m_xml.writeNamespace(latin1(saml::protocolNamespace), latin1("samlp"));
        attribute("ID", m_responseId);
        attribute("Version", latin1("2.0"));
        attribute("IssueInstant", formatDateTime(m_order.at));
        attribute("Destination", m_acs);
        attributeIfAny("InResponseTo", m_order.inResponseTo);
        issuer();
        if (m_order.failure) {
            failedStatus(*m_order.failure);
        } else {
            m_xml.writeStartElement(latin1("samlp:Status"));
            m_xml.writeEmptyElement(latin1("samlp:StatusCode"));
            attribute("Value", latin1(saml::statusSuccess));
            m_xml.writeEndElement();
            assertion();
        }
        m_xml.writeEndElement();
        if (m_xml.hasError())
            return fail(ErrorCode::ClaimUnusable, {}, QStringLiteral("a character that XML can't carry"));
        return m_bytes;
    }

private:
    void attribute(const char *name, const QString &value) { m_xml.writeAttribute(latin1(name), value); }
    void attributeIfAny(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            attribute(name, value);
    }
    void textElement(const char *name, const QString &text) { m_xml.writeTextElement(latin1(name), text); }

    /// A start tag that makes SAML's assertion namespace the default one.
    void startAssertionElement(const char *name)
    {
        m_xml.writeStartElement(latin1(name));
        m_xml.writeDefaultNamespace(latin1(saml::assertionNamespace));
    }

    void issuer()
    {
        startAssertionElement("Issuer");
        m_xml.writeCharacters(entra::issuerOf(latin1(entra::sandboxTenantId)));
        m_xml.writeEndElement();
    }

    void failedStatus(int code)
    {
        const bool isPassive = EntraFailure{.code = code}.cause() == EntraCause::NobodySignedIn;
        m_xml.writeStartElement(latin1("samlp:Status"));
        m_xml.writeStartElement(latin1("samlp:StatusCode"));
        attribute("Value", latin1(isPassive ? statusResponder : saml::statusRequester));
        m_xml.writeEmptyElement(latin1("samlp:StatusCode"));
        attribute("Value", latin1(isPassive ? statusNoPassive : statusRequestUnsupported));
        m_xml.writeEndElement();
        textElement("samlp:StatusMessage", m_statusMessage);
        m_xml.writeEndElement();
    }

    void assertion()
    {
        startAssertionElement("Assertion");
        attribute("ID", m_assertionId);
        attribute("IssueInstant", formatDateTime(m_order.at));
        attribute("Version", latin1("2.0"));
        textElement("Issuer", entra::issuerOf(latin1(entra::sandboxTenantId)));
        subject();
        conditions();
        attributeStatement();
        authnStatement();
        m_xml.writeEndElement();
    }

    void subject()
    {
        m_xml.writeStartElement(latin1("Subject"));
        m_xml.writeStartElement(latin1("NameID"));
        attribute("Format", m_order.nameIdFormat);
        m_xml.writeCharacters(m_nameId);
        m_xml.writeEndElement();
        m_xml.writeStartElement(latin1("SubjectConfirmation"));
        attribute("Method", latin1(saml::bearerMethod));
        m_xml.writeEmptyElement(latin1("SubjectConfirmationData"));
        attributeIfAny("InResponseTo", m_order.inResponseTo);
        attribute("NotOnOrAfter", formatDateTime(m_order.at + validAfter));
        attribute("Recipient", m_acs);
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    void conditions()
    {
        m_xml.writeStartElement(latin1("Conditions"));
        attribute("NotBefore", formatDateTime(m_order.at - validBefore));
        attribute("NotOnOrAfter", formatDateTime(m_order.at + validAfter));
        m_xml.writeStartElement(latin1("AudienceRestriction"));
        textElement("Audience", audienceOf(m_order.audience));
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    void attributeStatement()
    {
        m_xml.writeStartElement(latin1("AttributeStatement"));
        for (const Claim &claim : claimsOf(m_order)) {
            m_xml.writeStartElement(latin1("Attribute"));
            attribute("Name", claim.name);
            for (const QString &value : claim.values)
                textElement("AttributeValue", value);
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
    }

    void authnStatement()
    {
        m_xml.writeStartElement(latin1("AuthnStatement"));
        attribute("AuthnInstant", formatDateTime(m_order.at));
        attribute("SessionIndex", m_assertionId);
        m_xml.writeStartElement(latin1("AuthnContext"));
        textElement("AuthnContextClassRef", latin1(passwordContext));
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    const ResponseOrder &m_order;
    QString m_responseId;
    QString m_assertionId;
    QString m_nameId;
    QString m_statusMessage;
    QString m_acs;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

Result<QByteArray> buildResponse(const ResponseOrder &order, const Keys &keys, Random &random)
{
    ResponseWriter writer(order, random);
    USHER_TRY(QByteArray xml, writer.write());
    const auto sign = [&](const QString &elementId) {
        return xml::signElement(xml, {elementId, keys.key, keys.certificate, order.algorithm});
    };
    // Inside out, as Entra does: the assertion's signature is encrypted with it, the response's covers what is sent.
    if (order.what != Signed::Response && !order.failure) {
        USHER_TRY(xml, sign(writer.assertionId()));
    }
    if (order.encryptFor && !order.failure) {
        USHER_TRY(xml, xml::encryptElement(xml, writer.assertionId(), QStringLiteral("EncryptedAssertion"), *order.encryptFor,
                                           order.encryption));
    }
    if (order.what != Signed::Assertion) {
        USHER_TRY(xml, sign(writer.responseId()));
    }
    return xml;
}

} // namespace usher::sandbox
