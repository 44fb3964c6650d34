// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFuture>
#include <QUrl>

class QNetworkAccessManager;

namespace usher {

/// Largest metadata that is fetched, 16 MiB.
inline constexpr qsizetype maximumMetadataBytes = 16 << 20;

/// Fetches federation metadata over https (or http on loopback); redirects stay on https; 30 seconds at most.
/// Errors: AddressInvalid, MetadataInsecureAddress, NetworkUnreachable, NetworkRefusedCertificate, NetworkStatus (subject: the
/// status), NetworkTooLarge, NetworkTimeout.
[[nodiscard]] QFuture<Result<QByteArray>> fetchMetadata(QNetworkAccessManager &network, const QUrl &address);

/// The same, waiting: for jobs and commands, never on the UI thread. Given up when the program ends.
/// Errors: as above.
[[nodiscard]] Result<QByteArray> fetchMetadataNow(const QUrl &address);

} // namespace usher
