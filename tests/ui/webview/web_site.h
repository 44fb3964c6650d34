// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QUrl>

#include <vector>

namespace usher::test {

using StatusCode = QHttpServerResponder::StatusCode;

struct Answer
{
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers = {};
    StatusCode status = StatusCode::Ok;
    QByteArray type = "text/html; charset=utf-8";
};

/// A web site on loopback that answers as a test says, and remembers what it was asked.
class WebSite
{
public:
    explicit WebSite(const QSslCertificate &certificate = QSslCertificate(), const QSslKey &key = QSslKey())
    {
        if (!certificate.isNull())
            m_server.sslSetup(certificate, key);
        m_scheme = certificate.isNull() ? QStringLiteral("http") : QStringLiteral("https");
        m_server.setMissingHandler([this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            m_requests.append(request.url().path());
            m_cookies[request.url().path()].append(request.value("Cookie"));
            const Answer answer = m_answers.value(request.url().path(), {"", {}, StatusCode::NotFound});
            responder.writeStatusLine(answer.status);
            responder.writeHeader("Content-Type", answer.type);
            responder.writeHeader("Content-Length", QByteArray::number(answer.body.size()));
            for (const auto &[name, value] : answer.headers)
                responder.writeHeader(name, value);
            responder.writeBody(answer.body);
        });
        m_port = m_server.listen(QHostAddress::LocalHost);
    }

    void answer(const QString &path, const Answer &answer) { m_answers.insert(path, answer); }
    [[nodiscard]] QUrl address(const QString &path) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(m_port).arg(path));
    }
    [[nodiscard]] const QStringList &requests() const { return m_requests; }
    /// What each request for \p path brought.
    [[nodiscard]] QList<QByteArray> cookies(const QString &path) const { return m_cookies.value(path); }

private:
    QHttpServer m_server;
    QHash<QString, Answer> m_answers;
    QStringList m_requests;
    QHash<QString, QList<QByteArray>> m_cookies;
    QString m_scheme;
    int m_port = 0;
};

/// Something that listens where the Reply URL points, to see that nobody ever comes.
class ReplyUrl
{
public:
    ReplyUrl()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { ++m_visits; });
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl address() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/saml/acs").arg(m_server.serverPort())); }
    [[nodiscard]] int visits() const { return m_visits; }

private:
    QTcpServer m_server;
    int m_visits = 0;
};

} // namespace usher::test
