// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/key_pair.h"
#include "core/directory/directory.h"
#include "core/provisioning/identity_configuration.h"

#include <optional>
#include <vector>

namespace usher {

/// This service provider's own keys: RSA-3072, made by the program, kept sealed in the directory (Entra: Token encryption, and
/// Verification certificates for signed requests). core/store implements it over core/vault.
class ServiceProviderKeys
{
public:
    virtual ~ServiceProviderKeys() = default;

    /// The public halves, newest first; empty where no key was made. Needs no unsealing: a portal that is not enrolled can read
    /// them too.
    [[nodiscard]] virtual Result<std::vector<Certificate>> certificates() = 0;
    /// Newest first. The newest signs; every one of them may decrypt, so that a rollover locks nobody out.
    /// Errors: those of the vault.
    [[nodiscard]] virtual Result<std::vector<KeyPair>> keys() = 0;
    /// Makes a key, which becomes the newest, and audits it. Needs IdentityManage. Takes about a second.
    [[nodiscard]] virtual Result<Certificate> make(const Actor &actor) = 0;
    /// Removes a key for good, and audits it: what was encrypted for it can't be read any more. Needs IdentityManage.
    /// Error: NotFound.
    [[nodiscard]] virtual Result<void> remove(const Actor &actor, const Certificate &certificate) = 0;
};

/// The newest key, where requests are to be signed; nothing where they are not.
/// Errors: SigningKeyMissing, and those of ServiceProviderKeys::keys().
[[nodiscard]] Result<std::optional<PrivateKey>> requestSigningKey(RequestSigning wanted, ServiceProviderKeys &keys);

} // namespace usher
