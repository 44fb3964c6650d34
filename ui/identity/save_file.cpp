// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/save_file.h"

#include <QSaveFile>

namespace usher {

Result<QString> saveFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::FileUnwritable, path, file.errorString());
    file.write(bytes);
    if (!file.commit())
        return fail(ErrorCode::FileUnwritable, path, file.errorString());
    return path;
}

} // namespace usher
