// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/vault_fixture.h"

#include "core/crypto/signature.h"

#include <QFile>

using namespace usher;
using namespace usher::test;

class TestSqlServiceProviderKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDirectoryBeginsWithoutOne()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        QVERIFY(must(store->serviceProviderKeys().certificates()).empty());
        QVERIFY(must(store->serviceProviderKeys().keys()).empty());
    }

    void makesAKeyThatFitsItsCertificate()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        const Certificate certificate = must(store->serviceProviderKeys().make(anOperator()));

        QCOMPARE(certificate.keyBits(), 3072);
        QVERIFY(certificate.notBefore() <= fixture.clock.now());
        QVERIFY(certificate.notAfter() >= fixture.clock.now() + std::chrono::years(10) - std::chrono::days(1));
        const std::vector<KeyPair> keys = must(store->serviceProviderKeys().keys());
        QCOMPARE(keys.size(), size_t(1));
        QVERIFY(keys.front().certificate == certificate);
        const QByteArray signature = must(signOctets("octets", keys.front().key));
        QVERIFY(checkSignature("octets", signature, certificate, SignatureDigest::Sha256) == SignatureMatch::Matches);
    }

    void theNewestComesFirst()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        const Certificate first = must(store->serviceProviderKeys().make(anOperator()));
        const Certificate second = must(store->serviceProviderKeys().make(anOperator()));
        const std::vector<Certificate> expected{second, first};
        QVERIFY(must(store->serviceProviderKeys().certificates()) == expected);
        const std::vector<KeyPair> keys = must(store->serviceProviderKeys().keys());
        QVERIFY(keys[0].certificate == second && keys[1].certificate == first);
        QVERIFY(keys[0].key.pkcs8() != keys[1].key.pkcs8());
    }

    void anotherProcessOfTheSameMachineReadsThem()
    {
        StoreFixture fixture;
        Machine machine;
        const Certificate made = must(machine.open(fixture)->serviceProviderKeys().make(anOperator()));
        const auto again = machine.open(fixture);
        QVERIFY(must(again->serviceProviderKeys().keys()).front().certificate == made);
    }

    void whatIsMadeAndRemovedIsAudited()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        const User olga = owner(*store, fixture);
        const Certificate certificate = must(store->serviceProviderKeys().make(actorOf(olga)));
        AuditRecord record = lastRecord(*store);
        QCOMPARE(record.action, AuditAction::ServiceProviderKeyMade);
        QCOMPARE(record.actor, actorOf(olga).name);
        QCOMPARE(record.target, certificate.fingerprint());

        VERIFY_OK(store->serviceProviderKeys().remove(actorOf(olga), certificate));
        record = lastRecord(*store);
        QCOMPARE(record.action, AuditAction::ServiceProviderKeyRemoved);
        QCOMPARE(record.target, certificate.fingerprint());
        QVERIFY(must(store->serviceProviderKeys().certificates()).empty());
        COMPARE_ERROR(store->serviceProviderKeys().remove(actorOf(olga), certificate), ErrorCode::NotFound);
    }

    void onlyWhoManagesIdentityMakesAndRemoves()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        owner(*store, fixture);
        const User ana = provisioned(*store, QStringLiteral("Ana"), fixture);
        VERIFY_OK(store->directory().grantRole(anOperator(), ana.id, roles::administrator));
        const Certificate certificate = must(store->serviceProviderKeys().make(anOperator()));

        COMPARE_ERROR(store->serviceProviderKeys().make(actorOf(ana)), ErrorCode::Forbidden);
        COMPARE_ERROR(store->serviceProviderKeys().remove(actorOf(ana), certificate), ErrorCode::Forbidden);
        COMPARE_ERROR(store->serviceProviderKeys().make(Actor::setup()), ErrorCode::Forbidden);
        QCOMPARE(must(store->serviceProviderKeys().certificates()).size(), size_t(1));
    }

    void withoutAWayToTheDirectoryKeyOnlyCertificatesAreRead()
    {
        StoreFixture fixture;
        Machine machine;
        const Certificate made = must(machine.open(fixture)->serviceProviderKeys().make(anOperator()));
        const auto stranger = fixture.open();
        QVERIFY(must(stranger->serviceProviderKeys().certificates()).front() == made);
        COMPARE_ERROR(stranger->serviceProviderKeys().keys(), ErrorCode::PortalNotEnrolled);
        COMPARE_ERROR(stranger->serviceProviderKeys().make(anOperator()), ErrorCode::PortalNotEnrolled);
    }

    void aKeyInAnotherRowsPlaceDoesNotOpen()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        must(store->serviceProviderKeys().make(anOperator()));
        must(store->serviceProviderKeys().make(anOperator()));
        must(fixture.raw()->run("UPDATE service_provider_key SET sealed_key = (SELECT sealed_key FROM service_provider_key WHERE "
                                "sequence = 1) WHERE sequence = 2"));
        COMPARE_ERROR(store->serviceProviderKeys().keys(), ErrorCode::SecretUnreadable);
    }

    void aDamagedRowIsAnError_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("seal cut off") << QByteArray("sealed_key = 'AAAA'") << ErrorCode::SecretUnreadable;
        QTest::newRow("seal no base64") << QByteArray("sealed_key = '!'") << ErrorCode::StoreCorrupt;
        QTest::newRow("no certificate") << QByteArray("certificate = 'AAAA'") << ErrorCode::StoreCorrupt;
    }
    void aDamagedRowIsAnError()
    {
        QFETCH(QByteArray, change);
        QFETCH(ErrorCode, code);
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        must(store->serviceProviderKeys().make(anOperator()));
        must(fixture.raw()->run("UPDATE service_provider_key SET " + change));
        COMPARE_ERROR(store->serviceProviderKeys().keys(), code);
    }

    /// Whoever finds the file finds no key in it, however they look.
    void theFileHoldsNoPrivateKey()
    {
        StoreFixture fixture;
        Machine machine;
        QByteArray pkcs8;
        {
            const auto store = machine.open(fixture);
            must(store->serviceProviderKeys().make(anOperator()));
            pkcs8 = must(store->serviceProviderKeys().keys()).front().key.pkcs8().toByteArray();
        }
        QByteArray found;
        for (const char *suffix : {"", "-wal"}) {
            QFile file(fixture.address.path + QLatin1String(suffix));
            if (file.open(QIODevice::ReadOnly))
                found += file.readAll();
        }
        QVERIFY(found.contains("service-provider-key.made")); // it is the right file
        // The middle of the key, where its secret numbers are, at each of base64's three alignments.
        for (qsizetype at = 600; at < 603; ++at) {
            const QByteArray part = pkcs8.mid(at, 48);
            QVERIFY(!found.contains(part));
            QVERIFY(!found.contains(part.toBase64()));
            QVERIFY(!found.contains(part.toHex()));
        }
    }
};

QTEST_GUILESS_MAIN(TestSqlServiceProviderKeys)
#include "test_sql_service_provider_keys.moc"
