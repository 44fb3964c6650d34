// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provisioning/identity_configuration.h"
#include "core/session/sign_in.h"

#include <optional>

namespace usher {

/// Where the first start stands: three steps, each of which can be skipped. A value, so that what may happen next is decided
/// without a window.
struct FirstStart
{
    enum class Step { Owner, Connect, Test, Done };

    Step step = Step::Owner;
    std::optional<Session> owner; ///< once the local owner was made; it goes on as them
    bool isConnected = false;     ///< an identity provider is saved

    /// Who does what is done here: the local owner, or the first start itself while there is nobody.
    [[nodiscard]] Actor actor() const { return owner ? owner->actor : Actor::setup(); }
    /// One step on, done or skipped. There is nothing to test without a provider.
    void advance();
};

/// The configuration that connecting asks for: \p saved with \p provider, and the method that was chosen.
[[nodiscard]] IdentityConfiguration connected(const IdentityConfiguration &saved, const IdentityProvider &provider,
                                              ProvisioningMethod method);

/// How hard a password is to guess, as far as its letters tell: length counts most, and letters that repeat count little.
enum class PasswordStrength { TooShort, Weak, Good, Strong };
[[nodiscard]] PasswordStrength strengthOf(const QString &password);

} // namespace usher
