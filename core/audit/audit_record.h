// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/directory/access.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace usher {

/// What happened; as stored: `user.provisioned`.
enum class AuditAction {
    DirectoryCreated,
    LocalOwnerCreated,
    LocalOwnerSignedIn,
    UserProvisioned, ///< JIT created an account
    UserUpdated,     ///< a later sign-in brought news
    UserSignedIn,
    UserSignedOut,
    SignInRefused,
    RoleGranted,
    RoleRevoked,
    UserDisabled,
    UserEnabled,
    IdentityConfigurationSaved,
    MetadataRefreshed,       ///< certificates as the provider's configured address has them now
    MetadataChangeProposed,  ///< news from the provider that needs somebody's yes
    MetadataChangeDismissed, ///< somebody's no
    ServiceProviderKeyMade,
    ServiceProviderKeyRemoved,
    PortalEnrolled, ///< a machine can read the directory's secrets
    PortalRemoved,
    RecoveryPassphraseSet,
};
[[nodiscard]] QString toText(AuditAction action);
[[nodiscard]] std::optional<AuditAction> auditActionFromText(QStringView text);

/// One change: who did what to whom, before and after. Written inside the transaction of the change itself.
struct AuditRecord
{
    qint64 sequence = 0; ///< given by the store, from 1
    TimePoint at;
    QString actor;
    AuditAction action = AuditAction::DirectoryCreated;
    QString target; ///< an id; what it is follows from the action
    QJsonObject before;
    QJsonObject after;

    bool operator==(const AuditRecord &) const = default;
};

/// Reads the log. There is no way to change it.
class AuditLog
{
public:
    virtual ~AuditLog() = default;

    /// Newest first; at most \p limit with a sequence below \p before (0: from the newest).
    [[nodiscard]] virtual Result<std::vector<AuditRecord>> records(qint64 before, int limit) = 0;
};

} // namespace usher
