// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/vault/keyring_session.h"

#include "tests/kit/patience.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusInterface>
#include <QDBusMetaType>
#include <QDBusReply>
#include <QDirIterator>
#include <QFile>
#include <QTest>

namespace usher::test {

namespace {

constexpr auto insideVariable = "USHER_TEST_SESSION";

/// A session bus that knows of no service to start.
constexpr auto busConfiguration = R"(<busconfig>
<type>session</type>
<listen>unix:tmpdir=/tmp</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
)";

bool isOnBus()
{
    return QDBusConnection::sessionBus().interface()->isServiceRegistered(QStringLiteral("org.freedesktop.secrets"));
}

} // namespace

std::optional<int> runInOwnSession(int argc, char **argv)
{
    if (qEnvironmentVariableIsSet(insideVariable))
        return std::nullopt;
    const QTemporaryDir folder;
    QFile configuration(folder.filePath(QStringLiteral("session.conf")));
    if (!configuration.open(QIODevice::WriteOnly) || configuration.write(busConfiguration) < 0)
        qFatal("no configuration for a bus");
    configuration.close();
    QStringList command{QStringLiteral("--config-file=") + configuration.fileName(), QStringLiteral("--")};
    for (int i = 0; i < argc; ++i)
        command += QString::fromLocal8Bit(argv[i]);
    qputenv(insideVariable, "1");
    return QProcess::execute(QStringLiteral("dbus-run-session"), command);
}

void Keyring::start()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1String(variable), m_folder.path());
    m_daemon.setProcessEnvironment(environment);
    m_daemon.setProcessChannelMode(QProcess::MergedChannels);
    m_daemon.start(QStringLiteral("gnome-keyring-daemon"),
                   {QStringLiteral("--foreground"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
    m_daemon.write("the keyring's own password");
    m_daemon.closeWriteChannel();
    QTRY_VERIFY2_WITH_TIMEOUT(isOnBus(), m_daemon.readAll().constData(), patience);
}

void Keyring::stop()
{
    m_daemon.terminate();
    QVERIFY(m_daemon.state() == QProcess::NotRunning || m_daemon.waitForFinished(patience));
    QTRY_VERIFY_WITH_TIMEOUT(!isOnBus(), patience);
}

void Keyring::forget()
{
    qDBusRegisterMetaType<QMap<QString, QString>>();
    QDBusInterface service(QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
                           QStringLiteral("org.freedesktop.Secret.Service"));
    const QDBusReply<QList<QDBusObjectPath>> items =
        service.call(QStringLiteral("SearchItems"), QVariant::fromValue(QMap<QString, QString>()));
    QVERIFY2(items.isValid() && !items.value().isEmpty(), qPrintable(items.error().message()));
    for (const QDBusObjectPath &path : items.value()) {
        QDBusInterface item(service.service(), path.path(), QStringLiteral("org.freedesktop.Secret.Item"));
        QVERIFY(item.call(QStringLiteral("Delete")).type() == QDBusMessage::ReplyMessage);
    }
}

QByteArray Keyring::files() const
{
    QByteArray all;
    QDirIterator walk(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace usher::test
