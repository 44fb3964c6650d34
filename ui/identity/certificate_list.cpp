// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identity/certificate_list.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/relative_time.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace usher {

namespace {

QString validityText(const Certificate &certificate, TimePoint now)
{
    switch (expiryLevel(certificate, now)) {
    case ExpiryLevel::Expired:
        return CertificateList::tr("expired %1").arg(relativeTime(certificate.notAfter(), now));
    case ExpiryLevel::NotYetValid:
        return CertificateList::tr("valid from %1").arg(exactDate(certificate.notBefore()));
    case ExpiryLevel::Far:
    case ExpiryLevel::Within60Days:
    case ExpiryLevel::Within30Days:
    case ExpiryLevel::Within7Days:
        return CertificateList::tr("expires %1").arg(relativeTime(certificate.notAfter(), now));
    }
    return {};
}

} // namespace

BadgeText badgeOf(ExpiryLevel level)
{
    switch (level) {
    case ExpiryLevel::Far:
        return {CertificateList::tr("Valid"), theme::Tone::Good};
    case ExpiryLevel::Within60Days:
    case ExpiryLevel::Within30Days:
        return {CertificateList::tr("Expires soon"), theme::Tone::Warning};
    case ExpiryLevel::Within7Days:
        return {CertificateList::tr("Expires soon"), theme::Tone::Bad};
    case ExpiryLevel::Expired:
        return {CertificateList::tr("Expired"), theme::Tone::Bad};
    case ExpiryLevel::NotYetValid:
        return {CertificateList::tr("Not valid yet"), theme::Tone::Warning};
    }
    return {};
}

CertificateList::CertificateList(QWidget *parent) : QWidget(parent), m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins({});
    m_lines->setSpacing(theme::space::one);
}

void CertificateList::setCertificates(const std::vector<Certificate> &certificates, TimePoint now)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Certificate &certificate : certificates) {
        auto *line = new QWidget;
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins({});
        layout->setSpacing(theme::space::one);
        constexpr int shown = 23; // eight octets with their colons; the tooltip has them all
        QLabel *name = valueLabel(certificate.fingerprint().left(shown) + QStringLiteral("…"));
        name->setWordWrap(false);
        name->setToolTip(plainToolTip(tr("%1\nSHA-256 %2").arg(certificate.subject(), certificate.fingerprint())));
        QLabel *validity = helpLabel(validityText(certificate, now));
        validity->setToolTip(tr("From %1\nuntil %2").arg(exactTime(certificate.notBefore()), exactTime(certificate.notAfter())));
        layout->addWidget(name);
        layout->addWidget(new Badge(badgeOf(expiryLevel(certificate, now))));
        layout->addWidget(validity, 1);
        m_lines->addWidget(line);
    }
}

} // namespace usher
