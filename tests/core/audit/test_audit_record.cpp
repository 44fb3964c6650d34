// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_record.h"

#include <QTest>

#include <set>

using namespace usher;

class TestAuditRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActionReadsBack()
    {
        std::set<QString> texts;
        const int last = int(AuditAction::RecoveryPassphraseSet);
        for (int value = 0; value <= last; ++value) {
            const auto action = AuditAction(value);
            QVERIFY(auditActionFromText(toText(action)) == action);
            texts.insert(toText(action));
        }
        QCOMPARE(int(texts.size()), last + 1);
    }

    void keepsTheNamesThatAreStored()
    {
        QCOMPARE(toText(AuditAction::UserProvisioned), QStringLiteral("user.provisioned"));
        QCOMPARE(toText(AuditAction::SignInRefused), QStringLiteral("sign-in.refused"));
    }

    void unknownActionsAreNothing()
    {
        QVERIFY(!auditActionFromText(u"user.removed"));
        QVERIFY(!auditActionFromText(u""));
    }
};

QTEST_APPLESS_MAIN(TestAuditRecord)
#include "test_audit_record.moc"
