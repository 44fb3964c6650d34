// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QString>

namespace usher {

/// What becomes of a file that is there already.
enum class WhenThere { Keep, Replace };

/// Writes a file that this user alone may read (mode 0600), whole or not at all, and safely on the disk; missing folders are made
/// for this user alone too. Where it stays because it was there already, that is no error.
/// Errors: FolderReadOnly, DiskFull, FileUnwritable.
[[nodiscard]] Result<void> writePrivateFile(const QString &path, QByteArrayView bytes, WhenThere whenThere);

/// A small file with something secret in it; no other copy of its bytes is left in memory. Errors: FileUnreadable, FileTooLarge
/// (more than 1 MiB).
[[nodiscard]] Result<SecretBytes> readPrivateFile(const QString &path);

} // namespace usher
