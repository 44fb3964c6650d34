// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace usher::test {

/// What must not be seen, and what it is.
struct Secret
{
    QString name;
    QByteArray octets;
};

/// Which of \p secrets \p output shows, however it writes them: as octets, as hexadecimal digits, or in base64 at any alignment and
/// across lines. Of a long one every stretch of 24 octets counts.
[[nodiscard]] QStringList shownIn(const QByteArray &output, const std::vector<Secret> &secrets);

} // namespace usher::test
