// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_record.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/directory/directory.h"
#include "core/provisioning/jit_provisioner.h"
#include "core/provisioning/provider_refresh.h"
#include "core/session/enrolment.h"
#include "core/session/local_owner.h"
#include "core/session/service_provider_keys.h"
#include "core/session/session.h"

#include <QString>

#include <memory>

namespace usher {

/// Where a directory lives: `sqlite:PATH`. (PostgreSQL comes later, behind the same interfaces.)
struct StoreAddress
{
    QString path;

    /// Error: StoreAddressInvalid.
    [[nodiscard]] static Result<StoreAddress> parse(const QString &text);
    [[nodiscard]] QString toText() const;
    bool operator==(const StoreAddress &) const = default;
};

enum class WhenMissing { Create, Fail };

/// One open directory: what the others declared, on one database. Connections belong to the thread that uses them; each
/// thread gets its own. All members may be called from any thread but the UI's.
class Store
{
public:
    /// Opens (creating folder and file where \p whenMissing says so) and migrates in one transaction.
    /// Errors: StoreUnopenable, StoreReadOnly, StoreFull, StoreBusy, StoreCorrupt, StoreNotUsher, StoreNewerVersion,
    /// StoreLogLeftOver, StoreFailure; nothing is half written, and what was made goes again.
    /// \param keeper  of this portal's key; outlives the store. A directory without a directory key gets one, where the keeper can
    /// keep it. None: no secret of the directory can be read or made.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const StoreAddress &address, DirectoryKind kindIfNew,
                                                             WhenMissing whenMissing, const Clock &clock, Random &random,
                                                             KeyKeeper *keeper = nullptr);
    ~Store();

    [[nodiscard]] Directory &directory();
    [[nodiscard]] ConfigurationStore &configurations();
    [[nodiscard]] ProvisioningStore &provisioning();
    [[nodiscard]] PendingRequestStore &requests();
    [[nodiscard]] LocalOwnerStore &localOwners();
    [[nodiscard]] SessionLog &sessions();
    [[nodiscard]] AuditLog &audit();
    [[nodiscard]] ProviderRefreshStore &providerRefresh();
    [[nodiscard]] Enrolment &enrolment();
    [[nodiscard]] ServiceProviderKeys &serviceProviderKeys();

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace usher
