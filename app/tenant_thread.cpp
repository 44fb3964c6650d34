// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tenant_thread.h"

namespace usher {

namespace {

Result<IdentityProvider> providerOf(const sandbox::Tenant &tenant)
{
    USHER_TRY(IdentityProviderMetadata metadata, readIdentityProviderMetadata(tenant.metadata()));
    return IdentityProvider{std::move(metadata), {MetadataSource::Kind::Address, tenant.metadataAddress().toString()}};
}

} // namespace

TenantThread::TenantThread(sandbox::Keys keys, const Clock &clock, Random &random)
    : m_keys(std::move(keys)), m_clock(clock), m_random(random)
{
    setObjectName(QStringLiteral("sandbox tenant"));
}

TenantThread::~TenantThread()
{
    quit();
    wait();
}

Result<IdentityProvider> TenantThread::listen(quint16 port)
{
    m_port = port;
    start();
    return m_listening.get_future().get();
}

void TenantThread::run()
{
    const auto tenant = makeTenant();
    m_listening.set_value(tenant ? providerOf(**tenant) : std::unexpected(tenant.error()));
    if (tenant)
        exec();
}

Result<std::unique_ptr<sandbox::Tenant>> TenantThread::makeTenant() const
{
    auto tenant = sandbox::Tenant::listen(m_port, m_keys, m_clock, m_random);
    if (!tenant && tenant.error().code == ErrorCode::PortBusy && m_port != 0)
        return sandbox::Tenant::listen(0, m_keys, m_clock, m_random);
    return tenant;
}

} // namespace usher
