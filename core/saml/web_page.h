// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace usher {

/// Whether \p bytes are a browser's page instead of SAML: somebody copied the portal's address, or a proxy answered.
[[nodiscard]] bool looksLikeWebPage(const QByteArray &bytes);

} // namespace usher
