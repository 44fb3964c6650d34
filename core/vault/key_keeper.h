// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/sealed_box_key.h"

#include <QString>

#include <optional>

namespace usher {

class Keychain;

/// Where the private half of a portal's key is kept.
enum class KeyPlace { Keychain, File };

/// What is known of this portal's key without opening anything.
struct PortalIdentity
{
    QByteArray publicHalf;
    KeyPlace place = KeyPlace::File;
};

/// Keeps the one key pair by which this user, on this machine, opens directories: in the keychain where there is one, else in a
/// file of mode 0600. A file in \p folder remembers the choice, which never changes by itself. Call from any thread but the UI's.
class KeyKeeper
{
public:
    /// \param keychain  outlives this; none: nothing but the file will do
    KeyKeeper(const QString &folder, Keychain *keychain);

    /// Nothing where no key was made yet. Quick. Errors: FileUnreadable, KeyUnreadable (the file is there, but is none of ours).
    [[nodiscard]] Result<std::optional<PortalIdentity>> identity() const;
    /// Errors: PortalKeyMissing (also where none was made yet), KeychainUnavailable, FileUnreadable, KeyUnreadable.
    [[nodiscard]] Result<SealedBoxKey> key() const;
    /// Makes a key: in the keychain if it takes it, else in the file.
    /// \param instead  identity() of one that is lost; none: the first, and where another process has just made that, theirs counts
    /// Errors: FolderReadOnly, DiskFull, FileUnwritable.
    [[nodiscard]] Result<SealedBoxKey> make(const std::optional<PortalIdentity> &instead);

    /// The file that holds the key, or the choice.
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
    Keychain *m_keychain;
};

} // namespace usher
