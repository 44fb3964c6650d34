// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/federation/provider_refresh.h"

#include "core/federation/metadata_fetch.h"
#include "tests/core/store/store_fixture.h"
#include "tests/kit/metadata_text.h"
#include "tests/kit/secure_site.h"

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

namespace {

const Certificate &oldKey()
{
    return identityProviderSigner().certificate;
}

const Certificate &newKey()
{
    return strangerSigner().certificate;
}

QByteArray entraWith(const QList<Certificate> &certificates,
                     const QByteArray &address = "https://login.microsoftonline.com/t/saml2")
{
    return entraApplicationMetadata(certificates).replace("https://login.microsoftonline.com/t/saml2", address);
}

} // namespace

class TestProviderRefresh : public QObject
{
    Q_OBJECT

    using Answer = ProviderRefresh::Answer;

private Q_SLOTS:
    void initTestCase() { site = std::make_unique<SecureSite>(); }
    void cleanupTestCase() { site.reset(); }

    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        fixture->clock.set(issuedAt());
        store = fixture->open();
    }

    void cleanup()
    {
        store.reset();
        fixture.reset();
    }

    void appliesARollover()
    {
        configure(entraWith({oldKey()}));
        site->publish(entraWith({newKey(), oldKey()}));
        QCOMPARE(must(refresh()), Answer::Applied);
        QCOMPARE(keys(), (std::vector{newKey(), oldKey()}));
        QCOMPARE(lastRecord(*store).action, AuditAction::MetadataRefreshed);

        fixture->clock.advance(24h);
        QCOMPARE(must(refresh()), Answer::Same);
        fixture->clock.advance(24h);
        site->publish(entraWith({newKey()}));
        QCOMPARE(must(refresh()), Answer::Applied);
        QCOMPARE(keys(), std::vector{newKey()});
    }

    void asksOnceADay()
    {
        configure(entraWith({oldKey()}));
        site->publish(entraWith({oldKey()}));
        const int before = site->requests();
        for (int hour = 0; hour < 48; ++hour) {
            (void)must(refresh());
            fixture->clock.advance(1h);
        }
        QCOMPARE(site->requests() - before, 2);
    }

    void asksMoreOftenWhereThePublisherWants()
    {
        configure(entraWith({oldKey()}));
        site->publish(entraWith({oldKey()}).replace("<EntityDescriptor ", "<EntityDescriptor cacheDuration=\"PT6H\" "));
        QCOMPARE(must(refresh()), Answer::Same);
        fixture->clock.advance(6h - 1ms);
        QCOMPARE(must(refresh()), Answer::NotDue);
        fixture->clock.advance(1ms);
        QCOMPARE(must(refresh()), Answer::Same);
    }

    void anUnknownKeyIsLookedForOnceInFiveMinutesByAllPortals()
    {
        configure(entraWith({oldKey()}));
        site->publish(entraWith({oldKey()}));
        const std::unique_ptr<Store> another = fixture->open();
        ProviderRefresh here(store->providerRefresh(), fixture->clock), there(another->providerRefresh(), fixture->clock);
        const int before = site->requests();
        for (int i = 0; i < 100; ++i) {
            QCOMPARE((i % 2 == 0 ? here : there).refreshForUnknownKey(), TrustRefresh::Outcome::Unchanged);
            fixture->clock.advance(2s);
        }
        QCOMPARE(site->requests() - before, 1);

        site->publish(entraWith({newKey()}));
        fixture->clock.advance(2min);
        QCOMPARE(there.refreshForUnknownKey(), TrustRefresh::Outcome::Renewed);
        QCOMPARE(keys(), std::vector{newKey()});
        QCOMPARE(site->requests() - before, 2);
    }

    void anotherNameOrHostWaitsForSomebodysYes_data()
    {
        QTest::addColumn<QByteArray>("published");
        QTest::newRow("name") << entraWith({newKey()}).replace("sts.windows.net/1", "sts.windows.net/2");
        QTest::newRow("host") << entraWith({newKey()}, "https://login.elsewhere.example/t/saml2");
    }

    void anotherNameOrHostWaitsForSomebodysYes()
    {
        QFETCH(const QByteArray, published);
        configure(entraWith({oldKey()}));
        site->publish(published);
        QCOMPARE(must(refresh()), Answer::Proposed);
        QCOMPARE(keys(), std::vector{oldKey()});
        const auto proposal = must(store->providerRefresh().status()).proposal;
        QVERIFY(proposal.has_value());
        QCOMPARE(proposal->provider.metadata, must(readIdentityProviderMetadata(published)));
    }

    void whatCantBeUsedChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("published");
        QTest::addColumn<bool>("isPinned");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no key") << entity(providerRole({})) << false << ErrorCode::MetadataNoCertificate;
        QTest::newRow("expired") << entity(providerRole(keyDescriptor(newKey())), issuer, " validUntil=\"2026-11-01T00:00:00Z\"")
                                 << false << ErrorCode::MetadataExpired;
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html/>") << false << ErrorCode::MetadataIsWebPage;
        QTest::newRow("not signed") << entraWith({newKey()}) << true << ErrorCode::MetadataSignatureMissing;
        QTest::newRow("signed by another") << signedMetadata(entity(providerRole(keyDescriptor(newKey()))), strangerSigner())
                                           << true << ErrorCode::MetadataSignatureInvalid;
    }

    void whatCantBeUsedChangesNothing()
    {
        QFETCH(const QByteArray, published);
        QFETCH(const bool, isPinned);
        QFETCH(const ErrorCode, code);
        configure(entraWith({oldKey()}), isPinned ? std::optional(serviceProviderSigner().certificate) : std::nullopt);
        const IdentityConfiguration before = must(store->configurations().load());
        site->publish(published);
        COMPARE_ERROR(refresh(), code);
        QCOMPARE(must(store->configurations().load()), before);
        const RefreshStatus status = must(store->providerRefresh().status());
        QCOMPARE(status.triedAt, std::optional(fixture->clock.now()));
        QVERIFY(!status.checkedAt);
        QVERIFY(!status.proposal);
        fixture->clock.advance(refreshRetry);
        COMPARE_ERROR(refresh(), code);
    }

    void appliesWhatThePinnedKeySigned()
    {
        configure(entraWith({oldKey()}), serviceProviderSigner().certificate);
        site->publish(signedMetadata(entity(providerRole(keyDescriptor(newKey()))), serviceProviderSigner()));
        QCOMPARE(must(refresh()), Answer::Applied);
        QCOMPARE(keys(), std::vector{newKey()});
    }

    void followsItsOwnProviderThroughAFederation()
    {
        IdentityConfiguration configuration = must(store->configurations().load());
        const EntityId river(QString::fromLatin1(riverEntityId));
        configuration.provider = {must(readIdentityProviderMetadata(federationMetadata(), river)),
                                  {MetadataSource::Kind::Address, site->address()}};
        (void)must(store->configurations().save(anOperator(), configuration));
        site->publish(federationMetadata().replace(oldKey().toBase64(), serviceProviderSigner().certificate.toBase64()));
        QCOMPARE(must(refresh()), Answer::Applied);
        QCOMPARE(keys(), std::vector{serviceProviderSigner().certificate});
        QCOMPARE(must(store->configurations().load()).provider->metadata.entityId, river);
    }

    void nobodyThereIsAnError()
    {
        configure(entraWith({oldKey()}));
        IdentityConfiguration configuration = must(store->configurations().load());
        configuration.provider->source.location = QStringLiteral("https://localhost:1/metadata");
        (void)must(store->configurations().save(anOperator(), configuration));
        COMPARE_ERROR(refresh(), ErrorCode::NetworkUnreachable);
    }

private:
    /// The provider as \p document says, published at the site.
    void configure(const QByteArray &document, const std::optional<Certificate> &signer = {})
    {
        IdentityConfiguration configuration = must(store->configurations().load());
        configuration.provider = {
            must(readIdentityProviderMetadata(document)), {MetadataSource::Kind::Address, site->address()}, signer};
        (void)must(store->configurations().save(anOperator(), configuration));
    }

    [[nodiscard]] Result<Answer> refresh()
    {
        return ProviderRefresh(store->providerRefresh(), fixture->clock).refresh(RefreshOccasion::Daily);
    }

    [[nodiscard]] std::vector<Certificate> keys()
    {
        return must(store->configurations().load()).provider->metadata.signingCertificates;
    }

    std::unique_ptr<SecureSite> site;
    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestProviderRefresh)
#include "test_provider_refresh.moc"
