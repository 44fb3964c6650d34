// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace usher::test {

/// Runs this program once more in a session bus of its own, on which nothing starts by itself. \return its exit code; nothing in
/// the inner run, which goes on.
[[nodiscard]] std::optional<int> runInOwnSession(int argc, char **argv);

/// GNOME's keyring, without a display: unlocked at its start, its files in a folder of its own.
class Keyring
{
public:
    Keyring() { start(); }
    ~Keyring() { stop(); }
    Q_DISABLE_COPY_MOVE(Keyring)

    /// On the bus when it returns, and off it.
    void start();
    void stop();
    /// Loses everything, as a keychain that was reset.
    static void forget();
    /// What lies on the disk.
    [[nodiscard]] QByteArray files() const;

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

} // namespace usher::test
