// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_keeper.h"

#include "core/base/private_file.h"
#include "core/vault/keychain.h"

#include <QDir>
#include <QFileInfo>

namespace usher {

namespace {

// The file is one line: where the key is, and the private half itself, or only the public one where the keychain has the other.
constexpr QByteArrayView keychainWord = "keychain ";
constexpr QByteArrayView fileWord = "file ";

std::unexpected<Error> unreadable(const QString &path)
{
    return fail(ErrorCode::KeyUnreadable, path, QStringLiteral("no portal key"));
}

Result<SecretBytes> decoded(QByteArrayView base64, const QString &path)
{
    // A view of the secret itself: fromRawData() makes no copy that nobody wipes.
    auto result = QByteArray::fromBase64Encoding(QByteArray::fromRawData(base64.data(), base64.size()),
                                                 QByteArray::AbortOnBase64DecodingErrors);
    SecretBytes bytes = SecretBytes::take(result.decoded);
    if (!result || bytes.isEmpty())
        return unreadable(path);
    return bytes;
}

Result<SealedBoxKey> keyIn(QByteArrayView base64, const QString &path)
{
    USHER_TRY(SecretBytes privateHalf, decoded(base64, path));
    Result<SealedBoxKey> key = SealedBoxKey::fromPrivateHalf(std::move(privateHalf));
    return key ? std::move(key) : unreadable(path);
}

/// Each key has an entry of its own, so that several data folders of one user never meet in the keychain.
QString entryOf(QByteArrayView publicHalf)
{
    return QStringLiteral("portal/") + QString::fromLatin1(publicHalf.toByteArray().toHex());
}

SecretBytes lineOf(QByteArrayView word, QByteArrayView half)
{
    QByteArray base64 = QByteArray::fromRawData(half.data(), half.size()).toBase64();
    QByteArray line;
    line.reserve(word.size() + base64.size() + 1); // no copy is left behind by growing
    line.append(word).append(base64).append('\n');
    (void)SecretBytes::take(base64);
    return SecretBytes::take(line);
}

} // namespace

KeyKeeper::KeyKeeper(const QString &folder, Keychain *keychain)
    : m_path(QDir::cleanPath(QDir(folder).absoluteFilePath(QStringLiteral("portal-key")))), m_keychain(keychain)
{
}

Result<std::optional<PortalIdentity>> KeyKeeper::identity() const
{
    if (!QFileInfo::exists(m_path))
        return std::nullopt;
    USHER_TRY(const SecretBytes read, readPrivateFile(m_path));
    const QByteArrayView line = read.view().trimmed();
    if (line.startsWith(keychainWord)) {
        USHER_TRY(const SecretBytes publicHalf, decoded(line.sliced(keychainWord.size()), m_path));
        return PortalIdentity{publicHalf.view().toByteArray(), KeyPlace::Keychain};
    }
    if (!line.startsWith(fileWord))
        return unreadable(m_path);
    USHER_TRY(const SealedBoxKey key, keyIn(line.sliced(fileWord.size()), m_path));
    return PortalIdentity{key.publicHalf(), KeyPlace::File};
}

Result<SealedBoxKey> KeyKeeper::key() const
{
    USHER_TRY(const std::optional<PortalIdentity> known, identity());
    if (!known)
        return fail(ErrorCode::PortalKeyMissing, m_path);
    if (known->place == KeyPlace::File) {
        USHER_TRY(const SecretBytes read, readPrivateFile(m_path));
        return keyIn(read.view().trimmed().sliced(fileWord.size()), m_path);
    }
    if (m_keychain == nullptr)
        return fail(ErrorCode::KeychainUnavailable);
    USHER_TRY(SecretBytes privateHalf, m_keychain->read(entryOf(known->publicHalf)));
    Result<SealedBoxKey> key = SealedBoxKey::fromPrivateHalf(std::move(privateHalf));
    if (!key || key->publicHalf() != known->publicHalf)
        return fail(ErrorCode::PortalKeyMissing);
    return key;
}

Result<SealedBoxKey> KeyKeeper::make(const std::optional<PortalIdentity> &instead)
{
    USHER_TRY(const SealedBoxKey made, SealedBoxKey::generate());
    const bool isInKeychain =
        m_keychain != nullptr && m_keychain->write(entryOf(made.publicHalf()), SecretBytes(made.privateHalf()));
    const SecretBytes line = isInKeychain ? lineOf(keychainWord, made.publicHalf()) : lineOf(fileWord, made.privateHalf());
    USHER_TRY(writePrivateFile(m_path, line.view(), instead ? WhenThere::Replace : WhenThere::Keep));
    return key();
}

} // namespace usher
