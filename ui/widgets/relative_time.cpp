// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace usher {

namespace {

using namespace std::chrono_literals;

struct RelativeTime
{
    Q_DECLARE_TR_FUNCTIONS(RelativeTime)
};

QDateTime local(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toLocalTime();
}

// One is written out, so that the source language reads well without a translation.
QString past(std::chrono::milliseconds ago)
{
    if (ago < 1min)
        return RelativeTime::tr("just now");
    if (ago < 2min)
        return RelativeTime::tr("1 minute ago");
    if (ago < 1h)
        return RelativeTime::tr("%n minutes ago", nullptr, int(ago / 1min));
    if (ago < 2h)
        return RelativeTime::tr("1 hour ago");
    if (ago < 24h)
        return RelativeTime::tr("%n hours ago", nullptr, int(ago / 1h));
    if (ago < 48h)
        return RelativeTime::tr("1 day ago");
    if (ago < 60 * 24h)
        return RelativeTime::tr("%n days ago", nullptr, int(ago / 24h));
    return RelativeTime::tr("%n months ago", nullptr, int(ago / (30 * 24h)));
}

QString future(std::chrono::milliseconds ahead)
{
    if (ahead < 2min)
        return RelativeTime::tr("in a minute");
    if (ahead < 1h)
        return RelativeTime::tr("in %n minutes", nullptr, int(ahead / 1min));
    if (ahead < 2h)
        return RelativeTime::tr("in 1 hour");
    if (ahead < 24h)
        return RelativeTime::tr("in %n hours", nullptr, int(ahead / 1h));
    if (ahead < 48h)
        return RelativeTime::tr("in 1 day");
    if (ahead < 60 * 24h)
        return RelativeTime::tr("in %n days", nullptr, int(ahead / 24h));
    return RelativeTime::tr("in %n months", nullptr, int(ahead / (30 * 24h)));
}

} // namespace

QString relativeTime(TimePoint time, TimePoint now)
{
    const std::chrono::milliseconds distance = now - time;
    if (std::chrono::abs(distance) >= 365 * 24h)
        return exactDate(time);
    return distance >= 0ms ? past(distance) : future(-distance);
}

QString exactTime(TimePoint time)
{
    const QDateTime moment = local(time);
    return QStringLiteral("%1 %2").arg(QLocale().toString(moment, QStringLiteral("d MMM yyyy HH:mm:ss")),
                                       moment.timeZoneAbbreviation());
}

QString exactDate(TimePoint time)
{
    return QLocale().toString(local(time), QStringLiteral("d MMM yyyy"));
}

} // namespace usher
