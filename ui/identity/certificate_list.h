// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/certificate_expiry.h"
#include "ui/widgets/badge.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace usher {

[[nodiscard]] BadgeText badgeOf(ExpiryLevel level);

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
