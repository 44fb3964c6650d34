// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <QRandomGenerator>

#include <array>
#include <cstring>

namespace usher {

QString Random::uuid()
{
    QByteArray octets = bytes(16);
    octets[6] = char((quint8(octets[6]) & 0x0f) | 0x40); // RFC 9562, 5.4: version 4
    octets[8] = char((quint8(octets[8]) & 0x3f) | 0x80); // RFC 9562, 4.1: this variant
    QByteArray digits = octets.toHex();
    for (const int at : {20, 16, 12, 8})
        digits.insert(at, '-');
    return QString::fromLatin1(digits);
}

QString Random::hex(qsizetype byteCount)
{
    return QString::fromLatin1(bytes(byteCount).toHex());
}

QByteArray SystemRandom::bytes(qsizetype count)
{
    QByteArray result(count, Qt::Uninitialized);
    QRandomGenerator *system = QRandomGenerator::system();
    for (qsizetype filled = 0; filled < count; filled += qsizetype(sizeof(quint32))) {
        const quint32 word = system->generate();
        std::memcpy(result.data() + filled, &word, size_t(std::min(count - filled, qsizetype(sizeof word))));
    }
    return result;
}

} // namespace usher
