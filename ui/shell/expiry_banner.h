// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"

#include <QWidget>

namespace usher {

class Banner;

/// Says that the provider's certificates come to their end, whatever screen is shown. Nothing is seen while that is far.
class ExpiryBanner : public QWidget
{
    Q_OBJECT

public:
    ExpiryBanner(ConfigurationStore &configurations, const Clock &clock, QWidget *parent = nullptr);

    /// Looks at what is saved now.
    void check();

Q_SIGNALS:
    /// Somebody wants to see the certificates.
    void identityConfigurationRequested();

private:
    void tell(const std::optional<IdentityProvider> &provider);

    ConfigurationStore &m_configurations;
    const Clock &m_clock;
    Banner *m_banner;
};

} // namespace usher
