// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/session/enrolment.h"
#include "core/store/connections.h"
#include "core/vault/directory_key.h"

#include <QMutex>

namespace usher {

/// The ways to the directory key: a row for each portal, one for the recovery passphrase. Opened once, the key stays in memory
/// for as long as the directory is open.
class SqlEnrolment final : public Enrolment
{
public:
    /// \param keeper  outlives this; none: this portal has no key, and can't get one
    SqlEnrolment(Connections &connections, const Clock &clock, Random &random, KeyKeeper *keeper)
        : m_connections(connections), m_clock(clock), m_random(random), m_keeper(keeper)
    {
    }

    /// Makes the directory key where the directory has none, nor anything that it would have sealed, and enrols this portal.
    /// Errors: those of the keeper.
    [[nodiscard]] Result<void> ensureKey();
    /// Errors: those of check().
    [[nodiscard]] Result<DirectoryKey> key();

    [[nodiscard]] Result<EnrolmentStatus> status() override;
    [[nodiscard]] Result<void> check() override;
    [[nodiscard]] Result<void> setRecoveryPassphrase(const Actor &actor, const SecretBytes &passphrase) override;
    [[nodiscard]] Result<void> enrol(const Actor &actor, const SecretBytes &passphrase) override;
    [[nodiscard]] Result<void> remove(const Actor &actor, const PortalId &portal) override;

private:
    [[nodiscard]] EnrolledPortal newPortal() const;
    [[nodiscard]] Result<DirectoryKey> openedKey() const;
    void remember(const DirectoryKey &key);

    Connections &m_connections;
    const Clock &m_clock;
    Random &m_random;
    KeyKeeper *m_keeper;
    QMutex m_opening; ///< one question to the keychain at a time
    std::optional<DirectoryKey> m_key;
};

} // namespace usher
