// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/secret_bytes.h"
#include "core/session/sign_in.h"

#include <QByteArray>

namespace usher {

/// A local account's name and argon2id hash.
struct LocalCredential
{
    UserId user;
    QString name;
    QByteArray passwordHash;
};

/// Keeps local owners; implemented by core/store.
class LocalOwnerStore
{
public:
    virtual ~LocalOwnerStore() = default;

    /// Whether there is no active owner yet, by whatever way one may have come.
    [[nodiscard]] virtual Result<bool> needsFirstStart() = 0;
    /// Creates the account (origin Manual, role Owner) and its credential in one transaction.
    /// Error: LocalOwnerExists: the first start is over once there is an active owner, local or not.
    [[nodiscard]] virtual Result<User> create(const Profile &profile, const LocalCredential &credential, TimePoint now) = 0;
    /// Error: NotFound.
    [[nodiscard]] virtual Result<LocalCredential> find(const QString &name) = 0;
    /// Moves the last sign-in and audits it. Errors: UserDisabled.
    [[nodiscard]] virtual Result<User> recordSignIn(const UserId &user, TimePoint now) = 0;
};

/// Whether a new password will do. Error: PasswordTooShort, with the least number of characters as subject.
[[nodiscard]] Result<void> checkNewPassword(const SecretBytes &password);

/// The break-glass owner: made at the first start, signs in without Entra. White space around a name and the way its accents were
/// typed do not count.
class LocalOwner
{
public:
    LocalOwner(LocalOwnerStore &store, Directory &directory, const Clock &clock, Random &random);

    [[nodiscard]] Result<bool> needsFirstStart() { return m_store.needsFirstStart(); }
    /// Hashes for some hundred milliseconds. Errors: ConfigurationInvalid (empty name), PasswordTooShort, LocalOwnerExists.
    [[nodiscard]] Result<Session> create(const QString &name, const SecretBytes &password);
    /// Error: WrongPassword, also where the name is unknown, after the same time.
    [[nodiscard]] Result<Session> signIn(const QString &name, const SecretBytes &password);

private:
    LocalOwnerStore &m_store;
    Directory &m_directory;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace usher
