// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/certificate.h"
#include "ui/widgets/badge.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace usher {

enum class CertificateStanding { Valid, ExpiresSoon, Expired, NotYetValid };

/// How long before its end a certificate is worth a word (entra.md: 60 days).
inline constexpr std::chrono::days certificateNotice{60};

[[nodiscard]] CertificateStanding standingOf(const Certificate &certificate, TimePoint now);
[[nodiscard]] BadgeText badgeOf(CertificateStanding standing);

/// Signing certificates with their ends, a line each.
class CertificateList : public QWidget
{
    Q_OBJECT

public:
    explicit CertificateList(QWidget *parent = nullptr);

    void setCertificates(const std::vector<Certificate> &certificates, TimePoint now);

private:
    QVBoxLayout *m_lines;
};

} // namespace usher
