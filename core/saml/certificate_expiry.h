// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/certificate.h"

#include <optional>
#include <span>

namespace usher {

/// How near a certificate's end is; each warning replaces the one before (entra.md: 60, 30 and 7 days).
enum class ExpiryLevel {
    Far,
    Within60Days,
    Within30Days,
    Within7Days,
    Expired,
    NotYetValid,
};

/// On the last day of 60 the first warning counts already; a certificate is valid up to and including its end.
[[nodiscard]] ExpiryLevel expiryLevel(const Certificate &certificate, TimePoint now);

/// The end of all that a provider can sign with, as far as it is known.
struct CertificateExpiry
{
    ExpiryLevel level = ExpiryLevel::Far;
    Certificate certificate; ///< by which it was judged

    [[nodiscard]] bool isWorthAWarning() const { return level != ExpiryLevel::Far; }
    bool operator==(const CertificateExpiry &) const = default;
};

/// Judged by the certificate that is valid at \p now and ends last: expired ones beside it are normal, Entra publishes inactive
/// ones too. Where none is valid, by the one that begins first, else by the one that ended last. Nothing without certificates.
[[nodiscard]] std::optional<CertificateExpiry> certificateExpiry(std::span<const Certificate> certificates, TimePoint now);

} // namespace usher
