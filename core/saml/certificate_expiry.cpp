// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/certificate_expiry.h"

#include <algorithm>

namespace usher {

ExpiryLevel expiryLevel(const Certificate &certificate, TimePoint now)
{
    using std::chrono::days;
    if (now < certificate.notBefore())
        return ExpiryLevel::NotYetValid;
    if (now > certificate.notAfter())
        return ExpiryLevel::Expired;
    const auto left = certificate.notAfter() - now;
    if (left <= days(7))
        return ExpiryLevel::Within7Days;
    if (left <= days(30))
        return ExpiryLevel::Within30Days;
    return left <= days(60) ? ExpiryLevel::Within60Days : ExpiryLevel::Far;
}

std::optional<CertificateExpiry> certificateExpiry(std::span<const Certificate> certificates, TimePoint now)
{
    const Certificate *valid = nullptr;
    const Certificate *toCome = nullptr;
    const Certificate *ended = nullptr;
    for (const Certificate &one : certificates) {
        switch (expiryLevel(one, now)) {
        case ExpiryLevel::NotYetValid:
            if (toCome == nullptr || one.notBefore() < toCome->notBefore())
                toCome = &one;
            break;
        case ExpiryLevel::Expired:
            if (ended == nullptr || one.notAfter() > ended->notAfter())
                ended = &one;
            break;
        default:
            if (valid == nullptr || one.notAfter() > valid->notAfter())
                valid = &one;
        }
    }
    for (const Certificate *best : {valid, toCome, ended}) {
        if (best != nullptr)
            return CertificateExpiry{expiryLevel(*best, now), *best};
    }
    return std::nullopt;
}

} // namespace usher
