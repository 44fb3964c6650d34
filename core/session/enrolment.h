// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/secret_bytes.h"
#include "core/directory/directory.h"
#include "core/vault/key_keeper.h"

#include <QString>

#include <optional>
#include <vector>

namespace usher {

using PortalId = Identifier<struct PortalIdTag>;

/// A machine that can open the directory's secrets.
struct EnrolledPortal
{
    PortalId id;
    QString name; ///< of the machine, as it was then
    TimePoint enrolledAt;

    bool operator==(const EnrolledPortal &) const = default;
};

/// When the recovery passphrase was set, and by whom.
struct RecoveryNote
{
    TimePoint setAt;
    QString setBy;

    bool operator==(const RecoveryNote &) const = default;
};

/// Who can open the directory's secrets, and by what.
struct EnrolmentStatus
{
    std::vector<EnrolledPortal> portals; ///< oldest first
    std::optional<PortalId> thisPortal;  ///< none: this one is not enrolled
    std::optional<KeyPlace> keyPlace;    ///< where this machine's key is, or was, kept; none: it has none yet
    QString keyFile;                     ///< that file, or the one that remembers the choice
    std::optional<RecoveryNote> recovery;
    int serviceProviderKeys = 0; ///< what would be lost with the last way to the directory key

    bool operator==(const EnrolmentStatus &) const = default;
};

/// Which machines can open the directory's secrets. core/store implements it over core/vault. Every call touches the database,
/// most of them the keychain too: never on the UI thread.
class Enrolment
{
public:
    virtual ~Enrolment() = default;

    /// Opens nothing.
    [[nodiscard]] virtual Result<EnrolmentStatus> status() = 0;
    /// Whether this portal can open the secrets right now. Errors: PortalNotEnrolled, PortalKeyMissing, KeychainUnavailable,
    /// SecretUnreadable.
    [[nodiscard]] virtual Result<void> check() = 0;
    /// Sets or replaces the passphrase, and audits it; for owners, on an enrolled portal. Errors besides check()'s: Forbidden,
    /// PasswordTooShort.
    [[nodiscard]] virtual Result<void> setRecoveryPassphrase(const Actor &actor, const SecretBytes &passphrase) = 0;
    /// Enrols this portal, also again where its key was lost, and audits it. Needs IdentityManage. Errors: Forbidden,
    /// RecoveryNotSet, WrongPassphrase, and those of KeyKeeper::make().
    [[nodiscard]] virtual Result<void> enrol(const Actor &actor, const SecretBytes &passphrase) = 0;
    /// Takes another portal's way to the secrets, and audits it; what it has read before it may have kept. Needs IdentityManage.
    /// Errors: Forbidden, NotFound, also for this portal itself.
    [[nodiscard]] virtual Result<void> remove(const Actor &actor, const PortalId &portal) = 0;
};

} // namespace usher
