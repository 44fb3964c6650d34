// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/services.h"

#include "app/directory_address.h"
#include "app/sandbox_directory.h"
#include "core/base/log.h"

#include <QtConcurrent>
#include <QThreadPool>

namespace usher {

namespace {

/// How often it is asked whether the day is over; the store knows.
constexpr std::chrono::minutes timeBetweenRounds{10};

Settings settingsFor(DirectoryKind kind)
{
    return kind == DirectoryKind::Sandbox ? Settings(sandboxFolder() + QStringLiteral("/settings.ini")) : Settings();
}

} // namespace

Services::Services(const WindowOptions &options) : m_options(options), m_settings(settingsFor(options.kind)) {}

Services::~Services()
{
    QThreadPool::globalInstance()->waitForDone();
}

Result<Portal> Services::open()
{
    USHER_TRY(const StoreAddress where, address());
    m_store.reset(); // of an attempt that failed further below
    KeyKeeper &keeper = m_portalKey.emplace(where).keeper();
    USHER_TRY(m_store, Store::open(where, m_options.kind, WhenMissing::Create, m_clock, m_random, &keeper));
    m_refresh.emplace(m_store->providerRefresh(), m_clock);
    SignIn &signIn = m_signIn.emplace(m_store->configurations(), m_store->requests(), m_store->provisioning(), m_store->directory(),
                                      m_store->serviceProviderKeys(), m_clock, m_random, &*m_refresh);
    SignOut &signOut =
        m_signOut.emplace(m_store->configurations(), m_store->serviceProviderKeys(), m_store->sessions(), m_clock, m_random);
    LocalOwner &localOwner = m_localOwner.emplace(m_store->localOwners(), m_store->directory(), m_clock, m_random);
    USHER_TRY(const DirectoryKind kind, m_store->directory().kind());

    Portal portal{m_store->directory(),
                  m_store->configurations(),
                  signIn,
                  signOut,
                  localOwner,
                  m_store->audit(),
                  m_store->providerRefresh(),
                  m_store->serviceProviderKeys(),
                  m_store->enrolment(),
                  m_network,
                  kind,
                  where.path};
    if (m_options.kind == DirectoryKind::Sandbox) {
        USHER_TRY(startSandbox(localOwner));
        portal.sandboxOwner = SandboxOwner{QLatin1String(sandboxOwnerName), QLatin1String(sandboxOwnerPassword)};
    }
    // Of the timer's thread, after everything above is there.
    QMetaObject::invokeMethod(&m_rounds, [this] { startRounds(); }, Qt::QueuedConnection);
    return portal;
}

Result<StoreAddress> Services::address() const
{
    if (m_options.kind == DirectoryKind::Sandbox)
        return sandboxAddress();
    return directoryAddress(m_options.directory, m_settings);
}

Result<void> Services::startSandbox(LocalOwner &localOwner)
{
    USHER_TRY(const quint16 port, savedTenantPort(m_store->configurations()));
    USHER_TRY(sandbox::Keys keys, sandbox::Keys::loadOrCreate(sandboxFolder(), m_clock, m_random));
    m_tenant = std::make_unique<TenantThread>(std::move(keys), m_clock, m_random);
    USHER_TRY(const IdentityProvider tenant, m_tenant->listen(port));
    return prepareSandbox(*m_store, localOwner, tenant);
}

void Services::startRounds()
{
    const auto goRound = [this] {
        (void)QtConcurrent::run([&refresh = *m_refresh] {
            if (const auto answer = refresh.refresh(RefreshOccasion::Daily); !answer)
                qCWarning(logFederation, "the provider's metadata could not be read again: error %d", int(answer.error().code));
        });
    };
    QObject::connect(&m_rounds, &QTimer::timeout, &m_rounds, goRound);
    m_rounds.start(timeBetweenRounds);
    goRound();
}

} // namespace usher
