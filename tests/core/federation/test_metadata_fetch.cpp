// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/private_key.h"
#include "core/federation/metadata_fetch.h"

#include <QFutureWatcher>
#include <QHttpServer>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTest>

using namespace usher;

namespace {

QHttpServerResponse redirectTo(const QByteArray &target)
{
    QHttpServerResponse response(QHttpServerResponse::StatusCode::Found);
    response.addHeader("Location", target);
    return response;
}

} // namespace

class TestMetadataFetch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server.route(QStringLiteral("/metadata"), [] { return QByteArray("<EntityDescriptor/>"); });
        m_server.route(QStringLiteral("/moved"), [] { return redirectTo("/metadata"); });
        m_server.route(QStringLiteral("/plain-http"), [] { return redirectTo("http://metadata.example/"); });
        m_server.route(QStringLiteral("/round"), [] { return redirectTo("/round"); });
        m_server.route(QStringLiteral("/file"), [] { return redirectTo("file:///etc/passwd"); });
        m_server.route(QStringLiteral("/large"), [] { return QByteArray(maximumMetadataBytes + 1, 'x'); });
        m_port = m_server.listen(QHostAddress::LocalHost);
        QVERIFY(m_port != 0);
    }

    void fetchesWhatIsThere() { QCOMPARE(fetch(at(QStringLiteral("/metadata"))), Result<QByteArray>("<EntityDescriptor/>")); }

    void followsARedirect() { QCOMPARE(fetch(at(QStringLiteral("/moved"))), Result<QByteArray>("<EntityDescriptor/>")); }

    void saysWhyNot_data()
    {
        QTest::addColumn<QUrl>("address");
        QTest::addColumn<ErrorCode>("code");
        QTcpServer nobody;
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const quint16 closedPort = nobody.serverPort();
        nobody.close();
        QTest::newRow("no address") << QUrl() << ErrorCode::AddressInvalid;
        QTest::newRow("words") << QUrl(QStringLiteral("what I copied")) << ErrorCode::AddressInvalid;
        QTest::newRow("a file") << QUrl(QStringLiteral("file:///etc/passwd")) << ErrorCode::AddressInvalid;
        QTest::newRow("plain http") << QUrl(QStringLiteral("http://metadata.example/")) << ErrorCode::MetadataInsecureAddress;
        QTest::newRow("nobody there") << QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(closedPort))
                                      << ErrorCode::NetworkUnreachable;
        QTest::newRow("not found") << at(QStringLiteral("/nothing")) << ErrorCode::NetworkStatus;
        QTest::newRow("sent on to plain http") << at(QStringLiteral("/plain-http")) << ErrorCode::MetadataInsecureAddress;
        QTest::newRow("sent on to a file") << at(QStringLiteral("/file")) << ErrorCode::MetadataInsecureAddress;
        QTest::newRow("sent round in circles") << at(QStringLiteral("/round")) << ErrorCode::NetworkStatus;
        QTest::newRow("too large") << at(QStringLiteral("/large")) << ErrorCode::NetworkTooLarge;
    }

    void saysWhyNot()
    {
        QFETCH(QUrl, address);
        QFETCH(ErrorCode, code);
        const auto result = fetch(address);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().code, code);
    }

    void refusesACertificateThatNobodyVouchesFor()
    {
        const auto key = PrivateKey::generateRsa(2048);
        const auto now = SystemClock().now();
        const auto certificate = key->selfSigned(QStringLiteral("localhost"), now - std::chrono::hours(1),
                                                 now + std::chrono::hours(1), QByteArray(1, '\x01'));
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(certificate->der(), QSsl::Der));
        configuration.setPrivateKey(QSslKey(key->toPem().view().toByteArray(), QSsl::Rsa));
        QSslServer server;
        server.setSslConfiguration(configuration);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto result = fetch(QUrl(QStringLiteral("https://127.0.0.1:%1/metadata").arg(server.serverPort())));
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().code, ErrorCode::NetworkRefusedCertificate);
    }

private:
    QUrl at(const QString &path) const { return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path)); }

    Result<QByteArray> fetch(const QUrl &address)
    {
        const auto future = fetchMetadata(m_network, address);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 40'000))
            return fail(ErrorCode::Internal, {}, QStringLiteral("the fetch never ended"));
        return future.result();
    }

    QHttpServer m_server;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestMetadataFetch)
#include "test_metadata_fetch.moc"
