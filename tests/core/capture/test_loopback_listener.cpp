// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/loopback_listener.h"
#include "tests/kit/manual_clock.h"
#include "tests/kit/patience.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

namespace {

constexpr auto formType = "application/x-www-form-urlencoded";
const QByteArray goodBody = "SAMLResponse=PHJlc3BvbnNlLz4%3d&RelayState=token";

/// A port that nobody uses, on either family.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// From here on mostMemory() counts anew (proc(5), clear_refs).
bool forgetMostMemory()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("5") == 1;
}

/// The most memory that this process had since, in bytes.
qint64 mostMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const auto match = QRegularExpression(QStringLiteral("VmHWM:\\s+(\\d+) kB")).match(QString::fromLatin1(status.readAll()));
    return match.captured(1).toLongLong() * 1024;
}

/// One connection to a listener.
class Client
{
public:
    explicit Client(quint16 port, const QHostAddress &address = QHostAddress::LocalHost) { m_socket.connectToHost(address, port); }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    [[nodiscard]] bool isConnected()
    {
        return QTest::qWaitFor([&] { return m_socket.state() == QTcpSocket::ConnectedState; }, 2'000);
    }
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QTcpSocket::ConnectedState; }
    /// All that came until the other side closed.
    [[nodiscard]] QByteArray answer()
    {
        const bool closed = QTest::qWaitFor([&] { return m_socket.state() == QTcpSocket::UnconnectedState; }, patience);
        return closed ? m_socket.readAll() : QByteArray("still open");
    }
    [[nodiscard]] QAbstractSocket::SocketError error() const { return m_socket.error(); }

private:
    QTcpSocket m_socket;
};

QByteArray request(const QByteArray &line, const QByteArray &headers, const QByteArray &body)
{
    return line + " HTTP/1.1\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

int statusOf(const QByteArray &answer)
{
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

bool isRefused(quint16 port, const QHostAddress &address)
{
    Client client(port, address);
    (void)client.answer();
    return client.error() == QAbstractSocket::ConnectionRefusedError;
}

/// Somebody else's try to listen, with every option that might help.
bool canTakePort(int family, const sockaddr *address, socklen_t size)
{
    const int descriptor = ::socket(family, SOCK_STREAM, 0);
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    const bool taken = ::bind(descriptor, address, size) == 0 && ::listen(descriptor, 1) == 0;
    ::close(descriptor);
    return taken;
}

bool canTakePort4(quint16 port, in_addr_t host)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    return canTakePort(AF_INET, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

bool canTakePort6(quint16 port, const in6_addr &host)
{
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = host;
    return canTakePort(AF_INET6, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

} // namespace

/// Real sockets, and clients that mean it no good.
class TestLoopbackListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void takesOneResponseAndCloses();
    void takesItByEveryNameOfThisComputer_data();
    void takesItByEveryNameOfThisComputer();
    void answersWithAPageThatIsSafe();
    void turnsAwayWhatIsNotTheAnswer_data();
    void turnsAwayWhatIsNotTheAnswer();
    void takesOneRequestAConnection();
    void takesALogoutAnswerAsItCame();
    void turnsAwayWhatIsNoLogoutAnswer_data();
    void turnsAwayWhatIsNoLogoutAnswer();
    void takesABodyJustBelowTheLimit();
    void cutsALongBody_data();
    void cutsALongBody();
    void dropsAConnectionThatSendsNothing();
    void dropsAConnectionThatDribbles();
    void letsNobodyHoardConnections();
    void givesUpAfterItsTime();
    void saysThatThePortIsBusy_data();
    void saysThatThePortIsBusy();
    void keepsOthersFromThePort();
    void listensOnThisComputerOnly_data();
    void listensOnThisComputerOnly();
    void mayBeDestroyedByWhoeverHearsOfTheAnswer();

private:
    void listen(LoopbackListener::Limits limits = {}, BrowserErrand::Awaited awaited = BrowserErrand::Awaited::PostedResponse);
    [[nodiscard]] QByteArray host(const char *name = "localhost") const;
    [[nodiscard]] QByteArray goodHeaders() const { return host() + "Content-Type: " + formType + "\r\n"; }
    [[nodiscard]] QByteArray goodPost() const { return request("POST /saml/acs", goodHeaders(), goodBody); }
    [[nodiscard]] QByteArray exchange(const QByteArray &bytes) const;

    ManualClock m_clock{TimePoint(std::chrono::milliseconds(1'795'000'000'000))};
    quint16 m_port = 0;
    std::unique_ptr<LoopbackListener> m_listener;
    QList<SamlPost> m_posts;
    QList<QByteArray> m_queries;
    QList<Error> m_errors;
};

void TestLoopbackListener::init()
{
    m_listener.reset();
    m_posts.clear();
    m_queries.clear();
    m_errors.clear();
    m_port = freePort();
    QVERIFY(m_port != 0);
}

void TestLoopbackListener::listen(LoopbackListener::Limits limits, BrowserErrand::Awaited awaited)
{
    const bool logout = awaited == BrowserErrand::Awaited::LogoutAnswer;
    const QUrl answer(QStringLiteral("http://localhost:%1/saml/%2").arg(m_port).arg(logout ? u"slo" : u"acs"));
    const LoopbackListener::Pages pages{{QStringLiteral("Signed in"), QStringLiteral("You can close this tab.")},
                                        {QStringLiteral("Not this"), QStringLiteral("Go back to <Usher>.")}};
    auto listener = LoopbackListener::listen({{}, answer, awaited}, m_clock, pages, limits);
    QVERIFY2(listener, qPrintable(listener ? QString() : listener.error().detail));
    m_listener = *std::move(listener);
    connect(m_listener.get(), &LoopbackListener::captured, this, [this](const SamlPost &post) { m_posts.append(post); });
    connect(m_listener.get(), &LoopbackListener::loggedOut, this, [this](const QByteArray &query) { m_queries.append(query); });
    connect(m_listener.get(), &LoopbackListener::failed, this, [this](const Error &error) { m_errors.append(error); });
}

QByteArray TestLoopbackListener::host(const char *name) const
{
    return QByteArray("Host: ") + name + ':' + QByteArray::number(m_port) + "\r\n";
}

QByteArray TestLoopbackListener::exchange(const QByteArray &bytes) const
{
    Client client(m_port);
    client.send(bytes);
    return client.answer();
}

void TestLoopbackListener::takesOneResponseAndCloses()
{
    listen();
    QCOMPARE(statusOf(exchange(goodPost())), 200);
    QTRY_COMPARE(m_posts.size(), 1);
    const SamlPost expected{"PHJlc3BvbnNlLz4=", QStringLiteral("token"),
                            QUrl(QStringLiteral("http://localhost:%1/saml/acs").arg(m_port)), m_clock.now()};
    QCOMPARE(m_posts.first(), expected);

    QVERIFY(isRefused(m_port, QHostAddress::LocalHost));
    QVERIFY(isRefused(m_port, QHostAddress::LocalHostIPv6));
    QVERIFY(m_errors.isEmpty());
}

void TestLoopbackListener::takesItByEveryNameOfThisComputer_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QHostAddress>("address");

    QTest::newRow("localhost") << QByteArray("localhost") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("localhost on IPv6") << QByteArray("localhost") << QHostAddress(QHostAddress::LocalHostIPv6);
    QTest::newRow("127.0.0.1") << QByteArray("127.0.0.1") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("[::1]") << QByteArray("[::1]") << QHostAddress(QHostAddress::LocalHostIPv6);
    QTest::newRow("capital letters") << QByteArray("LOCALHOST") << QHostAddress(QHostAddress::LocalHost);
}

void TestLoopbackListener::takesItByEveryNameOfThisComputer()
{
    QFETCH(QByteArray, name);
    QFETCH(QHostAddress, address);

    listen();
    Client client(m_port, address);
    client.send(request(
        "POST /saml/acs",
        host(name) + "Origin: https://login.microsoftonline.com\r\nContent-Type: " + formType + "; charset=utf-8\r\n", goodBody));
    QCOMPARE(statusOf(client.answer()), 200);
    QTRY_COMPARE(m_posts.size(), 1);
}

void TestLoopbackListener::answersWithAPageThatIsSafe()
{
    listen();
    for (const QByteArray &answer : {exchange(request("GET /<script>", host(), {})), exchange(goodPost())}) {
        const QByteArray head = answer.first(answer.indexOf("\r\n\r\n")).toLower();
        const QByteArray body = answer.sliced(answer.indexOf("\r\n\r\n") + 4);
        QVERIFY(head.contains("content-security-policy: default-src 'none'; style-src 'sha256-"));
        QVERIFY(head.contains("form-action 'none'; base-uri 'none'; frame-ancestors 'none'"));
        QVERIFY(head.contains("cache-control: no-store"));
        QVERIFY(head.contains("referrer-policy: no-referrer"));
        QVERIFY(head.contains("x-content-type-options: nosniff"));
        QVERIFY(head.contains("connection: close"));
        QVERIFY(head.contains("content-type: text/html; charset=utf-8"));
        QVERIFY(!head.contains("access-control"));
        QVERIFY(!body.contains("<script"));
        QVERIFY(!body.contains("token"));
        QVERIFY(body.startsWith("<!DOCTYPE html>"));
        QVERIFY(body.contains("You can close this tab.") || body.contains("Go back to &lt;Usher&gt;."));
    }
}

void TestLoopbackListener::turnsAwayWhatIsNotTheAnswer_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("headers"); // %1: the port
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");

    const QByteArray post = "POST /saml/acs";
    const QByteArray form = QByteArray("Content-Type: ") + formType + "\r\n";
    const QByteArray good = "Host: localhost:%1\r\n" + form;
    QTest::newRow("rebound host") << post << "Host: evil.example:%1\r\n" + form << goodBody << 403;
    QTest::newRow("rebound host without a port") << post << "Host: evil.example\r\n" + form << goodBody << 403;
    QTest::newRow("host of another port") << post << "Host: localhost:1\r\n" + form << goodBody << 403;
    QTest::newRow("host without a port") << post << "Host: localhost\r\n" + form << goodBody << 403;
    QTest::newRow("host with a tail") << post << "Host: localhost:%1.evil.example\r\n" + form << goodBody << 403;
    QTest::newRow("another address of this computer") << post << "Host: 127.0.0.2:%1\r\n" + form << goodBody << 403;
    QTest::newRow("no host") << post << form << goodBody << 403;
    QTest::newRow("two hosts") << post << "Host: localhost:%1\r\nHost: evil.example\r\n" + form << goodBody << 403;

    QTest::newRow("another path") << QByteArray("POST /saml/ACS") << good << goodBody << 404;
    QTest::newRow("path below") << QByteArray("POST /saml/acs/") << good << goodBody << 404;
    QTest::newRow("path, encoded") << QByteArray("POST /saml/%61cs") << good << goodBody << 404;
    QTest::newRow("path with dots") << QByteArray("POST /x/../saml/acs") << good << goodBody << 404;
    QTest::newRow("query") << QByteArray("POST /saml/acs?x=1") << good << goodBody << 404;
    QTest::newRow("whole address") << QByteArray("POST http://localhost/saml/acs") << good << goodBody << 404;
    QTest::newRow("favicon") << QByteArray("GET /favicon.ico") << good << QByteArray() << 404;

    QTest::newRow("GET") << QByteArray("GET /saml/acs") << good << QByteArray() << 405;
    QTest::newRow("GET with a response") << QByteArray("GET /saml/acs?SAMLResponse=x") << good << QByteArray() << 405;
    QTest::newRow("PUT") << QByteArray("PUT /saml/acs") << good << goodBody << 405;
    QTest::newRow("preflight") << QByteArray("OPTIONS /saml/acs") << "Origin: https://evil.example\r\n" + good << QByteArray()
                               << 405;

    QTest::newRow("no content type") << post << QByteArray("Host: localhost:%1\r\n") << goodBody << 415;
    QTest::newRow("multipart") << post << QByteArray("Host: localhost:%1\r\nContent-Type: multipart/form-data; boundary=x\r\n")
                               << goodBody << 415;
    QTest::newRow("text") << post << QByteArray("Host: localhost:%1\r\nContent-Type: text/plain\r\n") << goodBody << 415;
    QTest::newRow("two content types") << post << good + "Content-Type: text/plain\r\n" << goodBody << 415;

    QTest::newRow("no response") << post << good << QByteArray("RelayState=token") << 400;
    QTest::newRow("empty body") << post << good << QByteArray() << 400;
    QTest::newRow("two responses") << post << good << goodBody + "&SAMLResponse=x" << 400;
    QTest::newRow("two tokens") << post << good << goodBody + "&RelayState=x" << 400;
    QTest::newRow("broken encoding") << post << good << QByteArray("SAMLResponse=%2") << 400;
}

void TestLoopbackListener::turnsAwayWhatIsNotTheAnswer()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, status);

    listen();
    headers.replace("%1", QByteArray::number(m_port));
    const QByteArray answer = exchange(request(line, headers, body));
    QCOMPARE(statusOf(answer), status);
    QVERIFY(answer.contains("Not this"));
    QVERIFY(m_posts.isEmpty());

    QCOMPARE(statusOf(exchange(goodPost())), 200); // it goes on listening
    QTRY_COMPARE(m_posts.size(), 1);
}

void TestLoopbackListener::takesOneRequestAConnection()
{
    listen();
    const QByteArray answer = exchange(request("GET /saml/acs", host(), {}) + goodPost());
    QCOMPARE(statusOf(answer), 405);
    QTest::qWait(50); // for what must not come
    QVERIFY(m_posts.isEmpty());
}

void TestLoopbackListener::takesALogoutAnswerAsItCame()
{
    listen({}, BrowserErrand::Awaited::LogoutAnswer);
    const QByteArray query =
        "SAMLResponse=fZ%2bA%2D&RelayState=a+b&SigAlg=http%3a%2f%2fwww.w3.org&Signature=x%3d"; // as .NET writes
    QCOMPARE(statusOf(exchange(request("GET /saml/slo?" + query, host(), {}))), 200);
    QTRY_COMPARE(m_queries, QList<QByteArray>{query});
    QVERIFY(isRefused(m_port, QHostAddress::LocalHost));
}

void TestLoopbackListener::turnsAwayWhatIsNoLogoutAnswer_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");

    QTest::newRow("no query") << QByteArray("GET /saml/slo") << 400;
    QTest::newRow("no answer in it") << QByteArray("GET /saml/slo?RelayState=x") << 400;
    QTest::newRow("two answers") << QByteArray("GET /saml/slo?SAMLResponse=x&SAMLResponse=y") << 400;
    QTest::newRow("posted") << QByteArray("POST /saml/slo?SAMLResponse=x") << 405;
    QTest::newRow("the place of a sign-in") << QByteArray("GET /saml/acs?SAMLResponse=x") << 404;
}

void TestLoopbackListener::turnsAwayWhatIsNoLogoutAnswer()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);

    listen({}, BrowserErrand::Awaited::LogoutAnswer);
    QCOMPARE(statusOf(exchange(request(line, goodHeaders(), {}))), status);
    QCOMPARE(statusOf(exchange(request("GET /saml/slo?SAMLResponse=x", host(), {}))), 200);
    QTRY_COMPARE(m_queries.size(), 1);
}

void TestLoopbackListener::takesABodyJustBelowTheLimit()
{
    listen();
    const QByteArray response(2 * 1024 * 1024 - 1'000, 'A');
    QCOMPARE(statusOf(exchange(request("POST /saml/acs", goodHeaders(), "SAMLResponse=" + response))), 200);
    QTRY_COMPARE(m_posts.size(), 1);
    QCOMPARE(m_posts.first().samlResponse, response);
}

void TestLoopbackListener::cutsALongBody_data()
{
    QTest::addColumn<int>("megabytes");
    QTest::addColumn<QByteArray>("head");

    QTest::newRow("3 MiB") << 3 << QByteArray("Content-Length: 3145728\r\n\r\nSAMLResponse=");
    QTest::newRow("300 MiB") << 300 << QByteArray("Content-Length: 314572800\r\n\r\nSAMLResponse=");
    QTest::newRow("300 MiB in chunks") << 300 << QByteArray("Transfer-Encoding: chunked\r\n\r\nfffffff\r\nSAMLResponse=");
    QTest::newRow("300 MiB of a header") << 300 << QByteArray("X-Long: ");
}

void TestLoopbackListener::cutsALongBody()
{
    QFETCH(int, megabytes);
    QFETCH(QByteArray, head);

    listen();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("QIODevice")));
    QVERIFY(forgetMostMemory());
    const qint64 before = mostMemory();
    QVERIFY(before > 0);
    const std::vector<char> megabyte(1024 * 1024, 'A');
    std::atomic<int> sent = -1;
    const QByteArray beginning = "POST /saml/acs HTTP/1.1\r\n" + goodHeaders() + head;
    std::thread flood([&] {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int complete = 0;
        if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
            ::send(descriptor, beginning.constData(), size_t(beginning.size()), MSG_NOSIGNAL) == beginning.size()) {
            while (complete < megabytes &&
                   ::send(descriptor, megabyte.data(), megabyte.size(), MSG_NOSIGNAL) == ssize_t(megabyte.size()))
                ++complete;
        }
        ::close(descriptor);
        sent = complete;
    });
    const bool ended = QTest::qWaitFor([&] { return sent >= 0; }, patience);
    flood.join();
    QVERIFY(ended);
    QVERIFY(megabytes < 10 || sent < 20); // cut, and not read to the end
    const qint64 grown = mostMemory() - before;
    qInfo("%d of %d MiB sent, memory grew by %lld KiB", sent.load(), megabytes, (long long)(grown / 1024));
    QVERIFY(grown < 16 * 1024 * 1024);
    QVERIFY(m_posts.isEmpty());

    QCOMPARE(statusOf(exchange(goodPost())), 200); // it goes on listening
    QTRY_COMPARE(m_posts.size(), 1);
}

void TestLoopbackListener::dropsAConnectionThatSendsNothing()
{
    listen({.connection = 200ms});
    Client client(m_port);
    QVERIFY(client.isConnected());
    QVERIFY(client.answer().isEmpty());
    QVERIFY(!client.isOpen());
    QVERIFY(m_errors.isEmpty());
}

void TestLoopbackListener::dropsAConnectionThatDribbles()
{
    listen({.connection = 300ms});
    Client client(m_port);
    QVERIFY(client.isConnected());
    QElapsedTimer time;
    time.start();
    while (client.isOpen() && time.elapsed() < patience) {
        client.send("P");
        QTest::qWait(20);
    }
    QVERIFY(!client.isOpen());
    QVERIFY(time.elapsed() < patience);
}

void TestLoopbackListener::letsNobodyHoardConnections()
{
    listen();
    std::vector<std::unique_ptr<Client>> hoard;
    for (int i = 0; i < 50; ++i)
        hoard.push_back(std::make_unique<Client>(m_port));
    QTRY_COMPARE(std::ranges::count_if(hoard, [](const auto &client) { return client->isOpen(); }), 8);
    QCOMPARE(statusOf(exchange(goodPost())), 200);
    QTRY_COMPARE(m_posts.size(), 1);
}

void TestLoopbackListener::givesUpAfterItsTime()
{
    listen({.waiting = 150ms});
    QVERIFY(m_listener->remaining() > 0ms);
    QVERIFY(m_listener->remaining() <= 150ms);
    QTRY_COMPARE(m_errors.size(), 1);
    QCOMPARE(m_errors.first().code, ErrorCode::BrowserTimeout);
    QCOMPARE(m_listener->remaining(), 0ms);
    QVERIFY(isRefused(m_port, QHostAddress::LocalHost));
    QVERIFY(isRefused(m_port, QHostAddress::LocalHostIPv6));
    QCOMPARE(LoopbackListener::Limits().waiting, 2min);
}

void TestLoopbackListener::saysThatThePortIsBusy_data()
{
    QTest::addColumn<QHostAddress>("address");

    QTest::newRow("127.0.0.1") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("[::1]") << QHostAddress(QHostAddress::LocalHostIPv6);
    QTest::newRow("every address") << QHostAddress(QHostAddress::Any);
}

void TestLoopbackListener::saysThatThePortIsBusy()
{
    QFETCH(QHostAddress, address);

    QTcpServer other;
    QVERIFY(other.listen(address, m_port));
    const auto listener =
        LoopbackListener::listen({{}, QUrl(QStringLiteral("http://localhost:%1/saml/acs").arg(m_port)), {}}, m_clock, {}, {});
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, ErrorCode::ReplyPortBusy);
    QCOMPARE(listener.error().subject, QString::number(m_port));

    other.close();
    QVERIFY(canTakePort4(m_port, INADDR_LOOPBACK)); // of neither family anything is kept
    QVERIFY(canTakePort6(m_port, in6addr_loopback));
}

void TestLoopbackListener::keepsOthersFromThePort()
{
    QVERIFY(canTakePort4(m_port, INADDR_LOOPBACK));
    QVERIFY(canTakePort6(m_port, in6addr_loopback));
    listen();
    QVERIFY(!canTakePort4(m_port, INADDR_LOOPBACK));
    QVERIFY(!canTakePort4(m_port, INADDR_ANY));
    QVERIFY(!canTakePort6(m_port, in6addr_loopback));
    QVERIFY(!canTakePort6(m_port, in6addr_any));
}

void TestLoopbackListener::listensOnThisComputerOnly_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("loopback");

    QTest::newRow("localhost") << QStringLiteral("http://localhost:49200/saml/acs") << true;
    QTest::newRow("127.0.0.1") << QStringLiteral("http://127.0.0.1:49200/saml/acs") << true;
    QTest::newRow("[::1]") << QStringLiteral("http://[::1]:49200/saml/acs") << true;
    QTest::newRow("https") << QStringLiteral("https://localhost:49200/saml/acs") << false;
    QTest::newRow("the web") << QStringLiteral("https://portal.example/saml/acs") << false;
    QTest::newRow("http on the web") << QStringLiteral("http://portal.example/saml/acs") << false;
    QTest::newRow("host that begins so") << QStringLiteral("http://localhost.evil.example/saml/acs") << false;
    QTest::newRow("user name") << QStringLiteral("http://localhost@evil.example/saml/acs") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestLoopbackListener::listensOnThisComputerOnly()
{
    QFETCH(QString, address);
    QFETCH(bool, loopback);

    QCOMPARE(isLoopbackAddress(QUrl(address)), loopback);
    if (!loopback)
        QCOMPARE(LoopbackListener::listen({{}, QUrl(address), {}}, m_clock, {}, {}).error().code, ErrorCode::ReplyUrlNotLoopback);
}

void TestLoopbackListener::mayBeDestroyedByWhoeverHearsOfTheAnswer()
{
    listen();
    connect(m_listener.get(), &LoopbackListener::captured, this, [this] { m_listener.reset(); });
    const QByteArray answer = exchange(goodPost());
    QTRY_VERIFY(!m_listener);
    QVERIFY(answer.contains("You can close this tab.")); // the page got through
}

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "test_loopback_listener.moc"
