// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/first_start.h"

#include "core/crypto/password_hash.h"

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

std::optional<Error> passwordFault(const QString &password)
{
    if (password.size() < minimumPasswordLength)
        return Error{ErrorCode::PasswordTooShort, QString::number(minimumPasswordLength), {}};
    return std::nullopt;
}

} // namespace usher
