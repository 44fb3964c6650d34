// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace usher {

/// Bytes that are wiped when they go: passwords and private keys. Moves, never copies by accident.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(QByteArrayView bytes);
    ~SecretBytes();

    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    /// A copy made on purpose.
    [[nodiscard]] SecretBytes clone() const { return SecretBytes(view()); }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }

    /// Takes the bytes of \p source and wipes them there. What others share with it is theirs to wipe.
    [[nodiscard]] static SecretBytes take(QByteArray &source);
    [[nodiscard]] static SecretBytes take(QByteArray &&source) { return take(source); }

private:
    void wipe();

    std::vector<char> m_bytes;
};

} // namespace usher
