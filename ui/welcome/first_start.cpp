// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/first_start.h"

#include "core/session/local_owner.h"

#include <QSet>

namespace usher {

void FirstStart::advance()
{
    switch (step) {
    case Step::Owner:
        step = Step::Connect;
        break;
    case Step::Connect:
        step = isConnected ? Step::Test : Step::Done;
        break;
    case Step::Test:
    case Step::Done:
        step = Step::Done;
        break;
    }
}

IdentityConfiguration connected(const IdentityConfiguration &saved, const IdentityProvider &provider, ProvisioningMethod method)
{
    IdentityConfiguration configuration = saved;
    configuration.provider = provider;
    configuration.method = method;
    return configuration;
}

PasswordStrength strengthOf(const QString &password)
{
    constexpr qsizetype fewLetters = 6;    // different ones: below, it is a pattern
    constexpr qsizetype goodLength = 16;   // three short words
    constexpr qsizetype strongLength = 22; // four of them
    if (!checkNewPassword(SecretBytes::take(password.toUtf8())))
        return PasswordStrength::TooShort;
    const QSet<QChar> different(password.begin(), password.end());
    if (different.size() < fewLetters || password.size() < goodLength)
        return PasswordStrength::Weak;
    return password.size() < strongLength ? PasswordStrength::Good : PasswordStrength::Strong;
}

} // namespace usher
