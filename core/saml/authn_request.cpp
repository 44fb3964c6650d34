// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/authn_request.h"

#include "core/saml/address.h"
#include "core/saml/names.h"
#include "core/saml/redirect_binding.h"
#include "core/xml/document.h"

#include <QUrlQuery>
#include <QXmlStreamWriter>

namespace usher {

namespace {

constexpr qsizetype requestIdBytes = 20;
constexpr auto loginHintParameter = "login_hint";

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
    if (request.isPassive == AuthnRequest::IsPassive::Yes)
        writer.writeAttribute(QStringLiteral("IsPassive"), QStringLiteral("true"));
    writer.writeAttribute(QStringLiteral("ProtocolBinding"), latin1(saml::postBinding));
    writer.writeAttribute(QStringLiteral("AssertionConsumerServiceURL"), addressText(request.assertionConsumerService));
    writer.writeTextElement(latin1(saml::assertionNamespace), QStringLiteral("Issuer"), request.issuer.text());
    writer.writeEndElement();
    return xml;
}

/// xs:boolean (XML Schema part 2, 3.2.2).
bool isTrue(const xml::Element &element, const char *attribute)
{
    const QString value = element.attribute(attribute).value_or(QString());
    return value == u"true" || value == u"1";
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
    AuthnRequest request;
    request.id = id;
    request.issuer = EntityId(issuer->text());
    request.destination = address("Destination");
    request.assertionConsumerService = address("AssertionConsumerServiceURL");
    request.issueInstant = issued;
    request.forceAuthn = isTrue(root, "ForceAuthn") ? AuthnRequest::ForceAuthn::Yes : AuthnRequest::ForceAuthn::No;
    request.isPassive = isTrue(root, "IsPassive") ? AuthnRequest::IsPassive::Yes : AuthnRequest::IsPassive::No;
    return request;
}

RedirectMessage messageOf(const AuthnRequest &request, const QString &relayState)
{
    return {RedirectMessage::Kind::Request, toXml(request), relayState};
}

/// After the message, so that a signature's octets stay together.
QUrl withLoginHint(QUrl url, const QString &hint)
{
    const QString name = latin1(loginHintParameter);
    if (hint.isEmpty() || QUrlQuery(url).hasQueryItem(name))
        return url;
    const QString item = name + u'=' + QString::fromLatin1(hint.toUtf8().toPercentEncoding());
    url.setQuery(url.query(QUrl::FullyEncoded) + u'&' + item, QUrl::StrictMode);
    return url;
}

} // namespace

QString makeRequestId(Random &random)
{
    return u'_' + random.hex(requestIdBytes);
}

QUrl toRedirectUrl(const AuthnRequest &request, const QString &relayState)
{
    return withLoginHint(toRedirectUrl(request.destination, messageOf(request, relayState)), request.loginHint);
}

Result<QUrl> toSignedRedirectUrl(const AuthnRequest &request, const QString &relayState, const PrivateKey &key)
{
    USHER_TRY(const QUrl url, toSignedRedirectUrl(request.destination, messageOf(request, relayState), key));
    return withLoginHint(url, request.loginHint);
}

Result<ReceivedAuthnRequest> readRedirectUrl(const QUrl &url)
{
    USHER_TRY(const ReceivedRedirect received, readRedirect(url.query(QUrl::FullyEncoded).toLatin1()));
    if (received.message.kind != RedirectMessage::Kind::Request)
        return fail(ErrorCode::RedirectAmbiguous, QStringLiteral("SAMLResponse"), QStringLiteral("where a request belongs"));
    USHER_TRY(AuthnRequest request, fromXml(received.message.xml));
    request.loginHint = QUrlQuery(url).queryItemValue(latin1(loginHintParameter), QUrl::FullyDecoded);
    return ReceivedAuthnRequest{std::move(request), received.message.relayState};
}

} // namespace usher
