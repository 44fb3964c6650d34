// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <sys/resource.h>

namespace usher::test {

/// While it lives, this process gets so much more memory and nothing after that.
class ShortMemory
{
public:
    explicit ShortMemory(rlim_t spareBytes)
    {
        getrlimit(RLIMIT_DATA, &m_before);
        const rlimit little{mappedBytes() + spareBytes, m_before.rlim_max};
        setrlimit(RLIMIT_DATA, &little);
    }
    ~ShortMemory() { setrlimit(RLIMIT_DATA, &m_before); }
    ShortMemory(const ShortMemory &) = delete;
    ShortMemory &operator=(const ShortMemory &) = delete;

private:
    /// Writable memory that is mapped already (proc(5), VmData); sanitizers map terabytes.
    static rlim_t mappedBytes()
    {
        QFile status(QStringLiteral("/proc/self/status"));
        const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
        const QByteArray line = text.mid(text.indexOf("VmData:") + 7);
        return line.left(line.indexOf("kB")).trimmed().toULongLong() * 1024;
    }

    rlimit m_before{};
};

} // namespace usher::test
