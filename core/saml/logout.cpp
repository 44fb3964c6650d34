// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/logout.h"

#include "core/saml/address.h"

#include <QXmlStreamWriter>

namespace usher {

namespace {

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

/// Writes one message; the elements stand in the order of the schema.
class LogoutWriter
{
public:
    explicit LogoutWriter(const char *name) : m_xml(&m_bytes)
    {
        m_xml.writeNamespace(latin1(saml::protocolNamespace), QStringLiteral("samlp"));
        m_xml.writeNamespace(latin1(saml::assertionNamespace), QStringLiteral("saml"));
        m_xml.writeStartElement(latin1(saml::protocolNamespace), latin1(name));
        attribute("Version", QStringLiteral("2.0"));
    }

    /// Nothing where \p value is empty.
    void attribute(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            m_xml.writeAttribute(latin1(name), value);
    }
    void issuer(const EntityId &issuer)
    {
        m_xml.writeTextElement(latin1(saml::assertionNamespace), latin1("Issuer"), issuer.text());
    }
    void nameId(const NameId &nameId)
    {
        m_xml.writeStartElement(latin1(saml::assertionNamespace), latin1("NameID"));
        attribute("NameQualifier", nameId.nameQualifier);
        attribute("SPNameQualifier", nameId.spNameQualifier);
        attribute("Format", nameId.format);
        m_xml.writeCharacters(nameId.value);
        m_xml.writeEndElement();
    }
    void protocolText(const char *name, const QString &text)
    {
        m_xml.writeTextElement(latin1(saml::protocolNamespace), latin1(name), text);
    }
    void startStatusCode(const QString &value)
    {
        m_xml.writeStartElement(latin1(saml::protocolNamespace), latin1("StatusCode"));
        attribute("Value", value);
    }
    void status(const LogoutResponse &response)
    {
        m_xml.writeStartElement(latin1(saml::protocolNamespace), latin1("Status"));
        startStatusCode(response.status);
        if (!response.secondStatus.isEmpty()) {
            startStatusCode(response.secondStatus);
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
        if (!response.message.isEmpty())
            protocolText("StatusMessage", response.message);
        m_xml.writeEndElement();
    }

    [[nodiscard]] QByteArray finished()
    {
        m_xml.writeEndElement();
        return m_bytes;
    }

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

RedirectMessage toMessage(const LogoutRequest &request)
{
    LogoutWriter writer("LogoutRequest");
    writer.attribute("ID", request.id);
    writer.attribute("IssueInstant", formatDateTime(request.issueInstant));
    writer.attribute("Destination", addressText(request.destination));
    writer.attribute("NotOnOrAfter", formatDateTime(request.notOnOrAfter));
    writer.attribute("Reason", latin1(saml::logoutByUser));
    writer.issuer(request.issuer);
    writer.nameId(request.nameId);
    for (const QString &index : request.sessionIndexes)
        writer.protocolText("SessionIndex", index);
    return {RedirectMessage::Kind::Request, writer.finished()};
}

RedirectMessage toMessage(const LogoutResponse &response, const QString &relayState)
{
    LogoutWriter writer("LogoutResponse");
    writer.attribute("ID", response.id);
    writer.attribute("InResponseTo", response.inResponseTo);
    writer.attribute("IssueInstant", formatDateTime(response.issueInstant));
    writer.attribute("Destination", addressText(response.destination));
    writer.issuer(response.issuer);
    writer.status(response);
    return {RedirectMessage::Kind::Response, writer.finished(), relayState};
}

QUrl logoutAddress(const QUrl &assertionConsumerService)
{
    const QString path = assertionConsumerService.path(QUrl::FullyEncoded);
    QUrl address = assertionConsumerService.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    address.setPath(path.left(path.lastIndexOf(u'/')) + QStringLiteral("/slo"), QUrl::StrictMode);
    return address;
}

LogoutContent readLogout(const xml::Element &root)
{
    const Places places(root);
    const auto nameIds = root.children(saml::assertionNamespace, "NameID");
    const auto readName = [&]() -> Result<NameId> {
        if (nameIds.size() != 1)
            return fail(nameIds.empty() ? ErrorCode::NameIdMissing : ErrorCode::NameIdMalformed, root.path());
        return readNameId(nameIds.front(), places);
    };
    QStringList sessionIndexes;
    for (const xml::Element &index : root.children(saml::protocolNamespace, "SessionIndex"))
        sessionIndexes += index.text();
    return {
        .id = root.attribute("ID").value_or(QString()),
        .message = readResponse(root),
        .issueInstant = timeAttribute(root, "IssueInstant"),
        .notOnOrAfter = timeAttribute(root, "NotOnOrAfter"),
        .nameId = readName(),
        .sessionIndexes = std::move(sessionIndexes),
    };
}

} // namespace usher
