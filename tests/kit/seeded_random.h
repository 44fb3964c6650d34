// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <QMutex>
#include <QRandomGenerator>

namespace usher::test {

/// Randomness that a run can repeat.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint32 seed = 1) : m_generator(seed) {}

    [[nodiscard]] QByteArray bytes(qsizetype count) override
    {
        const QMutexLocker lock(&m_mutex);
        QByteArray result(count, Qt::Uninitialized);
        for (char &byte : result)
            byte = char(m_generator.bounded(256));
        return result;
    }

private:
    QMutex m_mutex;
    QRandomGenerator m_generator;
};

} // namespace usher::test
