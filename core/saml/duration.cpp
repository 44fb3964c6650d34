// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/duration.h"

#include <QRegularExpression>

namespace usher::saml {

std::optional<std::chrono::seconds> parseDuration(QStringView text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\AP(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
                       "(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\\.[0-9]+)?S)?)?\\z"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    using namespace std::chrono_literals;
    constexpr std::chrono::seconds units[] = {24h * 365, 24h * 30, 24h, 1h, 1min, 1s};
    constexpr std::chrono::seconds most = 24h * 365 * 1000;
    std::chrono::seconds sum{0};
    for (int i = 0; i < 6; ++i) {
        if (match.capturedLength(i + 1) == 0)
            continue;
        bool isNumber = false;
        const qint64 count = match.capturedView(i + 1).toLongLong(&isNumber);
        if (!isNumber || count > most / units[i] || (sum += count * units[i]) > most)
            return std::nullopt;
    }
    return sum;
}

} // namespace usher::saml
