// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/guarded_server.h"

#include <QTimer>

namespace usher::capture {

GuardedSocket::GuardedSocket(std::chrono::milliseconds lifetime, QObject *parent) : QTcpSocket(parent)
{
    setReadBufferSize(2 * GuardedServer::mostBytes); // look() cuts before it is full
    // Connected before anybody else can be, so that this is called first.
    connect(this, &QIODevice::readyRead, this, &GuardedSocket::look);
    QTimer::singleShot(lifetime, this, &QAbstractSocket::abort);
}

void GuardedSocket::look()
{
    // The server reads everything that is there each time, so what is there now came since.
    const qint64 came = bytesAvailable();
    m_bytes += came;
    if (!m_beginning.contains('\n'))
        m_beginning += peek(came);
    if (m_bytes > GuardedServer::mostBytes) {
        disconnect(this, &QIODevice::readyRead, nullptr, nullptr); // the server, whose turn is next, reads nothing of it
        abort();
    }
}

QByteArray GuardedSocket::takeRequestLine()
{
    const qsizetype end = m_beginning.indexOf('\n');
    return end < 0 ? QByteArray() : std::exchange(m_beginning, "\n").first(end).trimmed();
}

GuardedServer::GuardedServer(std::chrono::milliseconds lifetime, QObject *parent) : QTcpServer(parent), m_lifetime(lifetime) {}

void GuardedServer::incomingConnection(qintptr descriptor)
{
    m_connections.removeIf([](const QPointer<GuardedSocket> &socket) { return !socket; });
    // The oldest goes: browsers keep spare connections open, and whoever hoards them must not keep the answer out.
    if (m_connections.size() >= mostConnections)
        m_connections.takeFirst()->abort();
    auto *socket = new GuardedSocket(m_lifetime, this);
    m_connections.append(socket);
    socket->setSocketDescriptor(descriptor);
    addPendingConnection(socket);
}

} // namespace usher::capture
