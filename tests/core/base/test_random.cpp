// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/kit/seeded_random.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace usher;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesAsManyBytesAsAsked()
    {
        SystemRandom random;
        for (const int count : {0, 1, 3, 4, 5, 16, 33})
            QCOMPARE(random.bytes(count).size(), count);
    }

    void neverGivesTheSameTwice()
    {
        SystemRandom random;
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.bytes(16));
        QCOMPARE(seen.size(), 1000);
    }

    void makesVersion4Uuids()
    {
        SystemRandom random;
        static const QRegularExpression version4(
            QStringLiteral("\\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\z"));
        for (int i = 0; i < 100; ++i)
            QVERIFY(version4.match(random.uuid()).hasMatch());
    }

    void makesHexadecimalDigits()
    {
        SystemRandom random;
        static const QRegularExpression digits(QStringLiteral("\\A[0-9a-f]{40}\\z"));
        QVERIFY(digits.match(random.hex(20)).hasMatch());
    }

    void aSeededRunCanBeRepeated()
    {
        test::SeededRandom first(7);
        test::SeededRandom second(7);
        QCOMPARE(first.uuid(), second.uuid());
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "test_random.moc"
