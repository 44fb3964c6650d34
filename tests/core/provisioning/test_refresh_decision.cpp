// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/provider_refresh.h"

#include "tests/kit/response_text.h"

#include <QTest>

#include <functional>

using namespace usher;
using namespace std::chrono_literals;

namespace {

const Certificate &first()
{
    return test::identityProviderSigner().certificate;
}

const Certificate &second()
{
    return test::strangerSigner().certificate;
}

IdentityProviderMetadata metadata(std::vector<Certificate> certificates = {first()})
{
    IdentityProviderMetadata made;
    made.entityId = EntityId(QString::fromLatin1(test::issuer));
    made.tenantId = QString::fromLatin1(test::tenantId);
    made.singleSignOn = made.singleLogout = QUrl(QStringLiteral("https://login.example/t/saml2"));
    made.signingCertificates = std::move(certificates);
    return made;
}

IdentityConfiguration configuration(const char *address = "https://login.example/t/metadata?appid=1")
{
    IdentityConfiguration made;
    made.provider = {metadata(), {MetadataSource::Kind::Address, QString::fromLatin1(address)}};
    made.serviceProvider = EntityId(QStringLiteral("urn:usher"));
    made.assertionConsumerService = QUrl(QStringLiteral("http://localhost:48110/saml/acs"));
    return made;
}

using Change = std::function<void(IdentityProviderMetadata &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestRefreshDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesCertificatesWhateverTheirOrder()
    {
        const MetadataChange none = compare(metadata({first(), second()}), metadata({second(), first()}));
        QVERIFY(none.isEmpty());
        QCOMPARE(none.same, (std::vector{second(), first()}));

        const MetadataChange rollover = compare(metadata({first()}), metadata({second()}));
        QCOMPARE(rollover.added, std::vector{second()});
        QCOMPARE(rollover.removed, std::vector{first()});
        QVERIFY(rollover.same.empty());
        QVERIFY(!rollover.isAnotherProvider);
        QVERIFY(!rollover.isOtherwiseDifferent);
        QVERIFY(!rollover.isEmpty());
    }

    void decides_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<RefreshDecision>("decision");
        const auto row = [](const char *name, RefreshDecision decision, const Change &change) {
            QTest::newRow(name) << change << decision;
        };
        row("nothing new", RefreshDecision::Nothing, [](auto &) {});
        row("a certificate more", RefreshDecision::Apply, [](auto &m) { m.signingCertificates.push_back(second()); });
        row("another certificate", RefreshDecision::Apply, [](auto &m) { m.signingCertificates = {second()}; });
        row("another path", RefreshDecision::Apply, [](auto &m) { m.singleSignOn.setPath(QStringLiteral("/new")); });
        row("single logout gone", RefreshDecision::Apply, [](auto &m) { m.singleLogout.clear(); });
        row("a date", RefreshDecision::Apply, [](auto &m) { m.validUntil = test::issuedAt(); });
        row("another name", RefreshDecision::Ask, [](auto &m) {
            m.entityId = EntityId(QStringLiteral("https://other.example"));
            m.tenantId.clear();
        });
        row("another host", RefreshDecision::Ask,
            [](auto &m) { m.singleSignOn.setHost(QStringLiteral("login.elsewhere.example")); });
        row("another port", RefreshDecision::Ask, [](auto &m) { m.singleSignOn.setPort(8443); });
        row("another host to sign out at", RefreshDecision::Ask,
            [](auto &m) { m.singleLogout.setHost(QStringLiteral("login.elsewhere.example")); });
    }

    void decides()
    {
        QFETCH(const Change, change);
        IdentityProviderMetadata fetched = metadata();
        change(fetched);
        const auto decision = decideRefresh(configuration(), fetched, DirectoryKind::Real);
        QVERIFY(decision.has_value());
        QTEST(*decision, "decision");
    }

    void asksAboutWhatDidNotComeOverHttps()
    {
        const auto loopback =
            decideRefresh(configuration("http://127.0.0.1:8080/metadata"), metadata({second()}), DirectoryKind::Real);
        QCOMPARE(*loopback, RefreshDecision::Ask);
        IdentityConfiguration fromFile = configuration();
        fromFile.provider->source = {MetadataSource::Kind::File, QStringLiteral("https.xml")};
        QCOMPARE(*decideRefresh(fromFile, metadata({second()}), DirectoryKind::Real), RefreshDecision::Ask);
    }

    void asksAboutWhatDoesNotFitTheRest()
    {
        IdentityConfiguration signsOut = configuration();
        signsOut.protocol.singleLogout = SingleLogout::On;
        IdentityProviderMetadata without = metadata({second()});
        without.singleLogout.clear();
        QCOMPARE(*decideRefresh(signsOut, without, DirectoryKind::Real), RefreshDecision::Ask);
    }

    void neverLeavesTheProviderWithoutAKey()
    {
        QCOMPARE(decideRefresh(configuration(), metadata({}), DirectoryKind::Real).error().code, ErrorCode::MetadataNoCertificate);
    }

    void asksDailyOrMoreOftenWhereThePublisherWants()
    {
        QCOMPARE(refreshIntervalFor(std::nullopt), std::chrono::seconds(24h));
        QCOMPARE(refreshIntervalFor(6h), std::chrono::seconds(6h));
        QCOMPARE(refreshIntervalFor(24h * 30), std::chrono::seconds(24h));
        QCOMPARE(refreshIntervalFor(0s), std::chrono::seconds(1h));
    }
};

QTEST_GUILESS_MAIN(TestRefreshDecision)
#include "test_refresh_decision.moc"
