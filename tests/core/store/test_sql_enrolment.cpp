// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/vault_fixture.h"

#include <QFile>

using namespace usher;
using namespace usher::test;

/// Two data folders are two machines; one file, or a copy of it, is the directory that they open.
class TestSqlEnrolment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoOpensANewDirectoryIsEnrolled()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        const EnrolmentStatus status = must(store->enrolment().status());
        QCOMPARE(status.portals.size(), size_t(1));
        QVERIFY(status.thisPortal == status.portals.front().id);
        QVERIFY(status.keyPlace == KeyPlace::File);
        QCOMPARE(status.keyFile, machine.keeper.path());
        QVERIFY(!status.recovery);
        VERIFY_OK(store->enrolment().check());
        const AuditRecord record = lastRecord(*store);
        QCOMPARE(record.action, AuditAction::PortalEnrolled);
        QCOMPARE(record.actor, Actor::setup().name);
    }

    void anOlderDirectoryGetsItsKeyAtItsFirstOpening()
    {
        StoreFixture fixture;
        (void)fixture.open(); // without a keeper, so without a key
        Machine machine;
        VERIFY_OK(machine.open(fixture)->enrolment().check());
    }

    void openingAgainChangesNothing()
    {
        StoreFixture fixture;
        Machine machine;
        const qint64 records = recordCount(*machine.open(fixture));
        const auto again = machine.open(fixture);
        QCOMPARE(recordCount(*again), records);
        VERIFY_OK(again->enrolment().check());
    }

    /// Everything works there but what needs a secret.
    void aSecondMachineIsAStrangerUntilItIsEnrolled()
    {
        StoreFixture fixture;
        Machine first;
        Machine second;
        const auto home = first.open(fixture);
        const Certificate certificate = must(home->serviceProviderKeys().make(anOperator()));
        const User olga = owner(*home, fixture);

        const auto store = second.open(fixture);
        COMPARE_ERROR(store->enrolment().check(), ErrorCode::PortalNotEnrolled);
        const EnrolmentStatus status = must(store->enrolment().status());
        QVERIFY(!status.thisPortal);
        QCOMPARE(status.portals.size(), size_t(1));
        QCOMPARE(status.serviceProviderKeys, 1);
        VERIFY_OK(store->directory().user(actorOf(olga), olga.id));
        VERIFY_OK(store->localOwners().recordSignIn(olga.id, fixture.clock.now()));
        QVERIFY(must(store->serviceProviderKeys().certificates()).front() == certificate);
        COMPARE_ERROR(store->serviceProviderKeys().keys(), ErrorCode::PortalNotEnrolled);
        COMPARE_ERROR(store->enrolment().setRecoveryPassphrase(actorOf(olga), passphrase()), ErrorCode::PortalNotEnrolled);
        COMPARE_ERROR(store->enrolment().enrol(actorOf(olga), passphrase()), ErrorCode::RecoveryNotSet);
    }

    void aSecondMachineEnrolsWithTheRecoveryPassphrase()
    {
        StoreFixture fixture;
        Machine first;
        Machine second;
        const auto home = first.open(fixture);
        const Certificate certificate = must(home->serviceProviderKeys().make(anOperator()));
        const User olga = owner(*home, fixture);
        VERIFY_OK(home->enrolment().setRecoveryPassphrase(actorOf(olga), passphrase()));

        auto store = second.open(fixture);
        COMPARE_ERROR(store->enrolment().enrol(actorOf(olga), passphrase("correct horse batteri")), ErrorCode::WrongPassphrase);
        VERIFY_OK(store->enrolment().enrol(actorOf(olga), passphrase()));
        QCOMPARE(lastRecord(*store).action, AuditAction::PortalEnrolled);
        QCOMPARE(lastRecord(*store).actor, actorOf(olga).name);
        QVERIFY(must(store->serviceProviderKeys().keys()).front().certificate == certificate);
        store = second.open(fixture); // and for good
        QVERIFY(must(store->serviceProviderKeys().keys()).front().certificate == certificate);
        QVERIFY(must(home->serviceProviderKeys().keys()).front().certificate == certificate); // the first goes on
        QCOMPARE(must(store->enrolment().status()).portals.size(), size_t(2));
        // What the second makes, the first reads.
        const Certificate another = must(store->serviceProviderKeys().make(anOperator()));
        QVERIFY(must(home->serviceProviderKeys().keys()).front().certificate == another);
    }

    void aBackupIsRestoredOnANewMachine()
    {
        StoreFixture fixture;
        const Certificate certificate = [&] {
            Machine lost; // with all that was on it, at the end of this scope
            const auto store = lost.open(fixture);
            must(store->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
            return must(store->serviceProviderKeys().make(anOperator()));
        }();
        StoreFixture restored;
        QVERIFY(QFile::copy(fixture.address.path, restored.address.path));

        Machine machine;
        const auto store = machine.open(restored);
        COMPARE_ERROR(store->serviceProviderKeys().keys(), ErrorCode::PortalNotEnrolled);
        VERIFY_OK(store->enrolment().enrol(anOperator(), passphrase()));
        QVERIFY(must(store->serviceProviderKeys().keys()).front().certificate == certificate);
    }

    void aMachineThatLostItsKeyEnrolsAgainInItsOwnPlace()
    {
        StoreFixture fixture;
        Machine machine;
        const Certificate certificate = [&] {
            const auto store = machine.open(fixture);
            must(store->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
            return must(store->serviceProviderKeys().make(anOperator()));
        }();
        machine.keepOnlyChoiceOfKeychain(); // and the keychain is gone

        const auto store = machine.open(fixture);
        COMPARE_ERROR(store->enrolment().check(), ErrorCode::KeychainUnavailable);
        QVERIFY(must(store->enrolment().status()).keyPlace == KeyPlace::Keychain); // nothing was moved by itself
        VERIFY_OK(store->enrolment().enrol(anOperator(), passphrase()));
        const EnrolmentStatus status = must(store->enrolment().status());
        QCOMPARE(status.portals.size(), size_t(1)); // the lost key's row went
        QVERIFY(status.thisPortal && status.keyPlace == KeyPlace::File);
        QVERIFY(must(machine.open(fixture)->serviceProviderKeys().keys()).front().certificate == certificate);
    }

    void aDamagedKeyFileIsWrittenOver()
    {
        StoreFixture fixture;
        Machine machine;
        VERIFY_OK(machine.open(fixture)->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        machine.write("neither");
        const auto store = machine.open(fixture);
        COMPARE_ERROR(store->enrolment().check(), ErrorCode::KeyUnreadable);
        VERIFY_OK(store->enrolment().enrol(anOperator(), passphrase()));
        VERIFY_OK(machine.open(fixture)->enrolment().check());
    }

    void onlyTheLastPassphraseCounts()
    {
        StoreFixture fixture;
        Machine first;
        Machine second;
        const auto home = first.open(fixture);
        VERIFY_OK(home->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        fixture.clock.advance(std::chrono::hours(1));
        VERIFY_OK(home->enrolment().setRecoveryPassphrase(anOperator(), passphrase("another one altogether")));
        const EnrolmentStatus status = must(home->enrolment().status());
        QVERIFY(status.recovery && status.recovery->setAt == fixture.clock.now());
        QCOMPARE(status.recovery->setBy, anOperator().name);
        QCOMPARE(lastRecord(*home).action, AuditAction::RecoveryPassphraseSet);

        const auto store = second.open(fixture);
        COMPARE_ERROR(store->enrolment().enrol(anOperator(), passphrase()), ErrorCode::WrongPassphrase);
        VERIFY_OK(store->enrolment().enrol(anOperator(), passphrase("another one altogether")));
    }

    void aShortPassphraseIsRefused()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        COMPARE_ERROR(store->enrolment().setRecoveryPassphrase(anOperator(), passphrase("eleven char")),
                      ErrorCode::PasswordTooShort);
        QVERIFY(!must(store->enrolment().status()).recovery);
    }

    void onlyOwnersSetThePassphrase()
    {
        StoreFixture fixture;
        Machine machine;
        const auto store = machine.open(fixture);
        const User olga = owner(*store, fixture);
        const User ana = provisioned(*store, QStringLiteral("Ana"), fixture);
        VERIFY_OK(store->directory().grantRole(anOperator(), ana.id, roles::administrator));
        for (const Actor &actor : {actorOf(ana), Actor::setup(), Actor::provisioner()}) {
            COMPARE_ERROR(store->enrolment().setRecoveryPassphrase(actor, passphrase()), ErrorCode::Forbidden);
            COMPARE_ERROR(store->enrolment().enrol(actor, passphrase()), ErrorCode::Forbidden);
            COMPARE_ERROR(store->enrolment().remove(actor, PortalId(QStringLiteral("any"))), ErrorCode::Forbidden);
        }
        VERIFY_OK(store->enrolment().setRecoveryPassphrase(actorOf(olga), passphrase()));
    }

    void aRemovedMachineIsAStrangerAgain()
    {
        StoreFixture fixture;
        Machine first;
        Machine second;
        const auto home = first.open(fixture);
        VERIFY_OK(home->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        VERIFY_OK(second.open(fixture)->enrolment().enrol(anOperator(), passphrase()));
        const EnrolmentStatus status = must(home->enrolment().status());
        const PortalId other = status.portals[0].id == status.thisPortal ? status.portals[1].id : status.portals[0].id;

        COMPARE_ERROR(home->enrolment().remove(anOperator(), *status.thisPortal), ErrorCode::NotFound);
        VERIFY_OK(home->enrolment().remove(anOperator(), other));
        QCOMPARE(lastRecord(*home).action, AuditAction::PortalRemoved);
        COMPARE_ERROR(home->enrolment().remove(anOperator(), other), ErrorCode::NotFound);
        COMPARE_ERROR(second.open(fixture)->enrolment().check(), ErrorCode::PortalNotEnrolled);
        VERIFY_OK(first.open(fixture)->enrolment().check());
    }

    /// A stranger that opens a directory with a key must never give it another.
    void noSecondKeyIsMadeWhereThereIsOne()
    {
        StoreFixture fixture;
        Machine first;
        Machine second;
        const auto home = first.open(fixture);
        VERIFY_OK(home->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
        must(fixture.raw()->run("DELETE FROM portal")); // the recovery passphrase is left, and enough
        COMPARE_ERROR(second.open(fixture)->enrolment().check(), ErrorCode::PortalNotEnrolled);
        VERIFY_OK(second.open(fixture)->enrolment().enrol(anOperator(), passphrase()));
    }

    void aMachineThatCantKeepAKeyOpensTheDirectoryAllTheSame()
    {
        StoreFixture fixture;
        Machine machine;
        machine.write("neither");
        const auto store = machine.open(fixture);
        QVERIFY(must(store->enrolment().status()).portals.empty());
        COMPARE_ERROR(store->serviceProviderKeys().make(anOperator()), ErrorCode::KeyUnreadable);
        QVERIFY(QFile::remove(machine.keeper.path()));
        VERIFY_OK(store->serviceProviderKeys().make(anOperator())); // at the next need
    }

    /// Neither key nor passphrase is in the file, nor in the log.
    void theFileHoldsNeitherKeyNorPassphrase()
    {
        StoreFixture fixture;
        Machine machine;
        QByteArray portalKey;
        {
            const auto store = machine.open(fixture);
            VERIFY_OK(store->enrolment().setRecoveryPassphrase(anOperator(), passphrase()));
            portalKey = must(machine.keeper.key()).privateHalf().toByteArray();
        }
        QFile file(fixture.address.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains("recovery-passphrase.set"));
        for (const QByteArray &secret : {portalKey, passphrase().view().toByteArray()}) {
            QVERIFY(!content.contains(secret));
            QVERIFY(!content.contains(secret.toBase64()));
            QVERIFY(!content.contains(secret.toHex()));
        }
    }
};

QTEST_GUILESS_MAIN(TestSqlEnrolment)
#include "test_sql_enrolment.moc"
