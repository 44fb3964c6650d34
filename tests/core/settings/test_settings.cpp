// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace usher;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startWithTheSystemsAppearanceAndNothingElse()
    {
        const Settings settings(m_folder.filePath(QStringLiteral("fresh.ini")));
        QCOMPARE(settings.appearance(), Appearance::FollowSystem);
        QVERIFY(settings.windowGeometry().isEmpty());
        QVERIFY(settings.directoryAddress().isEmpty());
        QVERIFY(settings.lastScreen().isEmpty());
    }

    void rememberAcrossStarts()
    {
        const QString file = m_folder.filePath(QStringLiteral("kept.ini"));
        {
            Settings settings(file);
            settings.setAppearance(Appearance::Dark);
            settings.setWindowGeometry(QByteArray("\x01\x00\xff", 3));
            settings.setDirectoryAddress(QStringLiteral("sqlite:/srv/ünïcode, with comma.sqlite"));
            settings.setLastScreen(QStringLiteral("users"));
        }
        const Settings settings(file);
        QCOMPARE(settings.appearance(), Appearance::Dark);
        QCOMPARE(settings.windowGeometry(), QByteArray("\x01\x00\xff", 3));
        QCOMPARE(settings.directoryAddress(), QStringLiteral("sqlite:/srv/ünïcode, with comma.sqlite"));
        QCOMPARE(settings.lastScreen(), QStringLiteral("users"));
    }

    void survivesAFileThatIsNone()
    {
        const QString name = m_folder.filePath(QStringLiteral("garbage.ini"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[window]\nappearance=purple\n\x00\xff\xfe garbage");
        file.close();
        QCOMPARE(Settings(name).appearance(), Appearance::FollowSystem);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestSettings)
#include "test_settings.moc"
