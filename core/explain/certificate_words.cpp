// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/translation.h"

namespace usher::explain {

namespace {

/// Enough of a fingerprint to find the certificate in a list.
QString named(const Certificate &certificate)
{
    constexpr int shown = 11; // four octets with their colons
    return QStringLiteral("%1 (%2…)").arg(certificate.subject(), certificate.fingerprint().left(shown));
}

/// The day, as every reader reads it the same way.
QString day(TimePoint time)
{
    return formatDateTime(time).left(10);
}

/// Begun days count: what ends in an hour ends in a day.
int daysLeft(const Certificate &certificate, TimePoint now)
{
    return int(std::chrono::ceil<std::chrono::days>(certificate.notAfter() - now).count());
}

QString whatHappened(const CertificateExpiry &expiry, TimePoint now)
{
    const Certificate &certificate = expiry.certificate;
    switch (expiry.level) {
    case ExpiryLevel::Far:
        return Explain::tr("The provider's newest signing certificate, %1, is valid until %2.")
            .arg(named(certificate), day(certificate.notAfter()));
    case ExpiryLevel::Within60Days:
    case ExpiryLevel::Within30Days:
    case ExpiryLevel::Within7Days: {
        const int days = daysLeft(certificate, now);
        const QString when = days <= 1 ? Explain::tr("within a day") : Explain::tr("in %1 days").arg(days);
        return Explain::tr("The provider's newest signing certificate, %1, expires %2, on %3.")
            .arg(named(certificate), when, day(certificate.notAfter()));
    }
    case ExpiryLevel::Expired:
        return Explain::tr("The provider's newest signing certificate, %1, expired on %2.")
            .arg(named(certificate), day(certificate.notAfter()));
    case ExpiryLevel::NotYetValid:
        return Explain::tr("The provider's signing certificate, %1, is not valid before %2.")
            .arg(named(certificate), day(certificate.notBefore()));
    }
    Q_UNREACHABLE();
}

QString whatToDo(ExpiryLevel level)
{
    switch (level) {
    case ExpiryLevel::Far:
        return {};
    case ExpiryLevel::Within60Days:
    case ExpiryLevel::Within30Days:
    case ExpiryLevel::Within7Days:
        return Explain::tr(
            "In Entra, open Single sign-on, SAML Certificates, choose New Certificate, and set it active before then. "
            "Usher takes it over within a day where the metadata came from an address; a file must be imported again.");
    case ExpiryLevel::Expired:
        return Explain::tr(
            "Its key still counts here, but Entra signs with a new certificate as soon as there is one. In Entra, open "
            "Single sign-on, SAML Certificates, choose New Certificate, set it active, and import the App Federation "
            "Metadata Url again.");
    case ExpiryLevel::NotYetValid:
        return Explain::tr(
            "Check this computer's clock. If it is right, wait until the certificate counts, or activate another one in "
            "Entra.");
    }
    Q_UNREACHABLE();
}

} // namespace

Words words(const CertificateExpiry &expiry, TimePoint now)
{
    return {whatHappened(expiry, now), whatToDo(expiry.level), QStringLiteral("SHA-256 %1").arg(expiry.certificate.fingerprint())};
}

} // namespace usher::explain
