// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/sandbox_keys.h"

#include <QByteArray>
#include <QUrl>

namespace usher::sandbox {

/// The tenant's federation metadata as Entra publishes it: WS-Federation roles beside the SAML one, the same certificate
/// in each, a signature over the whole. The same bytes each time. \p base is where the tenant listens.
/// Errors: CryptoFailure.
[[nodiscard]] Result<QByteArray> buildMetadata(const Keys &keys, const QUrl &base);

/// `BASE/TENANT/saml2`, where sign-ins begin.
[[nodiscard]] QUrl signOnAddress(const QUrl &base);

/// `BASE/TENANT/saml2/logout`, where sign-outs go.
[[nodiscard]] QUrl signOutAddress(const QUrl &base);

/// The App Federation Metadata Url: the tenant's, with the application's id.
[[nodiscard]] QUrl metadataAddress(const QUrl &base);

} // namespace usher::sandbox
