// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/secret_material.h"

#include <algorithm>

namespace usher::test {

namespace {

constexpr qsizetype stretch = 24;

/// Base64 without what the octets before and after would have a part in.
QByteArray innerBase64(const QByteArray &octets, qsizetype alignment)
{
    const QByteArray whole = (QByteArray(alignment, '\0') + octets).toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype begin = alignment == 0 ? 0 : 4;
    return whole.sliced(begin, whole.size() - begin - 2);
}

bool shows(const QByteArray &output, const QByteArray &digits, const QByteArray &joined, const QByteArray &octets)
{
    if (output.contains(octets) || digits.contains(octets.toHex()))
        return true;
    for (qsizetype alignment = 0; alignment < 3; ++alignment) {
        if (joined.contains(innerBase64(octets, alignment)))
            return true;
    }
    return false;
}

} // namespace

QStringList shownIn(const QByteArray &output, const std::vector<Secret> &secrets)
{
    QByteArray joined = output; // base64 is broken into lines, and so may be a dump
    joined.removeIf([](char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\\' || c == '"'; });
    QByteArray digits = joined.toLower();
    digits.removeIf([](char c) { return c == ':'; });
    QStringList found;
    for (const Secret &secret : secrets) {
        const qsizetype size = std::min(secret.octets.size(), stretch);
        for (qsizetype at = 0; at + size <= secret.octets.size(); at += size) {
            if (shows(output, digits, joined, secret.octets.sliced(at, size))) {
                found += secret.name;
                break;
            }
        }
    }
    return found;
}

} // namespace usher::test
