// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/authn_request.h"
#include "core/saml/logout_verifier.h"
#include "core/sandbox/federation_metadata.h"
#include "core/sandbox/sandbox_tenant.h"
#include "tests/kit/assertions.h"

#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>

using namespace usher;

namespace {

using Fields = QList<std::pair<QString, QString>>;

struct Answer
{
    int status = 0;
    QByteArray policy;
    QString type;
    QString html;
    QUrl location = {}; ///< where a redirect leads
};

const QRegularExpression inputs(QStringLiteral("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">"));

/// What a browser makes of an attribute's text.
QString unescaped(QString text)
{
    return text.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

/// The hidden fields of the page's first form.
Fields hiddenFields(const QString &html)
{
    Fields fields;
    const QString form = html.section(QStringLiteral("<form"), 1, 1);
    for (auto matches = inputs.globalMatch(form); matches.hasNext();) {
        const auto match = matches.next();
        fields.append({unescaped(match.captured(1)), unescaped(match.captured(2))});
    }
    return fields;
}

QString valueOf(const Fields &fields, const char *name)
{
    for (const auto &[key, value] : fields) {
        if (key == QLatin1StringView(name))
            return value;
    }
    return {};
}

QString title(const QString &html)
{
    return html.section(QStringLiteral("<h1>"), 1).section(QStringLiteral("</h1>"), 0, 0);
}

const QString accountTitle = QStringLiteral("Sign in");
const QString passwordTitle = QStringLiteral("Enter password");

} // namespace

class TestSandboxTenant : public QObject
{
    Q_OBJECT

    test::SandboxWorld m_world;
    std::unique_ptr<sandbox::Tenant> m_tenant;
    QNetworkAccessManager m_network;

    Answer read(QNetworkReply *reply)
    {
        const std::unique_ptr<QNetworkReply> owned(reply);
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("Content-Security-Policy"),
                QString::fromLatin1(reply->rawHeader("Content-Type")), QString::fromUtf8(reply->readAll()),
                QUrl::fromEncoded(reply->rawHeader("Location"))};
    }

    Answer get(const QUrl &url) { return read(m_network.get(QNetworkRequest(url))); }

    /// Posts as a browser does: application/x-www-form-urlencoded, a space as plus.
    Answer post(const Fields &fields)
    {
        QByteArray body;
        for (const auto &[name, value] : fields)
            body += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value).replace("%20", "+") + '&';
        body.chop(1);
        QUrl login = sandbox::signOnAddress(m_tenant->base());
        login.setPath(login.path().replace(QStringLiteral("/saml2"), QStringLiteral("/login")));
        QNetworkRequest request(login);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        return read(m_network.post(request, body));
    }

    [[nodiscard]] AuthnRequest request() const
    {
        return {.id = QStringLiteral("_a1b2"),
                .issuer = m_world.serviceProvider,
                .destination = sandbox::signOnAddress(m_tenant->base()),
                .assertionConsumerService = m_world.assertionConsumerService,
                .issueInstant = m_world.clock.now()};
    }

    Answer accountPage(const QString &relayState = {}) { return get(toRedirectUrl(request(), relayState)); }

    Answer passwordPage(const QString &account, const QString &relayState = {})
    {
        Fields fields = hiddenFields(accountPage(relayState).html);
        fields.append({QStringLiteral("loginfmt"), account});
        return post(fields);
    }

    Answer responsePage(const QString &account, const QString &password, const QString &relayState = {})
    {
        Fields fields = hiddenFields(passwordPage(account, relayState).html);
        fields.append({QStringLiteral("passwd"), password});
        return post(fields);
    }

    Answer page(const QString &name)
    {
        if (name == u"account")
            return accountPage();
        if (name == u"password")
            return passwordPage(QStringLiteral("amira"));
        if (name == u"response")
            return responsePage(QStringLiteral("amira"), QStringLiteral("secret"));
        if (name == u"blocked")
            return passwordPage(QStringLiteral("AADSTS53003"));
        return get(m_tenant->base());
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto tenant = sandbox::Tenant::listen(0, m_world.keys, m_world.clock, m_world.random);
        QVERIFY(tenant.has_value());
        m_tenant = *std::move(tenant);
        m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }

    void listensOnLoopbackOnly()
    {
        QCOMPARE(m_tenant->base().host(), QStringLiteral("127.0.0.1"));
        QCOMPARE(m_tenant->base().scheme(), QStringLiteral("http"));
        QVERIFY(m_tenant->base().port() > 0);
    }

    void saysThatThePortIsBusy()
    {
        QTcpServer somebodyElse;
        QVERIFY(somebodyElse.listen(QHostAddress::LocalHost));
        const auto tenant = sandbox::Tenant::listen(somebodyElse.serverPort(), m_world.keys, m_world.clock, m_world.random);
        QVERIFY(!tenant.has_value());
        QCOMPARE(tenant.error().code, ErrorCode::PortBusy);
        QCOMPARE(tenant.error().subject, QString::number(somebodyElse.serverPort()));
    }

    void freesThePortWhenItGoes()
    {
        auto tenant = sandbox::Tenant::listen(0, m_world.keys, m_world.clock, m_world.random);
        QVERIFY(tenant.has_value());
        const quint16 port = quint16((*tenant)->base().port());
        tenant->reset();
        QVERIFY(sandbox::Tenant::listen(port, m_world.keys, m_world.clock, m_world.random).has_value());
    }

    void servesItsMetadata()
    {
        const Answer answer = get(m_tenant->metadataAddress());
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.type.contains(u"xml"));
        QCOMPARE(answer.html.toUtf8(), m_tenant->metadata());
        const auto provider = readIdentityProviderMetadata(answer.html.toUtf8());
        QVERIFY(provider.has_value());
        QCOMPARE(provider->singleSignOn, sandbox::signOnAddress(m_tenant->base()));
        QCOMPARE(provider->singleLogout, sandbox::signOutAddress(m_tenant->base()));
    }

    void aWholeSignInIsAccepted_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("userPrincipalName");
        for (const sandbox::Person &person : sandbox::people())
            QTest::newRow(qPrintable(person.displayName)) << person.userPrincipalName << person.userPrincipalName;
        QTest::newRow("a guest by the address at home")
            << QStringLiteral("chiara@partner.example") << QStringLiteral("chiara_partner.example#EXT#@sandbox.usher.example");
        QTest::newRow("somebody new") << QStringLiteral("Marie.Curie@sandbox.usher.example")
                                      << QStringLiteral("marie.curie@sandbox.usher.example");
    }

    void aWholeSignInIsAccepted()
    {
        QFETCH(QString, account);
        QFETCH(QString, userPrincipalName);
        const QString relayState = QStringLiteral("a+b c/d=\"<é>&%25");
        const Answer answer = responsePage(account, QStringLiteral("any password"), relayState);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.html.contains(QStringLiteral("action=\"%1\"").arg(m_world.assertionConsumerService.toString())));
        const Fields fields = hiddenFields(answer.html);
        QCOMPARE(valueOf(fields, "RelayState"), relayState);

        const auto provider = readIdentityProviderMetadata(get(m_tenant->metadataAddress()).html.toUtf8());
        QVERIFY(provider.has_value());
        TrustPolicy policy = m_world.trustPolicy();
        policy.signingCertificates = provider->signingCertificates;
        const SamlPost posted{valueOf(fields, "SAMLResponse").toLatin1(), relayState, m_world.assertionConsumerService,
                              m_world.clock.now()};
        const Judgement judgement = judge(UnverifiedResponse::fromPost(posted), policy,
                                          ExpectedRequest::withId(QStringLiteral("_a1b2")), m_world.clock.now());
        QVERIFY(judgement.accepted());
        QCOMPARE(judgement.assertion->nameId().value, userPrincipalName);
    }

    void aSignOutEndsTheSessionOfThisBrowserOnce()
    {
        m_network.setCookieJar(new QNetworkCookieJar);
        (void)responsePage(QStringLiteral("amira"), QStringLiteral("any password"));
        LogoutRequest logout;
        logout.id = QStringLiteral("_out");
        logout.issuer = m_world.serviceProvider;
        logout.destination = sandbox::signOutAddress(m_tenant->base());
        logout.issueInstant = logout.notOnOrAfter = m_world.clock.now();
        logout.nameId = {QStringLiteral("amira"), QString::fromLatin1(saml::nameIdPersistent), {}, {}};
        const AwaitedLogout awaited{logout.id, logout.destination, logout.nameId, {}};
        for (const auto outcome : {LogoutAnswer::Outcome::Complete, LogoutAnswer::Outcome::Refused}) {
            const Answer answer = get(toRedirectUrl(logout.destination, toMessage(logout)));
            QCOMPARE(answer.status, 302);
            QCOMPARE(answer.location.adjusted(QUrl::RemoveQuery), logoutAddress(m_world.assertionConsumerService));
            const LogoutJudgement judgement = judgeLogout(answer.location.query(QUrl::FullyEncoded).toLatin1(),
                                                          m_world.trustPolicy(), awaited, m_world.clock.now());
            QVERIFY(judgement.answer.has_value());
            QVERIFY(judgement.answer->outcome == outcome);
        }
    }

    void aSignOutThatIsNoneGetsAPage()
    {
        const Answer answer = get(sandbox::signOutAddress(m_tenant->base()));
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.html.contains(u"AADSTS75005"));
    }

    void everyPageHasAStrictPolicy_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("formAction");
        QTest::addColumn<int>("scripts");
        QTest::newRow("account") << QStringLiteral("account") << QStringLiteral("'self'") << 0;
        QTest::newRow("password") << QStringLiteral("password") << QStringLiteral("'self'") << 0;
        QTest::newRow("response") << QStringLiteral("response") << QStringLiteral("http://localhost:48110") << 1;
        QTest::newRow("blocked") << QStringLiteral("blocked") << QStringLiteral("'none'") << 1;
        QTest::newRow("problem") << QStringLiteral("problem") << QStringLiteral("'none'") << 0;
    }

    void everyPageHasAStrictPolicy()
    {
        QFETCH(QString, name);
        QFETCH(QString, formAction);
        QFETCH(int, scripts);
        const Answer answer = page(name);
        const QString nonce = QString::fromLatin1(answer.policy).section(QStringLiteral("'nonce-"), 1, 1).section(u'\'', 0, 0);
        QVERIFY(nonce.size() >= 22); // 128 bits
        const QString expected = QStringLiteral("default-src 'none'; script-src 'nonce-%1'; style-src 'nonce-%1'; form-action %2; "
                                                "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'");
        QCOMPARE(QString::fromLatin1(answer.policy), expected.arg(nonce, formAction));
        QCOMPARE(answer.html.count(QStringLiteral("<style nonce=\"%1\">").arg(nonce)), 1);
        QCOMPARE(answer.html.count(QStringLiteral("<script nonce=\"%1\">").arg(nonce)), scripts);
        QCOMPARE(answer.html.count(QStringLiteral("<script")), scripts);
        QVERIFY(!answer.html.contains(QStringLiteral(" style=")));
        QVERIFY(!answer.html.contains(QRegularExpression(QStringLiteral("<[^>]* on[a-z]+="))));
        QVERIFY(answer.html.contains(QStringLiteral("Sandbox tenant — nothing here is real")));
    }

    void noncesAreFresh() { QVERIFY(accountPage().policy != accountPage().policy); }

    void listsThePeople()
    {
        const QString html = accountPage().html;
        QCOMPARE(title(html), accountTitle);
        for (const sandbox::Person &person : sandbox::people()) {
            QVERIFY(html.contains(QStringLiteral("name=\"loginfmt\" value=\"%1\"").arg(person.userPrincipalName)));
            QVERIFY(html.contains(person.note));
        }
        QVERIFY(html.contains(m_world.serviceProvider.text()));
    }

    void loginHintFillsInTheAccount()
    {
        QUrl url = toRedirectUrl(request(), QStringLiteral("token"));
        url.setQuery(url.query(QUrl::FullyEncoded) + QStringLiteral("&login_hint=jonas%40sandbox.usher.example"));
        const QString html = get(url).html;
        QVERIFY(html.contains(QRegularExpression(QStringLiteral("<input id=\"field\"[^>]*value=\"jonas@sandbox.usher.example\""))));
    }

    void theArrowLeadsBackToTheAccount()
    {
        const QString html = passwordPage(QStringLiteral("jonas")).html;
        QCOMPARE(title(html), passwordTitle);
        const QString address = unescaped(html.section(QStringLiteral("href=\""), 1).section(u'"', 0, 0));
        const Answer back = get(sandbox::signOnAddress(m_tenant->base()).resolved(QUrl(address)));
        QCOMPARE(title(back.html), accountTitle);
        QVERIFY(back.html.contains(QRegularExpression(QStringLiteral("<input id=\"field\"[^>]*value=\"jonas@"))));
    }

    void asksAgainForWhatIsNoAccount_data()
    {
        QTest::addColumn<QString>("account");
        QTest::newRow("nothing") << QString();
        QTest::newRow("white space") << QStringLiteral("  ");
        QTest::newRow("no address") << QStringLiteral("nobody-we-know");
        QTest::newRow("half an address") << QStringLiteral("@sandbox.usher.example");
        QTest::newRow("too long") << QString(200, u'x') + QStringLiteral("@sandbox.usher.example");
    }

    void asksAgainForWhatIsNoAccount()
    {
        QFETCH(QString, account);
        const Answer answer = passwordPage(account);
        QCOMPARE(answer.status, 200);
        QCOMPARE(title(answer.html), accountTitle);
        QVERIFY(answer.html.contains(QStringLiteral("role=\"alert\">Enter a valid e-mail address.")));
    }

    void asksAgainForAPassword()
    {
        const Answer answer = responsePage(QStringLiteral("amira"), QString());
        QCOMPARE(title(answer.html), passwordTitle);
        QVERIFY(answer.html.contains(QStringLiteral("role=\"alert\">Please enter your password.")));
        QVERIFY(answer.html.contains(QStringLiteral("amira@sandbox.usher.example")));
    }

    void escapesWhatPeopleType()
    {
        const QString hostile = QStringLiteral("\"><script>alert(1)</script><a b='");
        QUrl url = toRedirectUrl(request(), hostile);
        url.setQuery(url.query(QUrl::FullyEncoded) + QStringLiteral("&login_hint=") +
                     QString::fromLatin1(QUrl::toPercentEncoding(hostile)));
        QStringList pages{get(url).html, passwordPage(hostile).html, passwordPage(hostile + QStringLiteral("@x.example")).html};
        AuthnRequest fromElsewhere = request();
        fromElsewhere.issuer = EntityId(hostile);
        pages << get(toRedirectUrl(fromElsewhere, {})).html;
        for (const QString &html : pages) {
            QVERIFY(!html.contains(QStringLiteral("<script")));
            QVERIFY(!html.contains(QStringLiteral("<a b=")));
        }
        const QString html = responsePage(QStringLiteral("amira"), hostile, hostile).html;
        QCOMPARE(html.count(QStringLiteral("<script")), 1);
        QCOMPARE(valueOf(hiddenFields(html), "RelayState"), hostile);
    }

    void neverRepeatsThePassword()
    {
        QVERIFY(!responsePage(QStringLiteral("amira"), QStringLiteral("tell-nobody")).html.contains(QStringLiteral("tell-nobody")));
    }

    void explainsWhatItCannotAnswer_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("code");
        const auto queryOf = [](const AuthnRequest &request) { return toRedirectUrl(request, {}).query(QUrl::FullyEncoded); };
        const QString good = queryOf(request());
        QTest::newRow("no query") << QString() << QStringLiteral("AADSTS750054");
        QTest::newRow("no SAMLRequest") << QStringLiteral("RelayState=x") << QStringLiteral("AADSTS750054");
        QTest::newRow("empty SAMLRequest") << QStringLiteral("SAMLRequest=") << QStringLiteral("AADSTS750054");
        QTest::newRow("not base64") << QStringLiteral("SAMLRequest=%3Cxml/%3E") << QStringLiteral("AADSTS75005");
        QTest::newRow("not deflated") << QStringLiteral("SAMLRequest=PGEvPg%3D%3D") << QStringLiteral("AADSTS75005");
        QTest::newRow("twice") << good + u'&' + good << QStringLiteral("AADSTS75005");
        AuthnRequest elsewhere = request();
        elsewhere.assertionConsumerService = QUrl(QStringLiteral("http://usher.example/saml/acs"));
        QTest::newRow("http to another machine") << queryOf(elsewhere) << QStringLiteral("AADSTS50011");
        elsewhere.assertionConsumerService = QUrl(QStringLiteral("javascript:alert(1)"));
        QTest::newRow("no web address") << queryOf(elsewhere) << QStringLiteral("AADSTS50011");
        elsewhere.assertionConsumerService = {};
        QTest::newRow("no reply URL") << queryOf(elsewhere) << QStringLiteral("AADSTS50011");
        AuthnRequest odd = request();
        odd.id = QStringLiteral("7a1b2");
        QTest::newRow("an ID that begins with a digit") << queryOf(odd) << QStringLiteral("AADSTS7500529");
        odd = request();
        odd.destination = QUrl(QStringLiteral("https://login.example/saml2"));
        QTest::newRow("another destination") << queryOf(odd) << QStringLiteral("AADSTS75008");
    }

    void explainsWhatItCannotAnswer()
    {
        QFETCH(QString, query);
        QFETCH(QString, code);
        QUrl url = sandbox::signOnAddress(m_tenant->base());
        url.setQuery(query);
        const QString uuid = QStringLiteral("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        for (const Answer &answer : {get(url), post({{QStringLiteral("ctx"), query.isEmpty() ? QStringLiteral("x=y") : query},
                                                     {QStringLiteral("step"), QStringLiteral("account")}})}) {
            QCOMPARE(answer.status, 400);
            QVERIFY2(answer.html.contains(code + QStringLiteral(": ")), qPrintable(answer.html.right(800)));
            QVERIFY(answer.html.contains(QRegularExpression(QStringLiteral("Request Id: ") + uuid)));
            QVERIFY(answer.html.contains(QRegularExpression(QStringLiteral("Correlation Id: ") + uuid)));
            QVERIFY(answer.html.contains(QStringLiteral("Timestamp: 2026-11-24T09:00:00Z")));
        }
    }

    void failsOnPurpose()
    {
        Fields fields = hiddenFields(accountPage().html);
        fields.append({QStringLiteral("loginfmt"), QStringLiteral("AADSTS50105")});
        const Answer page = post(fields);
        QCOMPARE(page.status, 400);
        QVERIFY(page.html.contains(u"AADSTS50105: "));

        fields.append({QStringLiteral("way"), QStringLiteral("status")});
        const Fields posted = hiddenFields(post(fields).html);
        const QByteArray response = QByteArray::fromBase64(valueOf(posted, "SAMLResponse").toLatin1());
        QVERIFY(response.contains("AADSTS50105: "));
        QVERIFY(response.contains("InResponseTo=\"_a1b2\""));
        QVERIFY(!response.contains("<Assertion"));
    }

    void answersAPassiveRequestWithoutAPage()
    {
        AuthnRequest passive = request();
        passive.isPassive = AuthnRequest::IsPassive::Yes;
        const Fields posted = hiddenFields(get(toRedirectUrl(passive, QStringLiteral("token"))).html);
        QCOMPARE(valueOf(posted, "RelayState"), QStringLiteral("token"));
        QVERIFY(QByteArray::fromBase64(valueOf(posted, "SAMLResponse").toLatin1()).contains("status:NoPassive"));
    }

    void aFormWithoutItsSignInIsAProblem()
    {
        const Answer answer = post({{QStringLiteral("loginfmt"), QStringLiteral("amira")}});
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.html.contains(QStringLiteral("AADSTS900144: ")));
    }

    void aPasswordWithoutAnAccountBeginsAgain()
    {
        Fields fields = hiddenFields(accountPage().html);
        for (auto &[name, value] : fields) {
            if (name == u"step")
                value = QStringLiteral("password");
        }
        fields.append({QStringLiteral("passwd"), QStringLiteral("secret")});
        QCOMPARE(title(post(fields).html), accountTitle);
    }

    void aFormHasItsLimits()
    {
        const Answer answer = post({{QStringLiteral("ctx"), QString(200'000, u'x')}});
        QCOMPARE(answer.status, 413);
    }

    void anUnknownAddressSaysSo()
    {
        const Answer answer = get(m_tenant->base());
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.html.contains(m_tenant->metadataAddress().toString().toHtmlEscaped()));
    }
};

QTEST_GUILESS_MAIN(TestSandboxTenant)
#include "test_sandbox_tenant.moc"
