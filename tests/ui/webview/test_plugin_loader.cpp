// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/plugin_loader.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace usher;

class TestPluginLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksBesideTheProgramAndWhereItIsInstalled();
    void saysWhereItLookedWhenThereIsNone();
    void saysWhatIsWrongWithAFileThatIsNoPlugin();
    void refusesAPluginOfAnotherVersion();
    void saysThatTheEngineRefusesRoot();
    void answersWithTheSameFactoryAgain();
};

void TestPluginLoader::looksBesideTheProgramAndWhereItIsInstalled()
{
    const QStringList folders = embeddedViewFolders();
    QVERIFY(folders.contains(QCoreApplication::applicationDirPath()));
    QVERIFY2(folders.last().endsWith(QStringLiteral("/usher")), qPrintable(folders.last()));
}

void TestPluginLoader::saysWhereItLookedWhenThereIsNone()
{
    const QTemporaryDir empty;
    const auto factory = loadEmbeddedViews({empty.path()});
    QVERIFY(!factory);
    QCOMPARE(factory.error().code, ErrorCode::BrowserEngineMissing);
    QVERIFY(factory.error().detail.contains(empty.path()));
}

void TestPluginLoader::saysWhatIsWrongWithAFileThatIsNoPlugin()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("usher_webview.so")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a library");
    file.close();

    const auto factory = loadEmbeddedViews({folder.path()});
    QVERIFY(!factory);
    QCOMPARE(factory.error().code, ErrorCode::BrowserEngineMissing);
    QVERIFY(factory.error().detail.contains(QStringLiteral("usher_webview.so")));
}

void TestPluginLoader::refusesAPluginOfAnotherVersion()
{
    // Any plugin of Qt's that is not ours: it loads, and has another interface.
    const QTemporaryDir folder;
    const QString stranger = QLibraryInfo::path(QLibraryInfo::PluginsPath) + QStringLiteral("/platforms/libqoffscreen.so");
    QVERIFY(QFile::copy(stranger, folder.filePath(QStringLiteral("usher_webview.so"))));

    const auto factory = loadEmbeddedViews({folder.path()});
    QVERIFY(!factory);
    QCOMPARE(factory.error().code, ErrorCode::BrowserEngineMissing);
    QVERIFY2(factory.error().detail.contains(QStringLiteral("another version")), qPrintable(factory.error().detail));
}

void TestPluginLoader::saysThatTheEngineRefusesRoot()
{
    const QByteArray sandbox = qgetenv("QTWEBENGINE_DISABLE_SANDBOX");
    qunsetenv("QTWEBENGINE_DISABLE_SANDBOX");
    const auto factory = loadEmbeddedViews({QStringLiteral(USHER_WEBVIEW_FOLDER)});
    qputenv("QTWEBENGINE_DISABLE_SANDBOX", sandbox);
    QCOMPARE(factory.has_value(), geteuid() != 0);
    if (!factory)
        QCOMPARE(factory.error().code, ErrorCode::BrowserEngineAsRoot);
}

void TestPluginLoader::answersWithTheSameFactoryAgain()
{
    const QStringList folders{QStringLiteral(USHER_WEBVIEW_FOLDER)};
    const auto first = loadEmbeddedViews(folders);
    const auto second = loadEmbeddedViews(folders);
    QVERIFY2(first, qPrintable(first ? QString() : first.error().detail));
    QVERIFY(second);
    QCOMPARE(*first, *second);
}

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    TestPluginLoader test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_plugin_loader.moc"
