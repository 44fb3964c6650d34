// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox_tenant.h"
#include "core/session/local_owner.h"
#include "core/store/store.h"

namespace usher {

/// Where the sandbox lives: its directory, its settings and the tenant's keys, which every sandbox command shares.
[[nodiscard]] QString sandboxFolder();
[[nodiscard]] StoreAddress sandboxAddress();

/// The sandbox's local owner, made at its first start. Anybody may know it: the tenant lets anybody in as anybody.
inline constexpr auto sandboxOwnerName = "owner";
inline constexpr auto sandboxOwnerPassword = "sandbox owner 1";

/// The port that the saved provider's addresses name, so that a tenant comes back where it was; 0 where there is none.
[[nodiscard]] Result<quint16> savedTenantPort(ConfigurationStore &configurations);

/// Makes the running tenant the sandbox's identity provider, with SAML JIT on from the first time, and saves only what
/// is new; makes the local owner once. Errors: those of the store, and of reading the metadata.
[[nodiscard]] Result<void> prepareSandbox(Store &store, LocalOwner &localOwner, const IdentityProvider &tenant);

} // namespace usher
