// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/local_owner.h"

#include "core/crypto/password_hash.h"
#include "core/store/connection.h"
#include "core/store/store.h"
#include "tests/kit/manual_clock.h"
#include "tests/kit/seeded_random.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;

namespace {

SecretBytes secret(const char *text)
{
    return SecretBytes(QByteArrayView(text));
}

Actor anOperator()
{
    return Actor::operatorNamed(QStringLiteral("ana"));
}

} // namespace

class TestLocalOwner : public QObject
{
    Q_OBJECT

    test::ManualClock m_clock{*parseDateTime(u"2026-11-24T09:00:00Z")};
    test::SeededRandom m_random;
    QTemporaryDir m_folder;
    StoreAddress m_address;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<LocalOwner> m_owner;

    std::vector<AuditRecord> records() { return m_store->audit().records(0, 100).value(); }

private Q_SLOTS:
    void init()
    {
        const QString name = QString::fromLatin1(QTest::currentTestFunction());
        const QString row = QString::fromLatin1(QTest::currentDataTag()).remove(u' ');
        m_address = StoreAddress{m_folder.filePath(name + row + QStringLiteral(".db"))};
        auto store = Store::open(m_address, DirectoryKind::Real, WhenMissing::Create, m_clock, m_random);
        QVERIFY(store.has_value());
        m_store = *std::move(store);
        m_owner = std::make_unique<LocalOwner>(m_store->localOwners(), m_store->directory(), m_clock, m_random);
    }

    void cleanup()
    {
        m_owner.reset();
        m_store.reset();
    }

    void theFirstStartMakesAnOwner()
    {
        QVERIFY(m_owner->needsFirstStart().value());
        const auto session = m_owner->create(QStringLiteral("Break glass"), secret("correct horse battery"));
        QVERIFY(session.has_value());
        QCOMPARE(session->user.profile.bestName(), QStringLiteral("Break glass"));
        QCOMPARE(session->user.origin, Origin::Manual);
        QCOMPARE(session->actor.person, session->user.id);
        QCOMPARE(session->startedAt, m_clock.now());
        for (const Permission permission : allPermissions())
            QVERIFY(session->access.has(permission));
        QVERIFY(!m_owner->needsFirstStart().value());
        QCOMPARE(records().front().action, AuditAction::LocalOwnerCreated);
    }

    void theFirstStartHappensOnce()
    {
        QVERIFY(m_owner->create(QStringLiteral("owner"), secret("correct horse battery")).has_value());
        const auto again = m_owner->create(QStringLiteral("other"), secret("correct horse battery"));
        QCOMPARE(again.error().code, ErrorCode::LocalOwnerExists);
        QCOMPARE(m_store->directory().counts(anOperator())->all, 1);
    }

    void refusesAnEmptyName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("blank") << QStringLiteral(" \t\u00a0");
    }

    void refusesAnEmptyName()
    {
        QFETCH(QString, name);
        const auto session = m_owner->create(name, secret("correct horse battery"));
        QVERIFY(!session.has_value());
        QCOMPARE(session.error(), (Error{ErrorCode::ConfigurationInvalid, QStringLiteral("name")}));
        QVERIFY(m_owner->needsFirstStart().value());
    }

    void countsThePasswordInCharacters_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("longEnough");
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("eleven letters") << QByteArray("abcdefghijk") << false;
        QTest::newRow("twelve letters") << QByteArray("abcdefghijkl") << true;
        QTest::newRow("eleven umlauts in 22 bytes") << QByteArray("üüüüüüüüüüü") << false;
        QTest::newRow("twelve umlauts") << QByteArray("üüüüüüüüüüüü") << true;
    }

    void countsThePasswordInCharacters()
    {
        QFETCH(QByteArray, password);
        QFETCH(bool, longEnough);
        const auto session = m_owner->create(QStringLiteral("owner"), SecretBytes(password));
        QCOMPARE(session.has_value(), longEnough);
        if (!longEnough)
            QCOMPARE(session.error(), (Error{ErrorCode::PasswordTooShort, QString::number(minimumPasswordLength)}));
        QCOMPARE(!m_owner->needsFirstStart().value(), longEnough);
    }

    void signsInWithoutEntra()
    {
        const auto created = m_owner->create(QStringLiteral("  José "), secret("correct horse battery"));
        QVERIFY(created.has_value());
        m_clock.advance(std::chrono::hours(1));
        // however the name was typed: white space around it, a composed letter or two
        for (const QString &name : {QStringLiteral("José"), QStringLiteral(" Jose\u0301\n")}) {
            const auto session = m_owner->signIn(name, secret("correct horse battery"));
            QVERIFY(session.has_value());
            QCOMPARE(session->user.id, created->user.id);
            QCOMPARE(*session->user.lastSignIn, m_clock.now());
            QVERIFY(session->access.has(Permission::IdentityManage));
        }
        QCOMPARE(records().front().action, AuditAction::LocalOwnerSignedIn);
    }

    void refusesAWrongPasswordOrNameInTheSameWords()
    {
        const QString owner = QStringLiteral("owner");
        const SecretBytes password = secret("correct horse battery");
        QVERIFY(m_owner->create(owner, password).has_value());
        const auto refusal = [&](const QString &name, const SecretBytes &attempt) {
            return m_owner->signIn(name, attempt).error();
        };
        QCOMPARE(refusal(owner, secret("correct horse batterx")), Error{ErrorCode::WrongPassword});
        QCOMPARE(refusal(owner, {}), Error{ErrorCode::WrongPassword});
        QCOMPARE(refusal(QStringLiteral("root"), password), Error{ErrorCode::WrongPassword});
        QCOMPARE(refusal({}, password), Error{ErrorCode::WrongPassword});
    }

    void anUnknownNameCostsTheWorkOfAKnownOne()
    {
        QVERIFY(m_owner->create(QStringLiteral("owner"), secret("correct horse battery")).has_value());
        const auto work = [&](const QString &name) {
            QElapsedTimer timer;
            timer.start();
            [[maybe_unused]] const auto session = m_owner->signIn(name, secret("not the password"));
            return timer.nsecsElapsed();
        };
        const qint64 known = work(QStringLiteral("owner"));
        const qint64 unknown = work(QStringLiteral("nobody"));
        // Without the work an unknown name answers a thousand times faster; a busy machine does not blur that.
        QVERIFY2(unknown > known / 20, qPrintable(QStringLiteral("%1 against %2 ns").arg(unknown).arg(known)));
    }

    void aDisabledOwnerIsToldSoOnlyWithTheRightPassword()
    {
        const auto created = m_owner->create(QStringLiteral("owner"), secret("correct horse battery"));
        QVERIFY(created.has_value());
        // somebody else must be an owner with a local account before this one can go
        const auto second = secondOwner();
        QVERIFY2(second.has_value(), second ? "" : qPrintable(second.error().detail));
        QVERIFY(m_store->directory().setStatus(anOperator(), created->user.id, UserStatus::Disabled).has_value());

        QCOMPARE(m_owner->signIn(QStringLiteral("owner"), secret("not the password")).error().code, ErrorCode::WrongPassword);
        QCOMPARE(m_owner->signIn(QStringLiteral("owner"), secret("correct horse battery")).error().code, ErrorCode::UserDisabled);
    }

private:
    /// Provisioned as by a sign-in, then made an owner, with a local account that nothing in the program gives.
    Result<void> secondOwner()
    {
        ProvisioningPlan plan;
        plan.outcome = ProvisioningPlan::Outcome::Create;
        plan.key = IdentityKey{IdentityKey::Kind::PersistentNameId, QStringLiteral("urn:idp"), QStringLiteral("ana")};
        USHER_TRY(const Pool pool, m_store->provisioning().defaultPool({}));
        plan.pool = pool.id;
        plan.role = roles::user;
        plan.configurationVersion = -1;
        const Consumption consumption{
            {}, EntityId(QStringLiteral("urn:idp")), QStringLiteral("_1"), m_clock.now() + std::chrono::hours(1)};
        USHER_TRY(const auto receipt, m_store->provisioning().commit(Actor::provisioner(), plan, consumption, m_clock.now()));
        USHER_TRY(const auto raw, Connection::open(m_address.path));
        USHER_TRY(
            raw->run("INSERT INTO local_credential (account_id, name, name_folded, password_hash) VALUES (?, 'ana', 'ana', '')",
                     {receipt.user.id}));
        return m_store->directory().grantRole(anOperator(), receipt.user.id, roles::owner);
    }
};

QTEST_GUILESS_MAIN(TestLocalOwner)
#include "test_local_owner.moc"
