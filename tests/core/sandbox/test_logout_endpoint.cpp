// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/logout_endpoint.h"

#include "core/saml/entra.h"
#include "core/saml/logout_verifier.h"
#include "core/sandbox/federation_metadata.h"
#include "tests/kit/assertions.h"

#include <QTest>

using namespace usher;

class TestLogoutEndpoint : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;
    std::optional<sandbox::LogoutEndpoint> m_endpoint;

    [[nodiscard]] LogoutRequest request() const
    {
        LogoutRequest request;
        request.id = QStringLiteral("_ours");
        request.issuer = m_world.serviceProvider;
        request.destination = sandbox::signOutAddress(m_world.tenant);
        request.issueInstant = m_world.clock.now();
        request.notOnOrAfter = m_world.clock.now() + std::chrono::minutes(5);
        request.nameId = {QStringLiteral("amira@sandbox.usher.example"), QString::fromLatin1(saml::nameIdEmailAddress), {}, {}};
        return request;
    }

    [[nodiscard]] static QByteArray queryOf(const QUrl &url) { return url.query(QUrl::FullyEncoded).toLatin1(); }

    [[nodiscard]] QByteArray query() const { return queryOf(toRedirectUrl(request().destination, toMessage(request()))); }

    [[nodiscard]] LogoutJudgement judged(const QUrl &address) const
    {
        const AwaitedLogout awaited{request().id, request().destination, request().nameId, {}};
        return judgeLogout(queryOf(address), m_world.trustPolicy(), awaited, m_world.clock.now());
    }

    [[nodiscard]] static QByteArray cookieOf(const QByteArray &setCookie) { return setCookie.left(setCookie.indexOf(';')); }

private Q_SLOTS:
    void init() { m_endpoint.emplace(m_world.keys, m_world.clock, m_world.random); }

    void answersASignOutWithASignatureInEntrasOtherName()
    {
        const QByteArray cookie = cookieOf(m_endpoint->signIn(m_world.serviceProvider, m_world.assertionConsumerService));
        const auto address = m_endpoint->answer(query(), "lang=en; " + cookie, m_world.tenant);
        QVERIFY(address.has_value());
        QCOMPARE(address->adjusted(QUrl::RemoveQuery), logoutAddress(m_world.assertionConsumerService));

        const LogoutJudgement judgement = judged(*address);
        QVERIFY(judgement.answer.has_value());
        QVERIFY(judgement.answer->outcome == LogoutAnswer::Outcome::Complete);
        QVERIFY(judgement.answer->proof == LogoutAnswer::Proof::Signed);
        const auto issuer = std::ranges::find(judgement.checks, CheckName::Issuer, &Check::name);
        QCOMPARE(issuer->found, m_world.tenant.toString() + u'/' + QString::fromLatin1(entra::sandboxTenantId) + u'/');
    }

    void saysThatNobodyIsSignedInInThisBrowser_data()
    {
        QTest::addColumn<QByteArray>("cookies");
        QTest::newRow("no cookie") << QByteArray();
        QTest::newRow("another") << QByteArrayLiteral("usher-sandbox-session=0; x=usher-sandbox-session=1");
    }

    void saysThatNobodyIsSignedInInThisBrowser()
    {
        QFETCH(const QByteArray, cookies);
        (void)m_endpoint->signIn(m_world.serviceProvider, m_world.assertionConsumerService);
        const LogoutJudgement judgement = judged(m_endpoint->answer(query(), cookies, m_world.tenant).value());
        QVERIFY(judgement.answer->outcome == LogoutAnswer::Outcome::Refused);
        QVERIFY(judgement.answer->said.startsWith(u"AADSTS50058"));
    }

    void theRelayStateGoesBack()
    {
        (void)m_endpoint->signIn(m_world.serviceProvider, m_world.assertionConsumerService);
        RedirectMessage message = toMessage(request());
        message.relayState = QStringLiteral("a&b");
        const auto address = m_endpoint->answer(queryOf(toRedirectUrl(QUrl(), message)), {}, m_world.tenant);
        QCOMPARE(readRedirect(queryOf(*address))->message.relayState, message.relayState);
    }

    void tellsWhatItCanNotAnswer_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("code");
        RedirectMessage answer = toMessage(LogoutResponse{}, {});
        answer.kind = RedirectMessage::Kind::Request;
        LogoutRequest nameless = request();
        nameless.nameId = {};
        QTest::newRow("nobody signed in to the application") << query() << QStringLiteral("AADSTS700016");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("AADSTS75005");
        QTest::newRow("no XML") << queryOf(toRedirectUrl(QUrl(), {RedirectMessage::Kind::Request, "hello"}))
                                << QStringLiteral("AADSTS75005");
        QTest::newRow("another message") << queryOf(toRedirectUrl(QUrl(), answer)) << QStringLiteral("AADSTS75005");
        QTest::newRow("no name") << queryOf(toRedirectUrl(QUrl(), toMessage(nameless))) << QStringLiteral("AADSTS75005");
    }

    void tellsWhatItCanNotAnswer()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QString, code);
        const auto address = m_endpoint->answer(query, {}, m_world.tenant);
        QVERIFY(!address.has_value());
        QCOMPARE(address.error().code, code);
    }

    void endsTheSessionInTheBrowser()
    {
        const QByteArray begun = m_endpoint->signIn(m_world.serviceProvider, m_world.assertionConsumerService);
        QCOMPARE(sandbox::LogoutEndpoint::endedCookie(), begun + "; Max-Age=0");
        QVERIFY(begun.contains("HttpOnly"));
    }
};

QTEST_GUILESS_MAIN(TestLogoutEndpoint)
#include "test_logout_endpoint.moc"
