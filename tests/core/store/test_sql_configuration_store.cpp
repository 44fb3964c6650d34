// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_fixture.h"

using namespace usher;
using namespace usher::test;

class TestSqlConfigurationStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        store = fixture->open();
        configuration = must(store->configurations().load());
    }

    void cleanup()
    {
        store.reset();
        fixture.reset();
    }

    void savesAndReadsBack()
    {
        configuration.method = ProvisioningMethod::SamlJit;
        configuration.serviceProvider = EntityId(QStringLiteral("https://usher.example/ünï"));
        configuration.mapping.fields.front().claims.append(QStringLiteral("urn:another"));
        configuration.defaultPool = PoolId(QStringLiteral("default"));
        const IdentityConfiguration saved = must(save(anOperator()));
        QCOMPARE(saved.version, 1);
        configuration.version = 1;
        QVERIFY(saved == configuration);
        QVERIFY(must(store->configurations().load()) == saved);
        QVERIFY(must(fixture->open()->configurations().load()) == saved);
    }

    void recordsWhatIsDifferent()
    {
        configuration.method = ProvisioningMethod::SamlJit;
        must(save(anOperator()));
        const AuditRecord record = lastRecord(*store);
        QVERIFY(record.action == AuditAction::IdentityConfigurationSaved);
        QCOMPARE(record.actor, QStringLiteral("operator:ana"));
        QCOMPARE(record.target, QStringLiteral("1"));
        QCOMPARE(record.before,
                 (QJsonObject{{QStringLiteral("method"), QStringLiteral("manual")}, {QStringLiteral("version"), 0}}));
        QCOMPARE(record.after,
                 (QJsonObject{{QStringLiteral("method"), QStringLiteral("saml-jit")}, {QStringLiteral("version"), 1}}));
    }

    void refusesWhatWasEditedFromAnOlderOne()
    {
        must(save(anOperator()));
        const qint64 records = recordCount(*store);
        configuration.method = ProvisioningMethod::SamlJit;
        COMPARE_ERROR(save(anOperator()), ErrorCode::ConfigurationOutdated);
        QCOMPARE(recordCount(*store), records);
        QVERIFY(must(store->configurations().load()).method == ProvisioningMethod::Manual);
    }

    void theFirstStartSavesUntilThereIsAnOwner()
    {
        configuration = must(save(Actor::setup()));
        owner(*store, *fixture);
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(save(Actor::setup()), ErrorCode::Forbidden);
        QCOMPARE(recordCount(*store), records);
    }

    void needsThePermission()
    {
        const User olga = owner(*store, *fixture);
        const User amira = provisioned(*store, QStringLiteral("amira"), *fixture);
        const qint64 records = recordCount(*store);
        COMPARE_ERROR(save(actorOf(amira)), ErrorCode::Forbidden);
        COMPARE_ERROR(save(Actor::provisioner()), ErrorCode::Forbidden);
        QCOMPARE(recordCount(*store), records);
        VERIFY_OK(save(actorOf(olga)));
    }

    void savesNothingThatCantWork_data()
    {
        QTest::addColumn<QString>("member");
        QTest::newRow("service provider") << QStringLiteral("serviceProvider");
        QTest::newRow("reply URL") << QStringLiteral("assertionConsumerService");
        QTest::newRow("a pool that is not there") << QStringLiteral("defaultPool");
        QTest::newRow("a role that is not there") << QStringLiteral("defaultRole");
        QTest::newRow("a role with permissions") << QStringLiteral("defaultRole");
    }

    void savesNothingThatCantWork()
    {
        QFETCH(const QString, member);
        const QByteArray row = QTest::currentDataTag();
        if (row == "service provider")
            configuration.serviceProvider = {};
        else if (row == "reply URL")
            configuration.assertionConsumerService = QUrl(QStringLiteral("http://example.com/acs"));
        else if (row == "a pool that is not there")
            configuration.defaultPool = PoolId(QStringLiteral("gone"));
        else if (row == "a role that is not there")
            configuration.defaultRole = RoleId(QStringLiteral("emperor"));
        else
            configuration.defaultRole = roles::owner;
        const auto saved = save(anOperator());
        COMPARE_ERROR(saved, ErrorCode::ConfigurationInvalid);
        QCOMPARE(saved.error().subject, member);
        QCOMPARE(must(store->configurations().load()).version, 0);
    }

    void saysThatItIsDamagedWhereItIsUnreadable()
    {
        must(fixture->raw()->run("UPDATE identity_configuration SET content = 'not json'"));
        COMPARE_ERROR(store->configurations().load(), ErrorCode::StoreCorrupt);
        must(fixture->raw()->run("DELETE FROM identity_configuration"));
        COMPARE_ERROR(store->configurations().load(), ErrorCode::StoreCorrupt);
    }

private:
    [[nodiscard]] Result<IdentityConfiguration> save(const Actor &actor)
    {
        return store->configurations().save(actor, configuration);
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
    IdentityConfiguration configuration;
};

QTEST_GUILESS_MAIN(TestSqlConfigurationStore)
#include "test_sql_configuration_store.moc"
