// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/saml/metadata.h"
#include "core/session/local_owner.h"
#include "core/session/sign_in.h"
#include "core/store/store.h"
#include "core/vault/key_keeper.h"

#include <QTemporaryDir>

namespace usher::test {

/// A real directory in a temporary folder, and all that a sign-in needs.
struct SignInRig
{
    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    KeyKeeper keeper{folder.filePath(QStringLiteral("key")), nullptr};
    std::unique_ptr<Store> store;
    std::unique_ptr<SignIn> signIn;
    std::unique_ptr<LocalOwner> localOwner;

    [[nodiscard]] Result<void> open(DirectoryKind kind)
    {
        const StoreAddress address{folder.filePath(QStringLiteral("directory.sqlite"))};
        USHER_TRY(store, Store::open(address, kind, WhenMissing::Create, clock, random, &keeper));
        signIn = std::make_unique<SignIn>(store->configurations(), store->requests(), store->provisioning(), store->directory(),
                                          store->serviceProviderKeys(), clock, random);
        localOwner = std::make_unique<LocalOwner>(store->localOwners(), store->directory(), clock, random);
        return {};
    }

    [[nodiscard]] Result<IdentityConfiguration> configuration() { return store->configurations().load(); }

    /// Imports a provider's metadata, as an administrator would.
    [[nodiscard]] Result<void> trust(const QByteArray &metadata, ProvisioningMethod method,
                                     const ClaimMapping &mapping = ClaimMapping::entraDefaults())
    {
        USHER_TRY(IdentityConfiguration wanted, configuration());
        USHER_TRY(const IdentityProviderMetadata read, readIdentityProviderMetadata(metadata));
        wanted.provider = IdentityProvider{read, {MetadataSource::Kind::File, QStringLiteral("metadata.xml")}};
        wanted.method = method;
        wanted.mapping = mapping;
        USHER_TRY(store->configurations().save(actor(), wanted));
        return {};
    }

    [[nodiscard]] Result<std::vector<UserRow>> users()
    {
        USHER_TRY(const UserPage page, store->directory().users(actor(), {}));
        return page.rows;
    }

    [[nodiscard]] static Actor actor() { return Actor::operatorNamed(QStringLiteral("test")); }
};

} // namespace usher::test
