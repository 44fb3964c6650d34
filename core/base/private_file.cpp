// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/private_file.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace usher {

namespace {

constexpr qint64 maximumSize = 1 << 20;

/// What the failed call means for the person; Qt's file classes don't tell a full disk from other write errors.
std::unexpected<Error> failWithErrno(const QString &path)
{
    const int number = errno;
    const QString reason = QString::fromLocal8Bit(std::strerror(number));
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return fail(ErrorCode::DiskFull, path, reason);
    case EACCES:
    case EPERM:
    case EROFS:
        return fail(ErrorCode::FolderReadOnly, QFileInfo(path).path(), reason);
    default:
        return fail(ErrorCode::FileUnwritable, path, reason);
    }
}

Result<void> makeFolder(const QString &path)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return {};
    USHER_TRY(makeFolder(folder.absolutePath()));
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0 && errno != EEXIST)
        return failWithErrno(path);
    return {};
}

/// A file beside its place, gone with this object; mkostemp() makes it with mode 0600 and never opens one that exists.
class TemporaryFile
{
public:
    explicit TemporaryFile(const QString &target)
        : m_path(QFile::encodeName(target) + ".XXXXXX"), m_descriptor(::mkostemp(m_path.data(), O_CLOEXEC))
    {
    }
    ~TemporaryFile()
    {
        if (m_descriptor < 0)
            return;
        ::close(m_descriptor);
        ::unlink(m_path.constData());
    }
    Q_DISABLE_COPY_MOVE(TemporaryFile)

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

    /// All of \p bytes, safely on the disk. Errno says why not; here and below.
    [[nodiscard]] bool write(QByteArrayView bytes) const
    {
        while (!bytes.isEmpty()) {
            const ssize_t written = ::write(m_descriptor, bytes.data(), size_t(bytes.size()));
            if (written < 0 && errno != EINTR)
                return false;
            bytes = bytes.sliced(std::max<ssize_t>(written, 0));
        }
        return ::fsync(m_descriptor) == 0;
    }

    /// link() is the step that only one can take.
    [[nodiscard]] bool moveTo(const QByteArray &target, WhenThere whenThere) const
    {
        if (whenThere == WhenThere::Replace)
            return std::rename(m_path.constData(), target.constData()) == 0;
        return ::link(m_path.constData(), target.constData()) == 0 || errno == EEXIST;
    }

private:
    QByteArray m_path;
    int m_descriptor;
};

} // namespace

Result<void> writePrivateFile(const QString &path, QByteArrayView bytes, WhenThere whenThere)
{
    USHER_TRY(makeFolder(QFileInfo(path).absolutePath()));
    const TemporaryFile file(path);
    if (!file.isOpen() || !file.write(bytes) || !file.moveTo(QFile::encodeName(path), whenThere))
        return failWithErrno(path);
    return {};
}

Result<SecretBytes> readPrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::FileUnreadable, path, file.errorString());
    if (file.size() > maximumSize)
        return fail(ErrorCode::FileTooLarge, path);
    QByteArray bytes = file.readAll();
    return SecretBytes::take(bytes);
}

} // namespace usher
