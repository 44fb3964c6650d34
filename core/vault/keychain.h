// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QMutex>
#include <QString>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>

namespace QKeychain {
class Job;
}

namespace usher {

/// This user's keychain: Secret Service (GNOME Keyring, KeePassXC) or KWallet, whatever the desktop has, through QtKeychain. At
/// most one for a process, because QtKeychain queues its jobs in the thread that asked first: a thread of this object's own, with
/// an event loop, so that callers just wait. Call from any thread but the UI's.
class Keychain
{
public:
    /// How long somebody may take to type the keychain's own password.
    static constexpr std::chrono::seconds patience{60};

    Keychain() = default;
    ~Keychain();
    Q_DISABLE_COPY_MOVE(Keychain)

    /// Errors: PortalKeyMissing (the keychain answers, and knows no such entry), KeychainUnavailable (after `patience` at
    /// the latest; at once where there is no session bus).
    [[nodiscard]] Result<SecretBytes> read(const QString &entry);
    /// Error: KeychainUnavailable.
    [[nodiscard]] Result<void> write(const QString &entry, const SecretBytes &secret);

private:
    struct Answer;
    using MakeJob = std::function<QKeychain::Job *()>;
    [[nodiscard]] Answer ask(MakeJob makeJob);
    void start();

    QMutex m_starting;
    QThread m_thread;
    std::unique_ptr<QObject> m_desk; ///< lives in the thread, and owns what is under way there
};

} // namespace usher
