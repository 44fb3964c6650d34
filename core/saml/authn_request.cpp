// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/authn_request.h"

#include "core/saml/address.h"
#include "core/saml/deflate.h"
#include "core/saml/names.h"
#include "core/saml/strict_base64.h"
#include "core/xml/document.h"

#include <QXmlStreamWriter>

#include <map>

namespace usher {

namespace {

constexpr qsizetype requestIdBytes = 20;
constexpr qsizetype maximumInflatedBytes = 65'536;

constexpr auto requestParameter = "SAMLRequest";
constexpr auto responseParameter = "SAMLResponse";
constexpr auto relayStateParameter = "RelayState";
constexpr auto encodingParameter = "SAMLEncoding";
constexpr auto deflateEncoding = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

QByteArray toXml(const AuthnRequest &request)
{
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeNamespace(latin1(saml::protocolNamespace), QStringLiteral("samlp"));
    writer.writeNamespace(latin1(saml::assertionNamespace), QStringLiteral("saml"));
    writer.writeStartElement(latin1(saml::protocolNamespace), QStringLiteral("AuthnRequest"));
    writer.writeAttribute(QStringLiteral("ID"), request.id);
    writer.writeAttribute(QStringLiteral("Version"), QStringLiteral("2.0"));
    writer.writeAttribute(QStringLiteral("IssueInstant"), formatDateTime(request.issueInstant));
    writer.writeAttribute(QStringLiteral("Destination"), addressText(request.destination));
    if (request.forceAuthn == AuthnRequest::ForceAuthn::Yes)
        writer.writeAttribute(QStringLiteral("ForceAuthn"), QStringLiteral("true"));
    writer.writeAttribute(QStringLiteral("ProtocolBinding"), latin1(saml::postBinding));
    writer.writeAttribute(QStringLiteral("AssertionConsumerServiceURL"), addressText(request.assertionConsumerService));
    writer.writeTextElement(latin1(saml::assertionNamespace), QStringLiteral("Issuer"), request.issuer.text());
    writer.writeEndElement();
    return xml;
}

/// xs:boolean (XML Schema part 2, 3.2.2).
AuthnRequest::ForceAuthn forceAuthnOf(const xml::Element &element)
{
    const QString value = element.attribute("ForceAuthn").value_or(QString());
    return value == u"true" || value == u"1" ? AuthnRequest::ForceAuthn::Yes : AuthnRequest::ForceAuthn::No;
}

Result<AuthnRequest> fromXml(const QByteArray &bytes)
{
    USHER_TRY(const xml::Document document, xml::Document::parse(bytes));
    USHER_TRY(xml::checkShape(document));
    const xml::Element root = document.root();
    if (!root.is(saml::protocolNamespace, "AuthnRequest"))
        return fail(ErrorCode::InputUnrecognised, root.localName(), QStringLiteral("not an AuthnRequest"));
    if (root.attribute("Version") != u"2.0")
        return fail(ErrorCode::VersionUnsupported, root.attribute("Version").value_or(QString()));
    const auto issuer = root.onlyChild(saml::assertionNamespace, "Issuer");
    const QString id = root.attribute("ID").value_or(QString());
    if (!issuer || issuer->text().isEmpty() || id.isEmpty())
        return fail(ErrorCode::InputUnrecognised, root.path(), QStringLiteral("no Issuer or no ID"));
    USHER_TRY(const TimePoint issued, parseDateTime(root.attribute("IssueInstant").value_or(QString())));

    const auto address = [&](const char *name) { return QUrl(root.attribute(name).value_or(QString()), QUrl::StrictMode); };
    return AuthnRequest{id,     EntityId(issuer->text()), address("Destination"), address("AssertionConsumerServiceURL"),
                        issued, forceAuthnOf(root)};
}

/// The parameters of a query by their decoded names. Two of one name could be read in two ways (threat 28).
Result<std::map<QString, QString>> queryParameters(const QUrl &url)
{
    std::map<QString, QString> parameters;
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    for (const QByteArray &item : query.split('&')) {
        const qsizetype equals = item.indexOf('=');
        const QString name = QUrl::fromPercentEncoding(item.left(equals < 0 ? item.size() : equals));
        const QString value = equals < 0 ? QString() : QUrl::fromPercentEncoding(item.mid(equals + 1));
        if (!parameters.emplace(name, value).second)
            return fail(ErrorCode::UsageError, name, QStringLiteral("doubled query parameter"));
    }
    return parameters;
}

} // namespace

QString makeRequestId(Random &random)
{
    return u'_' + random.hex(requestIdBytes);
}

QUrl toRedirectUrl(const AuthnRequest &request, const QString &relayState)
{
    const auto parameter = [](const char *name, const QByteArray &value) {
        return latin1(name) + u'=' + QString::fromLatin1(value.toPercentEncoding());
    };
    // The address may have a query of its own (Bindings, 3.4.3), and it stays.
    QStringList query;
    if (request.destination.hasQuery())
        query += request.destination.query(QUrl::FullyEncoded);
    query += parameter(requestParameter, deflateRaw(toXml(request)).toBase64());
    if (!relayState.isEmpty())
        query += parameter(relayStateParameter, relayState.toUtf8());
    QUrl url = request.destination;
    url.setQuery(query.join(u'&'), QUrl::StrictMode);
    return url;
}

Result<ReceivedAuthnRequest> readRedirectUrl(const QUrl &url)
{
    USHER_TRY(const auto parameters, queryParameters(url));
    const auto value = [&](const char *name) {
        const auto found = parameters.find(latin1(name));
        return found == parameters.end() ? QString() : found->second;
    };
    if (parameters.contains(latin1(responseParameter)))
        return fail(ErrorCode::UsageError, latin1(responseParameter), QStringLiteral("a response where a request belongs"));
    if (parameters.contains(latin1(encodingParameter)) && value(encodingParameter) != QLatin1String(deflateEncoding))
        return fail(ErrorCode::InputUnrecognised, value(encodingParameter), QStringLiteral("unknown SAMLEncoding"));

    USHER_TRY(const QByteArray deflated, decodeStrictBase64(value(requestParameter).toLatin1()));
    USHER_TRY(const QByteArray xml, inflateRaw(deflated, maximumInflatedBytes));
    USHER_TRY(AuthnRequest request, fromXml(xml));
    return ReceivedAuthnRequest{std::move(request), value(relayStateParameter)};
}

} // namespace usher
