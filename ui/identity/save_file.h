// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace usher {

/// Writes what somebody asked for, whole or not at all; in a job.
/// \return the path. Error: FileUnwritable.
[[nodiscard]] Result<QString> saveFile(const QString &path, const QByteArray &bytes);

} // namespace usher
