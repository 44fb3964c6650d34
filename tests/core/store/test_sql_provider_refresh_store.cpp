// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provisioning/provider_refresh.h"
#include "tests/core/store/store_fixture.h"
#include "tests/kit/response_text.h"

#include <QJsonArray>
#include <QtConcurrent>

using namespace usher;
using namespace usher::test;
using namespace std::chrono_literals;

namespace {

constexpr auto address = "https://login.example/t/metadata?appid=1";

const Certificate &oldKey()
{
    return identityProviderSigner().certificate;
}

const Certificate &newKey()
{
    return strangerSigner().certificate;
}

IdentityProvider provider(MetadataSource source = {MetadataSource::Kind::Address, QString::fromLatin1(address)})
{
    IdentityProvider made;
    made.metadata.entityId = EntityId(QString::fromLatin1(issuer));
    made.metadata.tenantId = QString::fromLatin1(tenantId);
    made.metadata.singleSignOn = QUrl(QStringLiteral("https://login.example/t/saml2"));
    made.metadata.signingCertificates = {oldKey()};
    made.source = std::move(source);
    return made;
}

IdentityConfiguration save(Store &store, const std::optional<IdentityProvider> &provider)
{
    IdentityConfiguration configuration = must(store.configurations().load());
    configuration.provider = provider;
    return must(store.configurations().save(anOperator(), configuration));
}

/// What asking at the fixture's time brought.
RefreshConclusion concluded(const StoreFixture &fixture, RefreshDecision decision, const Certificate &key)
{
    IdentityProviderMetadata fetched = provider().metadata;
    fetched.signingCertificates = {key};
    return {decision, fetched, fixture.clock.now(), fixture.clock.now() + 24h};
}

} // namespace

class TestSqlProviderRefreshStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        store = fixture->open();
    }

    void cleanup()
    {
        store.reset();
        fixture.reset();
    }

    void thereIsNoTurnWithoutAnAddress()
    {
        QVERIFY(!claim(RefreshOccasion::Daily));
        save(*store, provider({MetadataSource::Kind::File, QStringLiteral("metadata.xml")}));
        QVERIFY(!claim(RefreshOccasion::Daily));
        QVERIFY(!claim(RefreshOccasion::UnknownKey));
        QCOMPARE(must(store->providerRefresh().status()), RefreshStatus());
    }

    void aTurnIsGivenOnceADay()
    {
        const IdentityConfiguration saved = save(*store, provider());
        const auto turn = claim(RefreshOccasion::Daily);
        QVERIFY(turn.has_value());
        QCOMPARE(turn->configuration, saved);
        QCOMPARE(turn->kind, DirectoryKind::Real);
        must(store->providerRefresh().conclude(*turn, concluded(*fixture, RefreshDecision::Nothing, oldKey())));
        const TimePoint checked = fixture->clock.now();
        fixture->clock.advance(24h - 1ms);
        QVERIFY(!claim(RefreshOccasion::Daily));
        QCOMPARE(must(store->providerRefresh().status()), (RefreshStatus{checked, checked, {}}));
        fixture->clock.advance(1ms);
        QVERIFY(claim(RefreshOccasion::Daily));
    }

    void whoNeverComesBackIsNotWaitedForLong()
    {
        save(*store, provider());
        QVERIFY(claim(RefreshOccasion::Daily));
        fixture->clock.advance(1h - 1ms);
        QVERIFY(!claim(RefreshOccasion::Daily));
        fixture->clock.advance(1ms);
        QVERIFY(claim(RefreshOccasion::Daily));
        QCOMPARE(must(store->providerRefresh().status()).checkedAt, std::optional<TimePoint>());
    }

    void unknownKeysCostOneRequestInFiveMinutes()
    {
        save(*store, provider());
        int turns = 0;
        for (int second = 0; second < 600; ++second) {
            turns += claim(RefreshOccasion::UnknownKey) ? 1 : 0;
            fixture->clock.advance(1s);
        }
        QCOMPARE(turns, 2);
    }

    void theDailyTurnCountsForUnknownKeysToo()
    {
        save(*store, provider());
        QVERIFY(claim(RefreshOccasion::Daily));
        QVERIFY(!claim(RefreshOccasion::UnknownKey));
        fixture->clock.advance(5min);
        QVERIFY(claim(RefreshOccasion::UnknownKey));
    }

    void ofManyPortalsOneGetsTheTurn()
    {
        save(*store, provider());
        constexpr int portals = 8;
        std::vector<std::unique_ptr<Store>> opened;
        for (int i = 0; i < portals; ++i)
            opened.push_back(fixture->open());
        std::atomic_int turns = 0;
        QThreadPool pool;
        pool.setMaxThreadCount(portals);
        for (const auto &portal : opened) {
            (void)QtConcurrent::run(&pool, [&] {
                for (int i = 0; i < 10; ++i)
                    turns += must(portal->providerRefresh().claim(RefreshOccasion::UnknownKey, fixture->clock.now())) ? 1 : 0;
            });
        }
        pool.waitForDone();
        QCOMPARE(turns.load(), 1);
    }

    void aClockFarAheadBlocksNobody()
    {
        save(*store, provider());
        fixture->clock.advance(24h * 365);
        QVERIFY(claim(RefreshOccasion::Daily));
        fixture->clock.advance(-24h * 365);
        QVERIFY(claim(RefreshOccasion::Daily));
        QVERIFY(!claim(RefreshOccasion::Daily));
        QVERIFY(!claim(RefreshOccasion::UnknownKey));
    }

    void anotherAddressHasATurnOfItsOwn()
    {
        save(*store, provider());
        QVERIFY(claim(RefreshOccasion::Daily));
        save(*store, provider({MetadataSource::Kind::Address, QStringLiteral("https://login.example/other")}));
        QCOMPARE(must(store->providerRefresh().status()), RefreshStatus());
        QVERIFY(claim(RefreshOccasion::Daily));
    }

    void appliesNewCertificatesAndRecordsBoth()
    {
        const IdentityConfiguration before = save(*store, provider());
        const auto turn = claim(RefreshOccasion::Daily);
        must(store->providerRefresh().conclude(*turn, concluded(*fixture, RefreshDecision::Apply, newKey())));

        IdentityConfiguration expected = before;
        expected.provider->metadata.signingCertificates = {newKey()};
        ++expected.version;
        QCOMPARE(must(store->configurations().load()), expected);

        const AuditRecord record = lastRecord(*store);
        QCOMPARE(record.action, AuditAction::MetadataRefreshed);
        QCOMPARE(record.actor, QStringLiteral("metadata-refresh"));
        QCOMPARE(record.target, QString::number(expected.version));
        QCOMPARE(record.before, (QJsonObject{{QStringLiteral("certificates"), QJsonArray{oldKey().fingerprint()}}}));
        QCOMPARE(record.after, (QJsonObject{{QStringLiteral("certificates"), QJsonArray{newKey().fingerprint()}}}));
    }

    void appliesNothingToWhatWasSavedMeanwhile()
    {
        save(*store, provider());
        const auto turn = claim(RefreshOccasion::Daily);
        IdentityProvider other = provider();
        other.metadata.singleSignOn.setPath(QStringLiteral("/by/hand"));
        const IdentityConfiguration saved = save(*store, other);
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(store->providerRefresh().conclude(*turn, concluded(*fixture, RefreshDecision::Apply, newKey())),
                      ErrorCode::ConfigurationOutdated);
        QCOMPARE(must(store->configurations().load()), saved);
        QCOMPARE(recordCount(*store), records);
    }

    void appliesNothingThatCouldNotBeSaved()
    {
        const IdentityConfiguration saved = save(*store, provider());
        const auto turn = claim(RefreshOccasion::Daily);
        RefreshConclusion conclusion = concluded(*fixture, RefreshDecision::Apply, newKey());
        conclusion.fetched.signingCertificates.clear();
        COMPARE_ERROR(store->providerRefresh().conclude(*turn, conclusion), ErrorCode::MetadataNoCertificate);
        QCOMPARE(must(store->configurations().load()), saved);
    }

    void keepsAProposalUntilItIsSavedOrTakenBack()
    {
        const IdentityConfiguration saved = save(*store, provider());
        const MetadataProposal proposal = propose(newKey());
        QCOMPARE(must(store->providerRefresh().status()).proposal, std::optional(proposal));
        QCOMPARE(must(store->configurations().load()), saved);
        const AuditRecord record = lastRecord(*store);
        QCOMPARE(record.action, AuditAction::MetadataChangeProposed);
        QCOMPARE(record.after, (QJsonObject{{QStringLiteral("certificates"), QJsonArray{newKey().fingerprint()}}}));

        // The same again is no news.
        fixture->clock.advance(24h);
        const qint64 records = recordCount(*store);
        must(
            store->providerRefresh().conclude(*claim(RefreshOccasion::Daily), concluded(*fixture, RefreshDecision::Ask, newKey())));
        QCOMPARE(must(store->providerRefresh().status()).proposal, std::optional(proposal));
        QCOMPARE(recordCount(*store), records);

        fixture->clock.advance(24h);
        must(store->providerRefresh().conclude(*claim(RefreshOccasion::Daily),
                                               concluded(*fixture, RefreshDecision::Nothing, oldKey())));
        QVERIFY(!must(store->providerRefresh().status()).proposal);

        const MetadataProposal again = propose(newKey());
        save(*store, again.provider);
        QVERIFY(!must(store->providerRefresh().status()).proposal);
    }

    void aDismissedProposalIsNotMadeAgain()
    {
        save(*store, provider());
        const MetadataProposal proposal = propose(newKey());
        must(store->providerRefresh().dismiss(anOperator(), proposal, fixture->clock.now()));
        QVERIFY(!must(store->providerRefresh().status()).proposal);
        const AuditRecord record = lastRecord(*store);
        QCOMPARE(record.action, AuditAction::MetadataChangeDismissed);
        QCOMPARE(record.actor, anOperator().name);
        COMPARE_ERROR(store->providerRefresh().dismiss(anOperator(), proposal, fixture->clock.now()), ErrorCode::NotFound);

        propose(newKey());
        QVERIFY(!must(store->providerRefresh().status()).proposal);
        propose(serviceProviderSigner().certificate);
        QVERIFY(must(store->providerRefresh().status()).proposal.has_value());
    }

    void dismissingNeedsThePermission()
    {
        const User somebody = provisioned(*store, QStringLiteral("sam"), *fixture);
        save(*store, provider());
        const MetadataProposal proposal = propose(newKey());
        COMPARE_ERROR(store->providerRefresh().dismiss(actorOf(somebody), proposal, fixture->clock.now()), ErrorCode::Forbidden);
        QVERIFY(must(store->providerRefresh().status()).proposal.has_value());
    }

    void aProposalOfAnotherAddressSaysNothing()
    {
        save(*store, provider());
        propose(newKey());
        save(*store, provider({MetadataSource::Kind::File, QStringLiteral("metadata.xml")}));
        QVERIFY(!must(store->providerRefresh().status()).proposal);
        save(*store, std::nullopt);
        QVERIFY(!must(store->providerRefresh().status()).proposal);
    }

private:
    [[nodiscard]] std::optional<RefreshClaim> claim(RefreshOccasion occasion)
    {
        return must(store->providerRefresh().claim(occasion, fixture->clock.now()));
    }

    /// A day later the provider has \p key.
    MetadataProposal propose(const Certificate &key)
    {
        fixture->clock.advance(24h);
        const RefreshConclusion conclusion = concluded(*fixture, RefreshDecision::Ask, key);
        must(store->providerRefresh().conclude(*claim(RefreshOccasion::Daily), conclusion));
        IdentityProvider proposed = provider();
        proposed.metadata = conclusion.fetched;
        return {proposed, conclusion.at};
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestSqlProviderRefreshStore)
#include "test_sql_provider_refresh_store.moc"
