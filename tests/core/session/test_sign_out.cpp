// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sign_out.h"

#include "core/sandbox/federation_metadata.h"
#include "core/sandbox/logout_endpoint.h"
#include "core/session/sign_in.h"
#include "core/store/store.h"
#include "core/vault/key_keeper.h"
#include "tests/kit/assertions.h"

#include <QTemporaryDir>
#include <QTest>

using namespace usher;

namespace {

Actor anOperator()
{
    return Actor::operatorNamed(QStringLiteral("ana"));
}

QByteArray queryOf(const QUrl &url)
{
    return url.query(QUrl::FullyEncoded).toLatin1();
}

} // namespace

class TestSignOut : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;
    QTemporaryDir m_folder;
    KeyKeeper m_keeper{m_folder.path(), nullptr};
    std::unique_ptr<Store> m_store;
    std::optional<SignIn> m_signIn;
    std::optional<SignOut> m_signOut;
    std::optional<sandbox::LogoutEndpoint> m_provider;
    QByteArray m_cookie; ///< of the browser that signed in

    void save(const std::function<void(IdentityConfiguration &)> &change)
    {
        IdentityConfiguration configuration = m_store->configurations().load().value();
        change(configuration);
        QVERIFY(m_store->configurations().save(anOperator(), configuration).has_value());
    }

    void save(const ProtocolOptions &options)
    {
        save([&](IdentityConfiguration &configuration) { configuration.protocol = options; });
    }

    Session signIn()
    {
        const BegunSignIn begun = m_signIn->begin().value();
        const auto order = m_world.order(sandbox::personNamed(QStringLiteral("amira")), begun.request.id);
        m_cookie = m_provider->signIn(m_world.serviceProvider, m_world.assertionConsumerService).split(';').front();
        return m_signIn->complete(begun.request, m_world.post(order, begun.request.relayState)).session.value();
    }

    BegunSignOut begin(const Session &session) { return m_signOut->begin(session).value().value(); }

    /// The browser at the provider, and back again: the query that it brings.
    QByteArray answered(const BegunSignOut &begun)
    {
        const auto address = m_provider->answer(queryOf(begun.address), m_cookie, m_world.tenant);
        if (!address || address->adjusted(QUrl::RemoveQuery) != begun.answerAddress)
            return "the provider did not answer there";
        return queryOf(*address);
    }

    /// Signed by the provider, for \p begun.
    QByteArray answerWith(const BegunSignOut &begun, const std::function<void(LogoutResponse &)> &change)
    {
        LogoutResponse response;
        response.id = QStringLiteral("_answer");
        response.inResponseTo = begun.awaited.requestId;
        response.issuer = m_world.identityProvider().entityId;
        response.destination = begun.answerAddress;
        response.issueInstant = m_world.clock.now();
        change(response);
        return queryOf(toSignedRedirectUrl(begun.answerAddress, toMessage(response, {}), m_world.keys.key).value());
    }

    /// The provider's own request for the session of \p begun.
    LogoutRequest providersRequest(const BegunSignOut &begun)
    {
        LogoutRequest request;
        request.id = QStringLiteral("_theirs");
        request.issuer = m_world.identityProvider().entityId;
        request.destination = begun.answerAddress;
        request.issueInstant = m_world.clock.now();
        request.notOnOrAfter = m_world.clock.now() + std::chrono::minutes(5);
        request.nameId = begun.awaited.nameId;
        request.sessionIndexes = {begun.awaited.sessionIndex};
        return request;
    }

    AuditRecord lastRecord() { return m_store->audit().records(0, 1).value().front(); }
    QString lastReach() { return lastRecord().after.value(QStringLiteral("reach")).toString(); }

private Q_SLOTS:
    void init()
    {
        const QString name = QString::fromLatin1(QTest::currentTestFunction());
        const QString row = QString::fromLatin1(QTest::currentDataTag()).remove(u' ');
        const StoreAddress address{m_folder.filePath(name + row + QStringLiteral(".db"))};
        auto store = Store::open(address, DirectoryKind::Sandbox, WhenMissing::Create, m_world.clock, m_world.random, &m_keeper);
        QVERIFY(store.has_value());
        m_store = *std::move(store);
        m_signIn.emplace(m_store->configurations(), m_store->requests(), m_store->provisioning(), m_store->directory(),
                         m_store->serviceProviderKeys(), m_world.clock, m_world.random);
        m_signOut.emplace(m_store->configurations(), m_store->serviceProviderKeys(), m_store->sessions(), m_world.clock,
                          m_world.random);
        m_provider.emplace(m_world.keys, m_world.clock, m_world.random);
        save([&](IdentityConfiguration &configuration) {
            configuration.provider = {m_world.identityProvider(), {}};
            configuration.serviceProvider = m_world.serviceProvider;
            configuration.assertionConsumerService = m_world.assertionConsumerService;
            configuration.method = ProvisioningMethod::SamlJit;
            configuration.protocol.singleLogout = SingleLogout::On;
        });
    }

    void cleanup()
    {
        m_signOut.reset();
        m_signIn.reset();
        m_store.reset();
    }

    void asksTheProviderToEndThisVerySession()
    {
        const Session session = signIn();
        const BegunSignOut begun = begin(session);
        QCOMPARE(begun.answerAddress, QUrl(QStringLiteral("http://localhost:48110/saml/slo")));
        QCOMPARE(begun.address.adjusted(QUrl::RemoveQuery), sandbox::signOutAddress(m_world.tenant));

        const auto received = readRedirect(queryOf(begun.address));
        QVERIFY(!received->signature);
        const auto document = xml::Document::parse(received->message.xml);
        const LogoutContent content = readLogout(document->root());
        QCOMPARE(content.id, begun.awaited.requestId);
        QVERIFY(!content.id.front().isDigit());
        QCOMPARE(content.message.issuers.front().value, m_world.serviceProvider.text());
        QCOMPARE(content.nameId.value(), session.atProvider->nameId);
        QCOMPARE(content.sessionIndexes, QStringList{session.atProvider->sessionIndex});
        QCOMPARE(content.notOnOrAfter->moment.value(), m_world.clock.now() + std::chrono::minutes(5));
    }

    void theProvidersSessionEndsWithThePortals()
    {
        const Session session = signIn();
        const BegunSignOut begun = begin(session);
        const auto answer = m_signOut->complete(begun, answered(begun));
        QVERIFY(answer.has_value());
        QVERIFY(answer->outcome == LogoutAnswer::Outcome::Complete);
        QVERIFY(answer->proof == LogoutAnswer::Proof::Signed);
        QVERIFY(answer->reply.isEmpty());

        const AuditRecord record = lastRecord();
        QVERIFY(record.action == AuditAction::UserSignedOut);
        QCOMPARE(record.actor, session.actor.name);
        QCOMPARE(record.target, session.user.id.text());
        QCOMPARE(lastReach(), QStringLiteral("provider"));
    }

    void anotherBrowserHasNoSessionThere()
    {
        const BegunSignOut begun = begin(signIn());
        m_cookie.clear();
        const auto answer = m_signOut->complete(begun, answered(begun));
        QVERIFY(answer->outcome == LogoutAnswer::Outcome::Refused);
        QVERIFY(answer->said.startsWith(u"AADSTS"));
    }

    void aPartialSignOutIsSaid()
    {
        const BegunSignOut begun = begin(signIn());
        const auto answer = m_signOut->complete(begun, answerWith(begun, [](LogoutResponse &response) {
                                                    response.secondStatus = QString::fromLatin1(saml::statusPartialLogout);
                                                }));
        QVERIFY(answer->outcome == LogoutAnswer::Outcome::Partial);
    }

    void nobodyIsAsked_data()
    {
        QTest::addColumn<QString>("why");
        for (const char *why : {"a local account", "single logout off", "not offered", "another provider", "no provider"})
            QTest::newRow(why) << QString::fromLatin1(why);
    }

    void nobodyIsAsked()
    {
        QFETCH(const QString, why);
        Session session = signIn();
        if (why == u"a local account")
            session.atProvider.reset();
        if (why == u"single logout off")
            save(ProtocolOptions{});
        if (why == u"not offered") {
            save([](IdentityConfiguration &configuration) {
                configuration.protocol.singleLogout = SingleLogout::Off; // or it could not be saved
                configuration.provider->metadata.singleLogout.clear();
            });
        }
        if (why == u"another provider")
            session.atProvider->issuer = EntityId(QStringLiteral("https://idp.example/"));
        if (why == u"no provider") {
            save([](IdentityConfiguration &configuration) {
                configuration.protocol = {};
                configuration.provider.reset();
            });
        }
        const auto begun = m_signOut->begin(session);
        QVERIFY(begun.has_value());
        QVERIFY(!begun->has_value());
        QVERIFY(lastRecord().action == AuditAction::UserSignedOut);
        QCOMPARE(lastReach(), QStringLiteral("portal"));
    }

    void asksWithTheNewestKey_data()
    {
        QTest::addColumn<RequestSigning>("signing");

        QTest::newRow("sign-in requests are signed") << RequestSigning::Signed;
        QTest::newRow("sign-in requests are not signed") << RequestSigning::Unsigned;
    }

    void asksWithTheNewestKey()
    {
        QFETCH(RequestSigning, signing);
        save(ProtocolOptions{.requestSigning = signing, .singleLogout = SingleLogout::On});
        (void)m_store->serviceProviderKeys().make(anOperator());
        const Certificate newest = m_store->serviceProviderKeys().make(anOperator()).value();
        const BegunSignOut begun = begin(signIn());
        const auto received = readRedirect(queryOf(begun.address));
        const std::vector<Certificate> ours = m_store->serviceProviderKeys().certificates().value();
        QCOMPARE(verifyRedirect(received->signature.value(), ours, {}).value(), newest);
    }

    void withoutAKeyTheSignOutIsRecordedAndNobodyAsked()
    {
        const Session session = signIn();
        save(ProtocolOptions{.requestSigning = RequestSigning::Signed, .singleLogout = SingleLogout::On});
        QCOMPARE(m_signOut->begin(session).error().code, ErrorCode::SigningKeyMissing);
        QVERIFY(lastRecord().action == AuditAction::UserSignedOut);
        QCOMPARE(lastReach(), QStringLiteral("portal"));
    }

    void refusesWhatIsNotTheProvidersAnswer_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("check");
        QTest::newRow("nothing") << QStringLiteral("nothing") << QStringLiteral("input");
        QTest::newRow("another key") << QStringLiteral("key") << QStringLiteral("signature");
        QTest::newRow("another issuer") << QStringLiteral("issuer") << QStringLiteral("issuer");
        QTest::newRow("another address") << QStringLiteral("destination") << QStringLiteral("destination");
        QTest::newRow("the answer to an earlier sign-out") << QStringLiteral("earlier") << QStringLiteral("in-response-to");
    }

    void refusesWhatIsNotTheProvidersAnswer()
    {
        QFETCH(const QString, fault);
        QFETCH(const QString, check);
        const BegunSignOut earlier = begin(signIn());
        const BegunSignOut begun = begin(signIn());
        QByteArray query;
        if (fault == u"key") {
            query = answerWith(begun, [](LogoutResponse &) {});
            query = query.left(query.indexOf("&Signature=")) + "&Signature=" + QByteArray(256, 'x').toBase64().toPercentEncoding();
        }
        if (fault == u"issuer")
            query = answerWith(begun, [](LogoutResponse &response) { response.issuer = EntityId(QStringLiteral("https://x/")); });
        if (fault == u"destination")
            query = answerWith(begun, [](LogoutResponse &response) { response.destination.setPath(QStringLiteral("/x")); });
        if (fault == u"earlier")
            query = answered(earlier);
        const auto answer = m_signOut->complete(begun, query);
        QCOMPARE(answer.error().code, ErrorCode::LogoutAnswerInvalid);
        QCOMPARE(answer.error().subject, check);
    }

    void theProvidersOwnRequestIsAnswered()
    {
        const BegunSignOut begun = begin(signIn());
        RedirectMessage message = toMessage(providersRequest(begun));
        message.relayState = QStringLiteral("theirs");
        const QUrl asked = toSignedRedirectUrl(begun.answerAddress, message, m_world.keys.key).value();
        const auto answer = m_signOut->complete(begun, queryOf(asked));
        QVERIFY(answer.has_value());
        QVERIFY(answer->outcome == LogoutAnswer::Outcome::Complete);
        QCOMPARE(answer->reply.adjusted(QUrl::RemoveQuery), sandbox::signOutAddress(m_world.tenant));

        const auto reply = readRedirect(queryOf(answer->reply));
        QVERIFY(reply->message.kind == RedirectMessage::Kind::Response);
        QCOMPARE(reply->message.relayState, QStringLiteral("theirs"));
        const auto document = xml::Document::parse(reply->message.xml);
        const LogoutContent content = readLogout(document->root());
        QCOMPARE(content.message.inResponseTo.value(), QStringLiteral("_theirs"));
        QVERIFY(content.message.status.isSuccess());
    }

    void aForgedRequestOfTheProvidersGetsNoAnswer()
    {
        const BegunSignOut begun = begin(signIn());
        const QUrl asked = toRedirectUrl(begun.answerAddress, toMessage(providersRequest(begun)));
        const auto answer = m_signOut->complete(begun, queryOf(asked));
        QCOMPARE(answer.error().code, ErrorCode::LogoutAnswerInvalid);
        QCOMPARE(answer.error().subject, QStringLiteral("signature"));
    }
};

QTEST_GUILESS_MAIN(TestSignOut)
#include "test_sign_out.moc"
