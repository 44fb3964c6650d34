// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace usher::sqlite {

namespace {

/// Why the operating system refused, as the directory's error.
std::unexpected<Error> refused(const QString &path, int reason)
{
    const QString detail = QString::fromLocal8Bit(std::strerror(reason));
    switch (reason) {
    case ENOSPC:
    case EDQUOT:
        return fail(ErrorCode::StoreFull, path, detail);
    case EROFS:
    case EACCES:
    case EPERM:
        return fail(ErrorCode::StoreReadOnly, path, detail);
    default:
        return fail(ErrorCode::StoreUnopenable, path, detail);
    }
}

QString folderOf(const QString &path)
{
    return QFileInfo(path).absolutePath();
}

/// SQLite would take what is left in an old log for changes of the new file (howtocorrupt.html, 1.4).
Result<void> checkLeftOvers(const QString &path)
{
    for (const char *suffix : {"-wal", "-journal"}) {
        const QFileInfo log(path + QLatin1String(suffix));
        // Where the file has come meanwhile, the log is that one's.
        if (log.size() > 0 && !QFileInfo::exists(path))
            return fail(ErrorCode::StoreLogLeftOver, log.filePath());
    }
    return {};
}

} // namespace

Result<void> checkFile(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return fail(ErrorCode::StoreUnopenable, path, QStringLiteral("no file that can be read"));
    // access(2) also knows file systems that are mounted read-only.
    for (const QString &name : {path, folderOf(file.canonicalFilePath())}) {
        if (::access(QFile::encodeName(name).constData(), W_OK) != 0)
            return refused(path, errno);
    }
    return {};
}

NewFile::NewFile(NewFile &&other) noexcept
    : m_place(std::exchange(other.m_place, {}))
    , m_path(std::exchange(other.m_path, {}))
    , m_folders(std::exchange(other.m_folders, {}))
{
}

NewFile::~NewFile()
{
    if (!m_path.isEmpty()) {
        for (const char *suffix : {"", "-journal", "-wal", "-shm"})
            QFile::remove(m_path + QLatin1String(suffix));
    }
    while (!m_folders.isEmpty())
        QDir().rmdir(m_folders.takeLast()); // leaves those alone that others use by now
}

Result<NewFile> NewFile::create(const QString &path)
{
    USHER_TRY(checkLeftOvers(path));
    NewFile file;
    file.m_place = path;
    QStringList missing;
    for (QString folder = folderOf(path); !QFileInfo::exists(folder); folder = folderOf(folder))
        missing.prepend(folder);
    for (const QString &folder : missing) {
        if (::mkdir(QFile::encodeName(folder).constData(), S_IRWXU) == 0)
            file.m_folders.append(folder);
        else if (errno != EEXIST)
            return refused(path, errno);
    }

    QByteArray name = QFile::encodeName(path) + ".new-XXXXXX";
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC); // 0600
    if (descriptor < 0)
        return refused(path, errno);
    // Closed before SQLite opens it: closing a second descriptor would drop SQLite's locks (howtocorrupt.html, 2.2).
    ::close(descriptor);
    file.m_path = QFile::decodeName(name);
    return file;
}

Result<void> NewFile::publish()
{
    const QByteArray from = QFile::encodeName(m_path);
    const QByteArray to = QFile::encodeName(m_place);
    int failure = ::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0 ? 0 : errno;
    if (failure == EINVAL || failure == ENOSYS) { // this file system can't do it in one step
        failure = ::link(from.constData(), to.constData()) == 0 ? 0 : errno;
        if (failure == 0)
            ::unlink(from.constData());
    }
    if (failure == EEXIST)
        return {};
    if (failure != 0)
        return refused(m_place, failure);
    m_path.clear();
    m_folders.clear();
    return {};
}

} // namespace usher::sqlite
