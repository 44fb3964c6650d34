// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/local_owner.h"
#include "core/store/connections.h"

namespace usher {

/// Accounts that sign in without Entra, and their password hashes. Names are compared case-folded.
class SqlLocalOwnerStore final : public LocalOwnerStore
{
public:
    explicit SqlLocalOwnerStore(Connections &connections) : m_connections(connections) {}

    [[nodiscard]] Result<bool> needsFirstStart() override;
    [[nodiscard]] Result<User> create(const Profile &profile, const LocalCredential &credential, TimePoint now) override;
    [[nodiscard]] Result<LocalCredential> find(const QString &name) override;
    [[nodiscard]] Result<User> recordSignIn(const UserId &user, TimePoint now) override;

private:
    Connections &m_connections;
};

} // namespace usher
