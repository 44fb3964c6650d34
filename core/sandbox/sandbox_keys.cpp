// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_keys.h"

#include "core/saml/entra.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace usher::sandbox {

namespace {

constexpr auto fileName = "sandbox-tenant.pem";

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

/// Makes \p path and what is missing above it, for this user alone.
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

Result<Keys> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::KeyUnreadable, path, file.errorString());
    const QByteArray pem = file.readAll();
    const auto key = PrivateKey::fromPem(pem);
    const auto certificate = Certificate::fromText(pem);
    if (!key || !certificate)
        return fail(ErrorCode::KeyUnreadable, path, key ? certificate.error().detail : key.error().detail);
    return Keys{*key, *certificate};
}

/// Key and certificate in one file, so that neither is ever there alone. Entra's application certificates live three years;
/// so does this one.
Result<QByteArray> makePem(const Clock &clock, Random &random)
{
    USHER_TRY(const PrivateKey key, PrivateKey::generateRsa(2048));
    QByteArray serial = random.bytes(16);
    serial[0] = char((quint8(serial[0]) & 0x7f) | 0x40); // RFC 5280, 4.1.2.2: positive
    const auto today = std::chrono::floor<std::chrono::days>(clock.now());
    USHER_TRY(const Certificate certificate,
              key.selfSigned(QLatin1StringView(entra::sandboxCertificateName), today, today + std::chrono::years(3), serial));
    return key.toPem().view().toByteArray() + certificate.toPem();
}

/// A file of this user's own, gone with this object; mkostemp() makes it with mode 0600 and never opens one that exists.
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
    [[nodiscard]] const char *path() const { return m_path.constData(); }

    /// All of \p bytes, safely on the disk; errno says why not.
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

private:
    QByteArray m_path;
    int m_descriptor;
};

/// Puts new keys at \p path unless somebody else was faster: link() is the step that only one can take.
Result<void> createOnce(const QString &path, const Clock &clock, Random &random)
{
    USHER_TRY(makeFolder(QFileInfo(path).path()));
    USHER_TRY(const QByteArray pem, makePem(clock, random));
    const TemporaryFile file(path);
    if (!file.isOpen() || !file.write(pem))
        return failWithErrno(path);
    if (::link(file.path(), QFile::encodeName(path).constData()) != 0 && errno != EEXIST)
        return failWithErrno(path);
    return {};
}

} // namespace

Result<Keys> Keys::loadOrCreate(const QString &folder, const Clock &clock, Random &random)
{
    const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(QLatin1StringView(fileName)));
    if (!QFile::exists(path)) {
        USHER_TRY(createOnce(path, clock, random));
    }
    return read(path);
}

} // namespace usher::sandbox
