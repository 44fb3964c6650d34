// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_tenant.h"

#include "core/base/log.h"
#include "core/saml/authn_request.h"
#include "core/saml/entra.h"
#include "core/saml/metadata.h"
#include "core/sandbox/federation_metadata.h"
#include "core/sandbox/logout_endpoint.h"
#include "core/sandbox/response_builder.h"
#include "core/sandbox/tenant_pages.h"

#include <QHttpServer>
#include <QTcpServer>
#include <QUrlQuery>

#include <algorithm>

namespace usher::sandbox {

namespace {

/// A request in its hidden field is 64 KiB at most, and nothing else in a form is long.
constexpr qsizetype largestForm = 131'072;

/// What a silent sign-in (IsPassive) comes to here: the tenant remembers nobody who is signed in.
constexpr int nobodySignedIn = 50058;

/// Entra's longest user principal name.
constexpr qsizetype longestAccount = 113;

using Status = QHttpServerResponse::StatusCode;

SignInProblem problem(const char *code, QString message)
{
    return {QString::fromLatin1(code), std::move(message)};
}

/// A request that can be answered, and what travels with its pages.
struct RequestedSignIn
{
    SignInContext context;
    ReceivedAuthnRequest received;
};

/// The parts of a query that a sign-in needs on each page.
QString queryToKeep(const QString &query)
{
    QUrlQuery kept;
    for (const auto &[name, value] : QUrlQuery(query).queryItems(QUrl::FullyEncoded)) {
        if (name == u"SAMLRequest" || name == u"RelayState")
            kept.addQueryItem(name, value);
    }
    return kept.toString(QUrl::FullyEncoded);
}

/// \p query comes from outside, on the first page and in every hidden field: it is judged each time.
std::expected<RequestedSignIn, SignInProblem> readSignIn(const QString &query, const QUrl &base)
{
    QUrl address = signOnAddress(base);
    address.setQuery(queryToKeep(query));
    const auto received = readRedirectUrl(address);
    if (!received && received.error().code == ErrorCode::InputEmpty)
        return std::unexpected(problem(
            "AADSTS750054", QStringLiteral("SAMLRequest must be in the query string of the address (HTTP Redirect binding).")));
    if (!received || received->request.issuer.isEmpty() || received->request.id.isEmpty())
        return std::unexpected(problem("AADSTS75005", QStringLiteral("The request is not a valid SAML 2.0 AuthnRequest.")));
    if (received->request.id.front().isDigit())
        return std::unexpected(
            problem("AADSTS7500529",
                    QStringLiteral("“%1” is not a valid SAML ID: it must not begin with a number.").arg(received->request.id)));
    if (!received->request.destination.isEmpty() && received->request.destination != signOnAddress(base))
        return std::unexpected(problem(
            "AADSTS75008",
            QStringLiteral("The request was sent to another Destination: “%1”.").arg(received->request.destination.toString())));
    const QUrl &replyUrl = received->request.assertionConsumerService;
    if (replyUrl.isEmpty() || !isSecureAddress(replyUrl))
        return std::unexpected(
            problem("AADSTS50011",
                    QStringLiteral("The reply URL “%1” of the application “%2” can't be used: it must be an https address, or "
                                   "http on localhost.")
                        .arg(replyUrl.toString(), received->request.issuer.text())));
    return RequestedSignIn{{address.query(QUrl::FullyEncoded), received->request.issuer.text()}, *received};
}

/// The fields of an application/x-www-form-urlencoded body.
class Form
{
public:
    explicit Form(QByteArray body) : m_fields(QString::fromLatin1(body.replace('+', "%20"))) {}

    [[nodiscard]] QString operator[](const char *name) const
    {
        return m_fields.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    }

private:
    QUrlQuery m_fields;
};

/// Somebody of the tenant by any of their names, or an address that could be somebody new.
bool isAccount(const QString &text)
{
    if (text.isEmpty() || text.size() > longestAccount)
        return false;
    const bool isAddress = !text.section(u'@', 0, 0).isEmpty() && !text.section(u'@', 1).isEmpty();
    return isAddress || std::ranges::find(people(), personNamed(text)) != people().end();
}

} // namespace

struct Tenant::Server
{
    Server(Keys signingKeys, const Clock &itsClock, Random &itsRandom)
        : keys(std::move(signingKeys)), clock(itsClock), random(itsRandom), logout(keys, clock, random)
    {
    }

    Keys keys;
    const Clock &clock;
    Random &random;
    QUrl base;
    QByteArray metadata;
    LogoutEndpoint logout;
    QHttpServer http;

    void addRoutes();

    [[nodiscard]] QHttpServerResponse begin(const QUrl &url);
    [[nodiscard]] QHttpServerResponse proceed(const QByteArray &body);
    [[nodiscard]] QHttpServerResponse afterAccount(const RequestedSignIn &signIn, const QString &account);
    [[nodiscard]] QHttpServerResponse failWithPage(int code);
    [[nodiscard]] QHttpServerResponse failWithStatus(const RequestedSignIn &signIn, int code);
    /// \param order  whom or what it is about; the rest comes from the request
    [[nodiscard]] QHttpServerResponse respond(const RequestedSignIn &signIn, ResponseOrder order);
    [[nodiscard]] QHttpServerResponse afterPassword(const RequestedSignIn &signIn, const Person &person, const QString &password);
    [[nodiscard]] QHttpServerResponse signOut(const QHttpServerRequest &request);
    [[nodiscard]] QHttpServerResponse notFound();
    [[nodiscard]] QHttpServerResponse answer(const Page &page, Status status = Status::Ok);
    [[nodiscard]] QHttpServerResponse answer(const SignInProblem &problem, Status status = Status::BadRequest);

    [[nodiscard]] TraceIds newIds() { return {random.uuid(), random.uuid(), clock.now()}; }
    [[nodiscard]] QString nonce() { return QString::fromLatin1(random.bytes(18).toBase64()); }
};

void Tenant::Server::addRoutes()
{
    using Method = QHttpServerRequest::Method;
    const QString tenant = u'/' + QString::fromLatin1(entra::sandboxTenantId);
    http.route(sandbox::metadataAddress(base).path(), Method::Get, [this](const QHttpServerRequest &) {
        return QHttpServerResponse(QByteArrayLiteral("application/samlmetadata+xml; charset=utf-8"), metadata);
    });
    http.route(tenant + QStringLiteral("/saml2"), Method::Get,
               [this](const QHttpServerRequest &request) { return begin(request.url()); });
    http.route(tenant + QStringLiteral("/login"), Method::Post,
               [this](const QHttpServerRequest &request) { return proceed(request.body()); });
    http.route(sandbox::signOutAddress(base).path(), Method::Get,
               [this](const QHttpServerRequest &request) { return signOut(request); });
    http.setMissingHandler(
        [this](const QHttpServerRequest &, QHttpServerResponder &&responder) { notFound().write(std::move(responder)); });
}

QHttpServerResponse Tenant::Server::begin(const QUrl &url)
{
    const auto signIn = readSignIn(url.query(QUrl::FullyEncoded), base);
    if (!signIn)
        return answer(signIn.error());
    if (signIn->received.request.isPassive == AuthnRequest::IsPassive::Yes)
        return failWithStatus(*signIn, nobodySignedIn);
    const QString hint = QUrlQuery(url).queryItemValue(QStringLiteral("login_hint"), QUrl::FullyDecoded);
    return answer(accountPage(signIn->context, hint, {}, nonce()));
}

QHttpServerResponse Tenant::Server::proceed(const QByteArray &body)
{
    if (body.size() > largestForm)
        return answer(problem("AADSTS90100", QStringLiteral("The form is too large.")), Status::PayloadTooLarge);
    const Form form(body);
    const QString context = form["ctx"];
    const QString step = form["step"];
    if (context.isEmpty())
        return answer(problem("AADSTS900144", QStringLiteral("The form must have a field “ctx”: begin the sign-in anew.")));
    const auto signIn = readSignIn(context, base);
    if (!signIn)
        return answer(signIn.error());

    const QString account = form["loginfmt"].trimmed();
    if (const std::optional<int> code = failureAskedFor(account))
        return form["way"] == u"status" ? failWithStatus(*signIn, *code) : failWithPage(*code);
    if (step == u"password" && isAccount(account))
        return afterPassword(*signIn, personNamed(account), form["passwd"]);
    return afterAccount(*signIn, account);
}

QHttpServerResponse Tenant::Server::afterAccount(const RequestedSignIn &signIn, const QString &account)
{
    if (!isAccount(account))
        return answer(accountPage(signIn.context, account, QStringLiteral("Enter a valid e-mail address."), nonce()));
    return answer(passwordPage(signIn.context, personNamed(account), {}, nonce()));
}

QHttpServerResponse Tenant::Server::afterPassword(const RequestedSignIn &signIn, const Person &person, const QString &password)
{
    if (password.isEmpty())
        return answer(passwordPage(signIn.context, person, QStringLiteral("Please enter your password."), nonce()));

    ResponseOrder order;
    order.person = person;
    QHttpServerResponse page = respond(signIn, std::move(order));
    const AuthnRequest &request = signIn.received.request;
    page.addHeader(QByteArrayLiteral("Set-Cookie"), logout.signIn(request.issuer, request.assertionConsumerService));
    return page;
}

QHttpServerResponse Tenant::Server::failWithPage(int code)
{
    // Entra has a page of its own where Conditional Access decides.
    const EntraCause cause = EntraFailure{.code = code}.cause();
    if (cause == EntraCause::AccessBlocked || cause == EntraCause::DeviceNotCompliant)
        return answer(blockedPage(code, newIds(), nonce()), Status::BadRequest);
    return answer(SignInProblem{codeText(EntraFailure{.code = code}), failureMessage(code)});
}

QHttpServerResponse Tenant::Server::failWithStatus(const RequestedSignIn &signIn, int code)
{
    ResponseOrder order;
    order.failure = code;
    return respond(signIn, std::move(order));
}

QHttpServerResponse Tenant::Server::respond(const RequestedSignIn &signIn, ResponseOrder order)
{
    const AuthnRequest &request = signIn.received.request;
    order.audience = request.issuer;
    order.assertionConsumerService = request.assertionConsumerService;
    order.inResponseTo = request.id;
    order.at = clock.now();
    const auto response = buildResponse(order, keys, random);
    if (!response) {
        qCWarning(logSandbox) << "a response could not be made:" << response.error().detail;
        return answer(problem("AADSTS90033", QStringLiteral("The response could not be signed. Try again.")),
                      Status::InternalServerError);
    }
    return answer(responsePage(order.assertionConsumerService, response->toBase64(), signIn.received.relayState, nonce()));
}

QHttpServerResponse Tenant::Server::signOut(const QHttpServerRequest &request)
{
    const auto address = logout.answer(request.url().query(QUrl::FullyEncoded).toLatin1(), request.value("Cookie"), base);
    if (!address)
        return answer(address.error());
    QHttpServerResponse response(Status::Found);
    response.addHeaders({{"Location", address->toEncoded()}, {"Set-Cookie", LogoutEndpoint::endedCookie()}});
    return response;
}

QHttpServerResponse Tenant::Server::notFound()
{
    return answer(
        problem("AADSTS90002", QStringLiteral("There is nothing at this address. The tenant's federation metadata is at %1.")
                                   .arg(sandbox::metadataAddress(base).toString())),
        Status::NotFound);
}

QHttpServerResponse Tenant::Server::answer(const Page &page, Status status)
{
    QHttpServerResponse response(QByteArrayLiteral("text/html; charset=utf-8"), page.html, status);
    response.addHeaders({{"Content-Security-Policy", page.contentSecurityPolicy},
                         {"Cache-Control", "no-store"},
                         {"Referrer-Policy", "no-referrer"},
                         {"X-Content-Type-Options", "nosniff"}});
    return response;
}

QHttpServerResponse Tenant::Server::answer(const SignInProblem &problem, Status status)
{
    return answer(problemPage(problem, newIds(), nonce()), status);
}

Result<std::unique_ptr<Tenant>> Tenant::listen(quint16 port, Keys keys, const Clock &clock, Random &random)
{
    auto socket = std::make_unique<QTcpServer>();
    if (!socket->listen(QHostAddress::LocalHost, port))
        return fail(ErrorCode::PortBusy, QString::number(port), socket->errorString());

    std::unique_ptr<Tenant> tenant(new Tenant(std::move(keys), clock, random));
    Server &server = *tenant->m_server;
    server.base.setScheme(QStringLiteral("http"));
    server.base.setHost(socket->serverAddress().toString());
    server.base.setPort(socket->serverPort());
    USHER_TRY(server.metadata, buildMetadata(server.keys, server.base));
    server.addRoutes();
    server.http.bind(socket.release()); // it belongs to the HTTP server from here
    return tenant;
}

Tenant::Tenant(Keys keys, const Clock &clock, Random &random) : m_server(std::make_unique<Server>(std::move(keys), clock, random))
{
}

Tenant::~Tenant() = default;

QUrl Tenant::base() const
{
    return m_server->base;
}

QUrl Tenant::metadataAddress() const
{
    return sandbox::metadataAddress(m_server->base);
}

QByteArray Tenant::metadata() const
{
    return m_server->metadata;
}

} // namespace usher::sandbox
