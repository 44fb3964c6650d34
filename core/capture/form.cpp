// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/form.h"

#include <QList>

#include <cctype>

namespace usher::capture {

namespace {

/// QByteArray::fromPercentEncoding() lets a broken one pass.
std::optional<QByteArray> decoded(const QByteArray &text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        if (at + 2 >= text.size() || !std::isxdigit(uchar(text[at + 1])) || !std::isxdigit(uchar(text[at + 2])))
            return std::nullopt;
    }
    QByteArray spaced = text;
    spaced.replace('+', ' ');
    return QByteArray::fromPercentEncoding(spaced);
}

} // namespace

std::optional<std::map<QByteArray, QByteArray>> readForm(const QByteArray &body)
{
    std::map<QByteArray, QByteArray> fields;
    for (const QByteArray &pair : body.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decoded(equals < 0 ? pair : pair.first(equals));
        const auto value = decoded(equals < 0 ? QByteArray() : pair.sliced(equals + 1));
        if (!name || !value || !fields.emplace(*name, *value).second)
            return std::nullopt;
    }
    return fields;
}

} // namespace usher::capture
