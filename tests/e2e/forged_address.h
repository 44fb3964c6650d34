// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// What somebody does to a redirect on its way. Addresses are octets here, and all but the parameter stays as it was.
namespace usher::test {

/// With another value, percent-encoded already. The parameter must be there.
[[nodiscard]] QByteArray withParameter(QByteArray address, const QByteArray &name, const QByteArray &value);
[[nodiscard]] QByteArray withoutParameter(QByteArray address, const QByteArray &name);
/// With one bit of its signature turned.
[[nodiscard]] QByteArray withForgedSignature(const QByteArray &address);

} // namespace usher::test
