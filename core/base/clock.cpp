// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QRegularExpression>

namespace usher {

namespace {

using namespace std::chrono;

/// `Z` or `+hh:mm` up to 14:00 (XML Schema 1.1 part 2, 3.3.7.2).
std::optional<minutes> parseOffset(const QRegularExpressionMatch &match)
{
    if (!match.hasCaptured(u"sign"))
        return minutes(0);
    const hours hour(match.captured(u"offsetHour").toInt());
    const minutes minute(match.captured(u"offsetMinute").toInt());
    if (minute > 59min || hour + minute > 14h)
        return std::nullopt;
    const minutes offset = hour + minute;
    return match.capturedView(u"sign") == u'-' ? -offset : offset;
}

} // namespace

TimePoint SystemClock::now() const
{
    return floor<milliseconds>(system_clock::now());
}

Result<TimePoint> parseDateTime(QStringView text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\A(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
                       "T(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\\.(?<fraction>[0-9]{1,32}))?"
                       "(?:Z|(?<sign>[+-])(?<offsetHour>[0-9]{2}):(?<offsetMinute>[0-9]{2}))\\z"));
    const auto malformed = [&] { return fail(ErrorCode::TimeMalformed, text.left(64).toString()); };
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return malformed();

    const auto number = [&](QStringView group) { return match.captured(group).toInt(); };
    const year_month_day date(year(number(u"year")), month(unsigned(number(u"month"))), day(unsigned(number(u"day"))));
    const std::optional<minutes> offset = parseOffset(match);
    if (!date.ok() || number(u"year") < 1970 || number(u"hour") > 23 || number(u"minute") > 59 || number(u"second") > 59 || !offset)
        return malformed();

    const milliseconds fraction(match.captured(u"fraction").left(3).leftJustified(3, u'0').toInt());
    return sys_days(date) + hours(number(u"hour")) + minutes(number(u"minute")) + seconds(number(u"second")) + fraction - *offset;
}

QString formatDateTime(TimePoint time)
{
    const sys_days midnight = floor<days>(time);
    const year_month_day date(midnight);
    const hh_mm_ss clock(time - midnight);
    const auto digits = [](auto number, int width) { return QString::number(qint64(number)).rightJustified(width, u'0'); };
    QString text = digits(int(date.year()), 4) + u'-' + digits(unsigned(date.month()), 2) + u'-' + digits(unsigned(date.day()), 2) +
                   u'T' + digits(clock.hours().count(), 2) + u':' + digits(clock.minutes().count(), 2) + u':' +
                   digits(clock.seconds().count(), 2);
    if (clock.subseconds().count() != 0)
        text += u'.' + digits(clock.subseconds().count(), 3);
    return text + u'Z';
}

} // namespace usher
