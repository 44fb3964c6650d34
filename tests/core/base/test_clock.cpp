// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QTest>

using namespace usher;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatSamlAllows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("milliseconds");
        QTest::newRow("UTC") << "2026-11-24T17:06:36Z" << qint64(1795539996000);
        QTest::newRow("fraction") << "2026-11-24T17:06:36.123Z" << qint64(1795539996123);
        QTest::newRow("short fraction") << "2026-11-24T17:06:36.5Z" << qint64(1795539996500);
        QTest::newRow("finer than milliseconds is cut off") << "2026-11-24T17:06:36.1239999Z" << qint64(1795539996123);
        QTest::newRow("east of Greenwich") << "2026-11-24T18:06:36+01:00" << qint64(1795539996000);
        QTest::newRow("west of Greenwich") << "2026-11-24T11:36:36-05:30" << qint64(1795539996000);
        QTest::newRow("offset of nothing") << "2026-11-24T17:06:36+00:00" << qint64(1795539996000);
        QTest::newRow("leap day") << "2028-02-29T00:00:00Z" << qint64(1835395200000);
        QTest::newRow("the first moment") << "1970-01-01T00:00:00Z" << qint64(0);
        QTest::newRow("the last second") << "9999-12-31T23:59:59Z" << qint64(253402300799000);
    }

    void readsWhatSamlAllows()
    {
        QFETCH(QString, text);
        QFETCH(qint64, milliseconds);
        const auto time = parseDateTime(text);
        QVERIFY(time.has_value());
        QCOMPARE(qint64(time->time_since_epoch().count()), milliseconds);
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "now",
                                 "2026-11-24",
                                 "2026-11-24T17:06:36",
                                 "2026-11-24 17:06:36Z",
                                 "2026-11-24T17:06Z",
                                 "2026-11-24T17:06:60Z",
                                 "2026-11-24T24:00:00Z",
                                 "2026-11-24T17:60:00Z",
                                 "2026-02-29T00:00:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-00-10T00:00:00Z",
                                 "2026-11-31T00:00:00Z",
                                 "99999-01-01T00:00:00Z",
                                 "-2026-01-01T00:00:00Z",
                                 "1969-12-31T23:59:59Z",
                                 "2026-11-24T17:06:36.Z",
                                 "2026-11-24T17:06:36+14:01",
                                 "2026-11-24T17:06:36+01:60",
                                 "2026-11-24T17:06:36+0100",
                                 "2026-11-24t17:06:36z",
                                 " 2026-11-24T17:06:36Z",
                                 "2026-11-24T17:06:36Z\n",
                                 "٢٠٢٦-11-24T17:06:36Z",
                                 "2026-11-24T17:06:36.000000000000000000000000000000000Z"})
            QTest::addRow("%s", text) << QString::fromUtf8(text);
    }

    void refusesEverythingElse()
    {
        QFETCH(QString, text);
        const auto time = parseDateTime(text);
        QVERIFY(!time.has_value());
        QCOMPARE(time.error().code, ErrorCode::TimeMalformed);
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"2026-11-24T17:06:36Z", "2026-11-24T17:06:36.123Z", "2026-01-02T03:04:05.007Z",
                                 "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
            QTest::addRow("%s", text) << QString::fromUtf8(text);
    }

    void writesWhatItReads()
    {
        QFETCH(QString, text);
        QCOMPARE(formatDateTime(*parseDateTime(text)), text);
    }

    void theMachinesClockMovesForward()
    {
        const SystemClock clock;
        const TimePoint before = clock.now();
        QVERIFY(before > *parseDateTime(u"2026-01-01T00:00:00Z"));
        QTRY_VERIFY(clock.now() > before);
    }
};

QTEST_APPLESS_MAIN(TestClock)
#include "test_clock.moc"
