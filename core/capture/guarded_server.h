// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <chrono>

namespace usher::capture {

/// A connection that is cut before it can cost anything. Qt HttpServer buffers whatever comes and waits as long as it takes.
class GuardedSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    GuardedSocket(std::chrono::milliseconds lifetime, QObject *parent);

    /// The first line of the request as it came; only once, for a connection is for one request. QUrl, which Qt HttpServer hands
    /// out, writes percent-encoding anew, and then a signature over the query fails (SAML 2.0 Bindings, 3.4.4.1).
    [[nodiscard]] QByteArray takeRequestLine();

private:
    void look();

    qint64 m_bytes = 0;
    QByteArray m_beginning; ///< until its first line is whole
};

/// Takes connections for Qt HttpServer: few at a time, each for a short while and for few bytes.
class GuardedServer final : public QTcpServer
{
    Q_OBJECT

public:
    /// More than this is nobody's response: 1 MiB in base64 and a form's encoding.
    static constexpr qint64 mostBytes = 2 * 1024 * 1024;
    static constexpr qsizetype mostConnections = 8;

    /// \param lifetime  of each connection
    explicit GuardedServer(std::chrono::milliseconds lifetime, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::chrono::milliseconds m_lifetime;
    QList<QPointer<GuardedSocket>> m_connections; ///< the oldest first
};

} // namespace usher::capture
