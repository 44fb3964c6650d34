// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace usher {

/// True for https, and for http to 127.0.0.0/8, [::1] and localhost: the addresses a sign-in may use. Never with a
/// user name or password in it.
[[nodiscard]] bool isSecureAddress(const QUrl &url);

/// An address as requests, metadata and responses write it, so that it can be compared letter by letter.
[[nodiscard]] QString addressText(const QUrl &url);

} // namespace usher
