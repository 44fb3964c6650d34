// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/local_owner.h"

#include "core/crypto/password_hash.h"

#include <algorithm>

namespace usher {

namespace {

/// The same name however it was typed: no white space around it, one form of each accented letter (UAX #15).
QString tidyName(const QString &name)
{
    return name.trimmed().normalized(QString::NormalizationForm_C);
}

/// Characters of a UTF-8 password, counted without making a copy of it: every byte but continuation bytes begins one.
qsizetype characterCount(const SecretBytes &password)
{
    return std::ranges::count_if(password.view(), [](char byte) { return (quint8(byte) & 0xC0) != 0x80; });
}

} // namespace

Result<void> checkNewPassword(const SecretBytes &password)
{
    if (characterCount(password) < minimumPasswordLength)
        return fail(ErrorCode::PasswordTooShort, QString::number(minimumPasswordLength));
    return {};
}

LocalOwner::LocalOwner(LocalOwnerStore &store, Directory &directory, const Clock &clock, Random &random)
    : m_store(store), m_directory(directory), m_clock(clock), m_random(random)
{
}

Result<Session> LocalOwner::create(const QString &name, const SecretBytes &password)
{
    const QString tidied = tidyName(name);
    if (tidied.isEmpty())
        return fail(ErrorCode::ConfigurationInvalid, QStringLiteral("name"));
    USHER_TRY(checkNewPassword(password));
    USHER_TRY(QByteArray hash, hashPassword(password));
    Profile profile;
    profile.displayName = tidied;
    profile.userName = tidied;
    const TimePoint now = m_clock.now();
    USHER_TRY(const User user, m_store.create(profile, {UserId(m_random.uuid()), tidied, std::move(hash)}, now));
    return startSession(m_directory, user, now);
}

Result<Session> LocalOwner::signIn(const QString &name, const SecretBytes &password)
{
    const Result<LocalCredential> credential = m_store.find(tidyName(name));
    if (!credential && credential.error().code != ErrorCode::NotFound)
        return std::unexpected(credential.error());
    if (!credential) {
        // The same work as a comparison, so that time does not tell which names exist.
        USHER_TRY(hashPassword(password));
        return fail(ErrorCode::WrongPassword);
    }
    if (checkPassword(password, credential->passwordHash) != PasswordMatch::Matches)
        return fail(ErrorCode::WrongPassword);

    const TimePoint now = m_clock.now();
    USHER_TRY(const User user, m_store.recordSignIn(credential->user, now));
    return startSession(m_directory, user, now);
}

} // namespace usher
