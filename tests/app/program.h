// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace usher::test {

/// What one run of the program left.
struct Run
{
    int exitCode = -1; ///< negative: it did not end by itself
    QByteArray out;
    QByteArray err;

    /// The objects of `--format json`, a line each.
    [[nodiscard]] std::vector<QJsonObject> lines() const;
    /// The only one.
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString error() const { return QString::fromUtf8(err); }
};

/// The check of that name in a report.
[[nodiscard]] QJsonObject checkOf(const QJsonObject &report, const QString &name);

/// The built `usher` in a home of its own, without a display.
class Program
{
public:
    /// The service provider that sandbox responses are for unless they are told.
    static constexpr auto entityId = "urn:usher:sandbox";
    static constexpr auto acsUrl = "http://localhost:48110/saml/acs";

    /// As root, permissions bind nobody; a program held to them gives up the right to pass over them.
    enum class Privileges { AsThey, HeldToPermissions };

    [[nodiscard]] static QString path();

    [[nodiscard]] Run run(const QStringList &arguments, const QByteArray &input = {},
                          Privileges privileges = Privileges::AsThey) const;
    /// Ready to be started: environment and program are set.
    void prepare(QProcess &process, const QStringList &arguments) const;

    /// A file in the home; with \p content it is written.
    [[nodiscard]] QString file(const QString &name) const { return m_home.filePath(name); }
    QString file(const QString &name, const QByteArray &content) const;

    /// One response of the sandbox tenant.
    [[nodiscard]] QByteArray response(const QStringList &options = {}) const;
    /// The sandbox tenant's metadata as a file, written once.
    [[nodiscard]] QString metadata() const;
    /// Trust in the sandbox tenant, for the service provider above.
    [[nodiscard]] QStringList trust() const;

    [[nodiscard]] StoreAddress directory(const QString &name = QStringLiteral("directory.sqlite")) const { return {file(name)}; }
    /// Everybody in a directory, by best name.
    [[nodiscard]] static std::vector<User> usersIn(const StoreAddress &address);

private:
    QTemporaryDir m_home;
};

} // namespace usher::test
