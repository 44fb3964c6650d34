// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

class QSettings;

namespace usher {

enum class Appearance { FollowSystem, Light, Dark };

/// This machine's choices: nothing that belongs to the directory.
class Settings
{
public:
    /// The user's own, under org.usher.Usher; or a file, for a sandbox and for tests.
    Settings();
    explicit Settings(const QString &file);
    ~Settings();

    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance);
    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    [[nodiscard]] QString directoryAddress() const; ///< `sqlite:…`; empty: the default
    void setDirectoryAddress(const QString &address);
    [[nodiscard]] QString lastScreen() const;
    void setLastScreen(const QString &screen);

private:
    std::unique_ptr<QSettings> m_settings;
};

} // namespace usher
