// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/audit_trail.h"
#include "tests/core/store/store_fixture.h"

#include <array>

using namespace usher;
using namespace usher::test;

class TestSqlAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture = std::make_unique<StoreFixture>();
        store = fixture->open();
        provisioned(*store, QStringLiteral("amira"), *fixture);
        provisioned(*store, QStringLiteral("bruno"), *fixture);
    }

    void cleanup()
    {
        store.reset();
        fixture.reset();
    }

    void readsTheNewestFirst()
    {
        QCOMPARE(sequences(0, 10), (QList<qint64>{3, 2, 1}));
        QCOMPARE(sequences(0, 2), (QList<qint64>{3, 2}));
        QCOMPARE(sequences(2, 10), (QList<qint64>{1}));
        QCOMPARE(sequences(1, 10), QList<qint64>());
        QCOMPARE(sequences(0, 0), QList<qint64>());
        QCOMPARE(sequences(0, -1), QList<qint64>());
    }

    void keepsEveryMemberOfARecord()
    {
        const AuditRecord written{.at = fixture->clock.now(),
                                  .actor = QStringLiteral("operator:änne"),
                                  .action = AuditAction::UserEnabled,
                                  .target = QStringLiteral("target"),
                                  .before = {{QStringLiteral("status"), QStringLiteral("disabled")}},
                                  .after = {{QStringLiteral("status"), QStringLiteral("active")}}};
        must(append(*fixture->raw(), written));
        AuditRecord expected = written;
        expected.sequence = 4;
        QVERIFY(lastRecord(*store) == expected);
    }

    void writesEveryActionAsItReadsIt()
    {
        for (const AuditAction action :
             {AuditAction::DirectoryCreated, AuditAction::LocalOwnerCreated, AuditAction::LocalOwnerSignedIn,
              AuditAction::UserProvisioned, AuditAction::UserUpdated, AuditAction::UserSignedIn, AuditAction::SignInRefused,
              AuditAction::RoleGranted, AuditAction::RoleRevoked, AuditAction::UserDisabled, AuditAction::UserEnabled,
              AuditAction::IdentityConfigurationSaved}) {
            must(append(*fixture->raw(),
                        {.at = fixture->clock.now(), .actor = {}, .action = action, .target = {}, .before = {}, .after = {}}));
            QVERIFY(lastRecord(*store).action == action);
        }
    }

    void recordsAreNeverChangedOrDeleted_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("update one") << QByteArray("UPDATE audit_record SET actor = 'me' WHERE sequence = 2");
        QTest::newRow("update all") << QByteArray("UPDATE audit_record SET at = 0");
        QTest::newRow("delete the last") << QByteArray("DELETE FROM audit_record WHERE sequence = 3");
        QTest::newRow("delete all") << QByteArray("DELETE FROM audit_record");
        const QByteArray values = "'me', 'user.updated', '', '{}', '{}')";
        const QByteArray columns = "audit_record (sequence, at, actor, action, target, before_change, after_change) VALUES (";
        const QByteArray withRowid =
            "audit_record (rowid, sequence, at, actor, action, target, before_change, after_change) VALUES (";
        QTest::newRow("replace") << "INSERT OR REPLACE INTO " + columns + "2, 0, " + values;
        QTest::newRow("replace by rowid") << "INSERT OR REPLACE INTO " + withRowid + "2, 4, 0, " + values;
        QTest::newRow("update where it conflicts")
            << "INSERT INTO " + columns + "2, 0, " + values + " ON CONFLICT (sequence) DO UPDATE SET actor = 'me'";
        QTest::newRow("leave a gap") << "INSERT INTO " + columns + "5, 0, " + values;
        QTest::newRow("before the first") << "INSERT INTO " + columns + "0, 0, " + values;
    }

    void recordsAreNeverChangedOrDeleted()
    {
        QFETCH(const QByteArray, sql);
        const auto before = must(store->audit().records(0, 100));
        const auto result = fixture->raw()->run(sql);
        COMPARE_ERROR(result, ErrorCode::StoreFailure);
        QVERIFY2(result.error().detail.contains(QStringLiteral("audit records")), qPrintable(result.error().detail));
        QVERIFY(must(store->audit().records(0, 100)) == before);
    }

    void saysThatItIsDamagedWhereARecordIsUnreadable()
    {
        must(fixture->raw()->run("INSERT INTO audit_record VALUES (4, 0, '', 'no.such.action', '', '{}', '{}')"));
        COMPARE_ERROR(store->audit().records(0, 1), ErrorCode::StoreCorrupt);
        VERIFY_OK(store->audit().records(4, 10));
    }

private:
    [[nodiscard]] QList<qint64> sequences(qint64 before, int limit)
    {
        QList<qint64> found;
        for (const AuditRecord &record : must(store->audit().records(before, limit)))
            found.append(record.sequence);
        return found;
    }

    std::unique_ptr<StoreFixture> fixture;
    std::unique_ptr<Store> store;
};

QTEST_GUILESS_MAIN(TestSqlAuditLog)
#include "test_sql_audit_log.moc"
