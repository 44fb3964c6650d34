// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox_directory.h"

#include "app/directory_address.h"
#include "app/operator.h"

namespace usher {

QString sandboxFolder()
{
    return dataFolder() + QStringLiteral("/sandbox");
}

StoreAddress sandboxAddress()
{
    return {sandboxFolder() + QStringLiteral("/directory.sqlite")};
}

Result<quint16> savedTenantPort(ConfigurationStore &configurations)
{
    USHER_TRY(const IdentityConfiguration saved, configurations.load());
    return saved.provider ? quint16(saved.provider->metadata.singleSignOn.port(0)) : quint16(0);
}

Result<void> prepareSandbox(Store &store, LocalOwner &localOwner, const IdentityProvider &tenant)
{
    ConfigurationStore &configurations = store.configurations();
    USHER_TRY(const IdentityConfiguration saved, configurations.load());
    IdentityConfiguration wanted = saved;
    wanted.provider = tenant;
    if (!saved.provider)
        wanted.method = ProvisioningMethod::SamlJit;
    if (wanted != saved)
        USHER_TRY(configurations.save(operatorOfThisProcess(), wanted));

    USHER_TRY(const bool first, localOwner.needsFirstStart());
    if (!first)
        return {};
    USHER_TRY(localOwner.create(QLatin1String(sandboxOwnerName), SecretBytes(QByteArrayView(sandboxOwnerPassword))));
    return {};
}

} // namespace usher
