// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/loopback_listener.h"

#include "core/capture/answer_page.h"
#include "core/capture/form.h"
#include "core/capture/guarded_server.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTimer>

namespace usher {

namespace {

using capture::GuardedServer;
using capture::GuardedSocket;
using Status = QHttpServerResponse::StatusCode;
using Awaited = BrowserErrand::Awaited;

constexpr int httpPort = 80;

/// Where in our server a request goes, by its first line (RFC 9112, 3).
struct RequestLine
{
    QByteArray method;
    QByteArray path;
    QByteArray query;
};

RequestLine readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3)
        return {};
    const qsizetype mark = parts[1].indexOf('?');
    if (mark < 0)
        return {parts[0], parts[1], {}};
    return {parts[0], parts[1].first(mark), parts[1].sliced(mark + 1)};
}

/// The value of a header that comes exactly once; else empty.
QByteArray onlyValue(const QHttpServerRequest &request, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const auto &[key, value] : request.headers()) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            values += value.trimmed();
    }
    return values.size() == 1 ? values.first() : QByteArray();
}

/// Only somebody who really means this computer names it so: a host of somebody else's that resolves to here does not (DNS
/// rebinding).
bool isOurHost(const QByteArray &host, int port)
{
    const QByteArray suffix = port == httpPort ? QByteArray() : ':' + QByteArray::number(port);
    const QByteArray asked = host.toLower();
    return asked == "localhost" + suffix || asked == "127.0.0.1" + suffix || asked == "[::1]" + suffix;
}

bool isForm(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower() == "application/x-www-form-urlencoded";
}

} // namespace

class LoopbackListener::Server final : public QAbstractHttpServer
{
public:
    Server(LoopbackListener &listener, const BrowserErrand &errand, const Clock &clock, const Pages &pages)
        : m_listener(listener), m_errand(errand), m_clock(clock), m_pages(pages)
    {
    }

    /// Error: ReplyPortBusy.
    [[nodiscard]] Result<void> hold(const QHostAddress &address, std::chrono::milliseconds lifetime);
    void close();

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}

private:
    /// Ok for the answer, which is then told.
    [[nodiscard]] Status take(const QHttpServerRequest &request, const RequestLine &line);
    [[nodiscard]] Status takePost(const QHttpServerRequest &request, const RequestLine &line);
    [[nodiscard]] Status takeLogoutAnswer(const RequestLine &line);

    [[nodiscard]] int port() const { return m_errand.answerAddress.port(httpPort); }

    LoopbackListener &m_listener;
    const BrowserErrand m_errand;
    const Clock &m_clock;
    const Pages m_pages;
    bool m_closed = false;
};

Result<void> LoopbackListener::Server::hold(const QHostAddress &address, std::chrono::milliseconds lifetime)
{
    auto socket = std::make_unique<GuardedServer>(lifetime);
    if (!socket->listen(address, quint16(port()))) {
        const bool absent = socket->serverError() == QAbstractSocket::SocketAddressNotAvailableError ||
                            socket->serverError() == QAbstractSocket::UnsupportedSocketOperationError;
        if (absent && address == QHostAddress::LocalHostIPv6)
            return {};
        return fail(ErrorCode::ReplyPortBusy, QString::number(port()),
                    QStringLiteral("%1: %2").arg(address.toString(), socket->errorString()));
    }
    bind(socket.release()); // it belongs to the HTTP server from here
    return {};
}

void LoopbackListener::Server::close()
{
    m_closed = true;
    m_listener.m_timer->stop();
    for (QTcpServer *server : servers())
        server->close();
}

bool LoopbackListener::Server::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    auto *connection = static_cast<GuardedSocket *>(socket);
    const RequestLine line = readRequestLine(connection->takeRequestLine());
    const Status status = m_closed || line.method.isEmpty() ? Status::BadRequest : take(request, line);
    capture::answerPage(status == Status::Ok ? m_pages.received : m_pages.refused, status).write(makeResponder(request, socket));
    socket->flush();
    socket->disconnectFromHost(); // one request a connection
    return true;
}

Status LoopbackListener::Server::take(const QHttpServerRequest &request, const RequestLine &line)
{
    if (!isOurHost(onlyValue(request, "Host"), port()))
        return Status::Forbidden;
    if (line.path != m_errand.answerAddress.path(QUrl::FullyEncoded).toLatin1())
        return Status::NotFound;
    return m_errand.awaited == Awaited::PostedResponse ? takePost(request, line) : takeLogoutAnswer(line);
}

Status LoopbackListener::Server::takePost(const QHttpServerRequest &request, const RequestLine &line)
{
    if (line.method != "POST")
        return Status::MethodNotAllowed;
    if (line.query != m_errand.answerAddress.query(QUrl::FullyEncoded).toLatin1())
        return Status::NotFound;
    if (!isForm(onlyValue(request, "Content-Type")))
        return Status::UnsupportedMediaType;
    const auto form = capture::readForm(request.body());
    if (!form || !form->contains("SAMLResponse"))
        return Status::BadRequest;

    const auto relayState = form->find("RelayState");
    const SamlPost post{form->at("SAMLResponse"), relayState == form->end() ? QString() : QString::fromUtf8(relayState->second),
                        m_errand.answerAddress, m_clock.now()};
    close();
    QMetaObject::invokeMethod(&m_listener, [this, post] { Q_EMIT m_listener.captured(post); }, Qt::QueuedConnection);
    return Status::Ok;
}

Status LoopbackListener::Server::takeLogoutAnswer(const RequestLine &line)
{
    if (line.method != "GET")
        return Status::MethodNotAllowed;
    const auto fields = capture::readForm(line.query);
    // The provider's own LogoutRequest ends the wait as well: it wants an answer (Core, 3.7.3.2).
    if (!fields || !(fields->contains("SAMLResponse") || fields->contains("SAMLRequest")))
        return Status::BadRequest;
    close();
    QMetaObject::invokeMethod(
        &m_listener, [this, query = line.query] { Q_EMIT m_listener.loggedOut(query); }, Qt::QueuedConnection);
    return Status::Ok;
}

bool isLoopbackAddress(const QUrl &url)
{
    const QString host = url.host();
    return url.isValid() && url.scheme() == u"http" && url.userInfo().isEmpty() &&
           (host == u"localhost" || host == u"127.0.0.1" || host == u"::1");
}

Result<std::unique_ptr<LoopbackListener>> LoopbackListener::listen(const BrowserErrand &errand, const Clock &clock,
                                                                   const Pages &pages, const Limits &limits)
{
    if (!isLoopbackAddress(errand.answerAddress))
        return fail(ErrorCode::ReplyUrlNotLoopback, errand.answerAddress.toString());
    std::unique_ptr<LoopbackListener> listener(new LoopbackListener(errand, clock, pages, limits));
    for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6})
        USHER_TRY(listener->m_server->hold(address, limits.connection));
    return listener;
}

LoopbackListener::LoopbackListener(const BrowserErrand &errand, const Clock &clock, const Pages &pages, const Limits &limits)
    : m_server(std::make_unique<Server>(*this, errand, clock, pages)), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer); // a coarse one would promise six seconds more than two minutes
    connect(m_timer, &QTimer::timeout, this, [this] {
        m_server->close();
        Q_EMIT failed({ErrorCode::BrowserTimeout});
    });
    m_timer->start(limits.waiting);
}

LoopbackListener::~LoopbackListener() = default;

std::chrono::milliseconds LoopbackListener::remaining() const
{
    return std::max(m_timer->remainingTimeAsDuration(), std::chrono::milliseconds(0));
}

} // namespace usher
