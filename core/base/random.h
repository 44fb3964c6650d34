// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace usher {

/// Where randomness comes from; injected, so that a test can repeat a run.
class Random
{
public:
    virtual ~Random() = default;

    /// \p count bytes fit for keys and tokens.
    [[nodiscard]] virtual QByteArray bytes(qsizetype count) = 0;

    /// A random UUID (RFC 9562, version 4) in lower case, without braces.
    [[nodiscard]] QString uuid();

    /// \p byteCount random bytes as lower-case hexadecimal digits.
    [[nodiscard]] QString hex(qsizetype byteCount);
};

/// The operating system's generator.
class SystemRandom final : public Random
{
public:
    [[nodiscard]] QByteArray bytes(qsizetype count) override;
};

} // namespace usher
