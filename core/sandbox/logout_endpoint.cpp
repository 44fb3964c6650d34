// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/logout_endpoint.h"

#include "core/base/log.h"
#include "core/saml/authn_request.h"
#include "core/saml/entra.h"
#include "core/sandbox/federation_metadata.h"

namespace usher::sandbox {

namespace {

/// HttpOnly: nothing on a page reads it. Lax: a sign-out comes from another site (RFC 6265bis, 5.6.7.1).
constexpr auto sessionCookie = "usher-sandbox-session=1";
constexpr auto cookieAttributes = "; Path=/; HttpOnly; SameSite=Lax";

bool isSignedIn(const QByteArray &cookies)
{
    const QList<QByteArray> all = cookies.split(';');
    return std::ranges::any_of(all, [](const QByteArray &cookie) { return cookie.trimmed() == sessionCookie; });
}

/// What is needed of a LogoutRequest to answer it.
struct ReceivedLogout
{
    QString id;
    EntityId application;
    QString relayState;
};

Result<ReceivedLogout> read(const QByteArray &query)
{
    USHER_TRY(const ReceivedRedirect received, readRedirect(query));
    USHER_TRY(const xml::Document document, xml::Document::parse(received.message.xml));
    USHER_TRY(xml::checkShape(document));
    const LogoutContent content = readLogout(document.root());
    if (!document.root().is(saml::protocolNamespace, "LogoutRequest") || content.id.isEmpty() ||
        content.message.issuers.size() != 1 || !content.nameId)
        return fail(ErrorCode::LogoutMessageUnexpected, document.root().path());
    return ReceivedLogout{content.id, EntityId(content.message.issuers.front().value), received.message.relayState};
}

SignInProblem problem(const char *code, QString message)
{
    return {QString::fromLatin1(code), std::move(message)};
}

} // namespace

QByteArray LogoutEndpoint::signIn(const EntityId &application, const QUrl &replyUrl)
{
    m_logoutAddresses.insert(application, logoutAddress(replyUrl));
    return QByteArray(sessionCookie) + cookieAttributes;
}

QByteArray LogoutEndpoint::endedCookie()
{
    return QByteArray(sessionCookie) + cookieAttributes + "; Max-Age=0";
}

std::expected<QUrl, SignInProblem> LogoutEndpoint::answer(const QByteArray &query, const QByteArray &cookies, const QUrl &base)
{
    const Result<ReceivedLogout> request = read(query);
    if (!request)
        return std::unexpected(problem("AADSTS75005", QStringLiteral("The request is not a valid SAML 2.0 LogoutRequest.")));
    const QUrl destination = m_logoutAddresses.value(request->application);
    if (destination.isEmpty())
        return std::unexpected(
            problem("AADSTS700016", QStringLiteral("Nobody has signed in to the application “%1” since this tenant "
                                                   "was started, so its Logout Url is not known.")
                                        .arg(request->application.text())));
    LogoutResponse response;
    response.id = makeRequestId(m_random);
    response.inResponseTo = request->id;
    response.issuer = EntityId(entra::logoutIssuerOf(signOutAddress(base), QString::fromLatin1(entra::sandboxTenantId)));
    response.destination = destination;
    response.issueInstant = m_clock.now();
    if (!isSignedIn(cookies)) {
        response.status = QString::fromLatin1(saml::statusRequester);
        response.message = QStringLiteral("AADSTS50058: Nobody is signed in to the sandbox tenant in this browser.");
    }
    const Result<QUrl> address = toSignedRedirectUrl(destination, toMessage(response, request->relayState), m_keys.key);
    if (!address) {
        qCWarning(logSandbox) << "a logout response could not be signed:" << address.error().detail;
        return std::unexpected(problem("AADSTS90033", QStringLiteral("The response could not be signed. Try again.")));
    }
    return *address;
}

} // namespace usher::sandbox
