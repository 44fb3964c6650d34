// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/expiry_banner.h"

#include "core/explain/explain.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/job.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

namespace {

theme::Tone toneOf(ExpiryLevel level)
{
    const bool isUrgent = level == ExpiryLevel::Within7Days || level == ExpiryLevel::Expired;
    return isUrgent ? theme::Tone::Bad : theme::Tone::Warning;
}

} // namespace

ExpiryBanner::ExpiryBanner(ConfigurationStore &configurations, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_configurations(configurations), m_clock(clock), m_banner(new Banner(theme::Tone::Warning))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::one, theme::space::two, theme::space::one);
    layout->addWidget(m_banner);
    connect(m_banner->addAction(tr("&Show the certificates")), &QPushButton::clicked, this,
            &ExpiryBanner::identityConfigurationRequested);
    hide();
}

void ExpiryBanner::check()
{
    runJob(
        this, [&configurations = m_configurations] { return configurations.load(); },
        [this](const Result<IdentityConfiguration> &configuration) {
            if (configuration) // where it can't be read, the screens that need it say so
                tell(configuration->provider);
        });
}

void ExpiryBanner::tell(const std::optional<IdentityProvider> &provider)
{
    const TimePoint now = m_clock.now();
    const auto expiry = provider ? certificateExpiry(provider->metadata.signingCertificates, now) : std::nullopt;
    const bool isWorthIt = expiry && expiry->isWorthAWarning();
    if (isWorthIt) {
        m_banner->setTone(toneOf(expiry->level));
        m_banner->setText(explain::words(*expiry, now).paragraph());
    }
    setVisible(isWorthIt);
}

} // namespace usher
