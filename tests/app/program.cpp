// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <sys/prctl.h>

#include <linux/capability.h>

namespace usher::test {

namespace {

constexpr int patience = 60'000; // milliseconds; a start under a sanitizer on a busy machine takes its time

void holdToPermissions()
{
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
}

} // namespace

std::vector<QJsonObject> Run::lines() const
{
    std::vector<QJsonObject> objects;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            objects.push_back(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

QJsonObject Run::json() const
{
    const std::vector<QJsonObject> objects = lines();
    return objects.size() == 1 ? objects.front() : QJsonObject();
}

QJsonObject checkOf(const QJsonObject &report, const QString &name)
{
    for (const QJsonValue check : report[QStringLiteral("checks")].toArray()) {
        if (check[QStringLiteral("check")] == name)
            return check.toObject();
    }
    return {};
}

QString Program::path()
{
    return QStringLiteral(USHER_PROGRAM);
}

void Program::prepare(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QLatin1String(variable));
    for (const char *variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        environment.insert(QLatin1String(variable), m_home.path());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), {}); // nobody's own keychain
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_home.path());
    process.setProgram(path());
    process.setArguments(arguments);
}

Run Program::run(const QStringList &arguments, const QByteArray &input, Privileges privileges) const
{
    QProcess process;
    prepare(process, arguments);
    if (privileges == Privileges::HeldToPermissions)
        process.setChildProcessModifier(holdToPermissions);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience))
        process.kill();
    const bool ended = process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString Program::file(const QString &name, const QByteArray &content) const
{
    QFile file(m_home.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s can't be written", qPrintable(file.fileName()));
    return file.fileName();
}

QByteArray Program::response(const QStringList &options) const
{
    const Run made = run(QStringList{QStringLiteral("sandbox"), QStringLiteral("response")} + options);
    if (made.exitCode != 0)
        qFatal("no response: %s", made.err.constData());
    return made.out;
}

QString Program::metadata() const
{
    const QString name = QStringLiteral("tenant.xml");
    if (QFile::exists(file(name)))
        return file(name);
    return file(name, run({QStringLiteral("sandbox"), QStringLiteral("metadata")}).out);
}

QStringList Program::trust() const
{
    return {QStringLiteral("--idp-metadata"), metadata(),           QStringLiteral("--entity-id"), QLatin1String(entityId),
            QStringLiteral("--acs-url"),      QLatin1String(acsUrl)};
}

std::vector<User> Program::usersIn(const StoreAddress &address)
{
    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(address, DirectoryKind::Real, WhenMissing::Fail, clock, random);
    if (!store)
        qFatal("%s can't be opened", qPrintable(address.path));
    const Actor reader = Actor::operatorNamed(QStringLiteral("test"));
    const auto page = (*store)->directory().users(reader, {});
    std::vector<User> users;
    for (const UserRow &row : page->rows)
        users.push_back(*(*store)->directory().user(reader, row.id));
    return users;
}

} // namespace usher::test
