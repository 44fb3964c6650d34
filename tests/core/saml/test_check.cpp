// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/check_list.h"

#include <QTest>

using namespace usher;

class TestCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheClosedListOfTheCommandLine()
    {
        QStringList names;
        for (const CheckName name : allChecks())
            names += toText(name);
        QCOMPARE(names.join(u' '),
                 QStringLiteral("input parse shape version assertion-count reference algorithm signature encryption status issuer "
                                "tenant audience destination recipient subject-confirmation in-response-to not-before "
                                "not-on-or-after replay name-id attribute"));
    }

    void outcomesHaveNames()
    {
        QCOMPARE(toText(CheckOutcome::Passed), QStringLiteral("passed"));
        QCOMPARE(toText(CheckOutcome::Failed), QStringLiteral("failed"));
        QCOMPARE(toText(CheckOutcome::Warning), QStringLiteral("warning"));
        QCOMPARE(toText(CheckOutcome::Skipped), QStringLiteral("skipped"));
    }

    void aCheckThatWasNotMadeIsSkipped()
    {
        const std::vector<Check> checks = CheckList().inReportOrder();
        QCOMPARE(checks.size(), allChecks().size());
        for (std::size_t i = 0; i < checks.size(); ++i) {
            QCOMPARE(checks[i].name, allChecks()[i]);
            QCOMPARE(checks[i].outcome, CheckOutcome::Skipped);
        }
    }

    void theWorseOfTwoResultsStays_data()
    {
        QTest::addColumn<bool>("worseFirst");
        QTest::newRow("worse first") << true;
        QTest::newRow("worse last") << false;
    }

    void theWorseOfTwoResultsStays()
    {
        QFETCH(const bool, worseFirst);
        const std::vector<Check> byWorth{skipped(CheckName::Shape), passed(CheckName::Shape),
                                         warned(CheckName::Shape, ErrorCode::Internal),
                                         failed(CheckName::Shape, ErrorCode::Internal)};
        for (std::size_t i = 1; i < byWorth.size(); ++i) {
            CheckList list;
            list.add(worseFirst ? byWorth[i] : byWorth[i - 1]);
            list.add(worseFirst ? byWorth[i - 1] : byWorth[i]);
            QCOMPARE(list.inReportOrder()[std::size_t(CheckName::Shape)], byWorth[i]);
        }
    }

    void ofTwoFailuresTheFirstStays()
    {
        CheckList list;
        list.add(failed(CheckName::Shape, ErrorCode::XmlDuplicateId));
        list.add(failed(CheckName::Shape, ErrorCode::XmlForbiddenNode));
        QCOMPARE(list.inReportOrder()[std::size_t(CheckName::Shape)].fault, ErrorCode::XmlDuplicateId);
        QCOMPARE(list.failures(), 1);
        QVERIFY(list.hasFailed(CheckName::Shape));
        QVERIFY(!list.hasFailed(CheckName::Parse));
    }

    void aQuoteOfAHostileDocumentIsCut()
    {
        const Check check = failed(CheckName::Issuer, ErrorCode::IssuerMismatch, {.found = QString(1'000'000, u'x')});
        QVERIFY(check.found.size() <= 1025);
        QVERIFY(check.found.endsWith(QChar(0x2026)));
    }
};

QTEST_APPLESS_MAIN(TestCheck)
#include "test_check.moc"
