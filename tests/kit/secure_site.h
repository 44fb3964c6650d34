// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/private_key.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QThread>

#include <atomic>

namespace usher::test {

/// A web server on https that this process trusts, in a thread of its own: whoever asks may wait. It answers whatever it is asked
/// for with the same document.
class SecureSite
{
public:
    SecureSite()
    {
        const PrivateKey key = PrivateKey::generateRsa(2048).value();
        const TimePoint now = SystemClock().now();
        const QSslCertificate certificate(key.selfSigned(QStringLiteral("localhost"), now - std::chrono::hours(1),
                                                         now + std::chrono::hours(1), QByteArray(1, '\x01'))
                                              ->der(),
                                          QSsl::Der);
        QSslConfiguration server = QSslConfiguration::defaultConfiguration();
        server.setLocalCertificate(certificate);
        server.setPrivateKey(QSslKey(key.toPem().view().toByteArray(), QSsl::Rsa));
        m_server.setSslConfiguration(server);
        QSslConfiguration client = QSslConfiguration::defaultConfiguration();
        client.addCaCertificate(certificate);
        QSslConfiguration::setDefaultConfiguration(client);

        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server,
                         [this] { answer(m_server.nextPendingConnection()); });
        m_server.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(&m_server, [this] { m_server.listen(QHostAddress::LocalHost); }, Qt::BlockingQueuedConnection);
    }

    ~SecureSite()
    {
        QMetaObject::invokeMethod(&m_server, [this] { m_server.close(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(SecureSite)

    [[nodiscard]] QString address() const
    {
        return QStringLiteral("https://localhost:%1/metadata?appid=1").arg(m_server.serverPort());
    }
    [[nodiscard]] int requests() const { return m_requests; }

    void publish(const QByteArray &document)
    {
        QMetaObject::invokeMethod(&m_server, [&] { m_document = document; }, Qt::BlockingQueuedConnection);
    }

private:
    void answer(QTcpSocket *socket)
    {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            if (!socket->readAll().endsWith("\r\n\r\n"))
                return;
            ++m_requests;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/samlmetadata+xml\r\nConnection: close\r\nContent-Length: " +
                          QByteArray::number(m_document.size()) + "\r\n\r\n" + m_document);
            socket->disconnectFromHost();
        });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    QThread m_thread;
    QSslServer m_server;
    QByteArray m_document;
    std::atomic_int m_requests = 0;
};

} // namespace usher::test
