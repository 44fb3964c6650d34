// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret_bytes.h"

#include <cstring>

namespace usher {

namespace {

/// A memset that the optimiser must keep: the asm claims to read what was written.
void wipeMemory(void *memory, size_t size)
{
    if (size == 0)
        return;
    std::memset(memory, 0, size);
    asm volatile("" : : "r"(memory) : "memory");
}

} // namespace

SecretBytes::SecretBytes(QByteArrayView bytes) : m_bytes(bytes.begin(), bytes.end()) {}

SecretBytes::~SecretBytes()
{
    wipe();
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept : m_bytes(std::move(other.m_bytes)) {}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
    }
    return *this;
}

SecretBytes SecretBytes::take(QByteArray &source)
{
    SecretBytes taken{QByteArrayView(source)};
    wipeMemory(source.data(), size_t(source.size()));
    source.clear();
    return taken;
}

void SecretBytes::wipe()
{
    wipeMemory(m_bytes.data(), m_bytes.size());
    m_bytes.clear();
}

} // namespace usher
