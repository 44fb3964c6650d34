// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/relative_time.h"

#include <QTest>

using namespace usher;
using namespace std::chrono_literals;

class TestRelativeTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowFarAway_data()
    {
        QTest::addColumn<qint64>("secondsAgo");
        QTest::addColumn<QString>("text");
        const auto row = [](std::chrono::seconds ago, const char *text) {
            QTest::newRow(text) << qint64(ago.count()) << QString::fromLatin1(text);
        };
        row(0s, "just now");
        row(59s, "just now");
        row(60s, "1 minute ago");
        row(5min + 30s, "5 minutes ago");
        row(60min, "1 hour ago");
        row(23h + 59min, "23 hours ago");
        row(24h, "1 day ago");
        row(6 * 24h, "6 days ago");
        row(61 * 24h, "2 months ago");
        row(366 * 24h, "23 Nov 2025");
        row(-30s, "in a minute");
        row(-10min, "in 10 minutes");
        row(-90min, "in 1 hour");
        row(-30h, "in 1 day");
        row(-30 * 24h, "in 30 days");
        row(-200 * 24h, "in 6 months");
        row(-3 * 366 * 24h, "26 Nov 2029");
    }

    void saysHowFarAway()
    {
        QFETCH(qint64, secondsAgo);
        QFETCH(QString, text);
        const TimePoint now = parseDateTime(u"2026-11-24T17:00:00Z").value();
        QCOMPARE(relativeTime(now - std::chrono::seconds(secondsAgo), now), text);
    }

    void exactTimeNamesSecondAndZone()
    {
        const QString text = exactTime(parseDateTime(u"2026-11-24T17:06:36Z").value());
        QCOMPARE(text, QStringLiteral("24 Nov 2026 17:06:36 UTC")); // tests run in UTC
    }
};

QTEST_APPLESS_MAIN(TestRelativeTime)
#include "test_relative_time.moc"
