// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>

/// The picture of the house: one row a folder, what it may include of ours, and which outside headers it alone may use.
/// ARCHITECTURE.md explains it; a static library that links only Qt Core can still include Widgets headers by accident, so
/// the includes themselves are read.
namespace {

struct Row
{
    std::set<QString> folders;      ///< of this repository, besides its own
    std::set<QString> outside = {}; ///< names of rows in the table of outside headers
};

using Table = std::map<QString, Row>;

using Names = std::initializer_list<const char *>;

std::set<QString> named(Names names)
{
    std::set<QString> set;
    for (const char *name : names)
        set.insert(QString::fromLatin1(name));
    return set;
}

Row row(Names folders, Names outside)
{
    return {named(folders), named(outside)};
}

Row core(Names folders, Names outside = {})
{
    Row room{{}, named(outside)};
    for (const char *folder : folders)
        room.folders.insert(QStringLiteral("core/%1").arg(QLatin1String(folder)));
    room.outside.insert(QStringLiteral("Qt Core"));
    return room;
}

/// A screen: all of core, the theme, the shared widgets, and what is named.
Row screen(Names folders = {})
{
    Row room{named(folders), named({"Qt Core", "Qt Gui", "Qt Concurrent", "Qt Svg"})};
    room.folders.merge(named({"core/*", "ui/theme", "ui/widgets"}));
    return room;
}

const Table &house()
{
    static const Table table{
        {QStringLiteral("core/base"), core({})},
        {QStringLiteral("core/crypto"), core({"base"}, {"OpenSSL", "libsodium"})},
        {QStringLiteral("core/xml"), core({"base", "crypto"}, {"libxml2", "xmlsec", "OpenSSL"})},
        {QStringLiteral("core/vault"), core({"base", "crypto"}, {"QtKeychain"})},
        {QStringLiteral("core/settings"), core({"base"}, {"QSettings"})},
        {QStringLiteral("core/saml"), core({"base", "crypto", "xml"}, {"zlib"})},
        {QStringLiteral("core/capture"), core({"base", "saml"}, {"Qt HttpServer", "Qt Network"})},
        {QStringLiteral("core/directory"), core({"base"})},
        {QStringLiteral("core/provisioning"), core({"base", "saml", "directory"})},
        {QStringLiteral("core/audit"), core({"base", "crypto", "directory"})},
        {QStringLiteral("core/session"), core({"base", "crypto", "saml", "directory", "audit", "provisioning", "vault"})},
        {QStringLiteral("core/federation"), core({"base", "crypto", "saml", "provisioning"}, {"Qt Network"})},
        {QStringLiteral("core/store"),
         core({"base", "crypto", "saml", "directory", "audit", "provisioning", "session", "vault"}, {"Qt Sql"})},
        {QStringLiteral("core/inspector"), core({"base", "crypto", "xml", "saml", "directory", "provisioning"})},
        {QStringLiteral("core/explain"), core({"base", "saml", "directory", "provisioning", "audit", "inspector"})},
        {QStringLiteral("core/sandbox"), core({"base", "crypto", "xml", "saml"}, {"Qt HttpServer"})},

        {QStringLiteral("ui/theme"), row({"core/base", "core/settings"}, {"Qt Core", "Qt Gui", "Qt Svg"})},
        {QStringLiteral("ui/widgets"), screen()},
        {QStringLiteral("ui/webview"), row({"core/base", "core/saml"}, {"Qt Core", "Qt Gui", "Qt WebEngine"})},
        {QStringLiteral("ui/signin"), screen({"ui/webview"})},
        {QStringLiteral("ui/welcome"), screen()},
        {QStringLiteral("ui/identity"), screen()},
        {QStringLiteral("ui/users"), screen()},
        {QStringLiteral("ui/account"), screen()},
        {QStringLiteral("ui/settings"), screen()},
        {QStringLiteral("ui/shell"), screen({"ui/*"})},

        {QStringLiteral("app"), row({"core/*", "ui/*"}, {"Qt Core", "Qt Gui", "Qt Network", "Qt Concurrent"})},
    };
    return table;
}

struct Outside
{
    QString name;
    QRegularExpression header;
};

/// First match names the header's row; what matches nothing must be the standard library.
const std::vector<Outside> &outsideHeaders()
{
    const auto header = [](const char *name, const char *pattern) {
        return Outside{QString::fromLatin1(name), QRegularExpression(QStringLiteral("\\A(?:%1)\\z").arg(QLatin1String(pattern)))};
    };
    static const std::vector<Outside> table{
        header("OpenSSL", "openssl/.*"),
        header("libsodium", "sodium\\.h|sodium/.*"),
        header("QtKeychain", "qt6keychain/.*"),
        header("libxml2", "libxml/.*"),
        header("xmlsec", "xmlsec/.*"),
        header("zlib", "zlib\\.h"),
        header("QSettings", "QSettings"),
        header("Qt Sql", "QtSql.*|QSql.*"),
        header("Qt HttpServer", "QtHttpServer.*|QHttpServer.*|QAbstractHttpServer|QTcpServer"),
        header("Qt Network", "QtNetwork.*|QNetwork.*|QSsl.*|QTcpSocket|QHost.*|QAbstractSocket|QLocal(Server|Socket)"),
        header("Qt WebEngine", "QtWebEngine.*|QWebEngine.*"),
        header("Qt Concurrent", "QtConcurrent.*"),
        header("Qt Svg", "QtSvg.*|QSvg.*"),
        header("Qt Charts", "QtCharts.*|QChart.*"),
        header(
            "Qt Core",
            "Qt|QtCore|QtGlobal|QtPlugin|QtEndian|QtMath|QtDebug|QString.*|QByteArray.*|QChar|QLatin1.*|QStringView|QList|QVector|"
            "QHash.*|QMap|QSet|QQueue|QVariant.*|"
            "QUrl.*|QDate.*|QTime.*|QTimer|QTimeZone|QElapsedTimer|QDeadlineTimer|QDir.*|QFile.*|QSaveFile|QTemporary.*|QLockFile|"
            "QIODevice|QBuffer|QStandardPaths|QSysInfo|"
            "QJson.*|QCommandLine.*|QCoreApplication|QObject|QPointer|QScopeGuard|QSharedPointer|QMutex.*|QThread.*|QRunnable|"
            "QReadWriteLock|QSemaphore|QWaitCondition|QAtomic.*|QFuture.*|QPromise|QRandomGenerator|"
            "QRegularExpression.*|QCryptographicHash|QMessageAuthenticationCode|QXmlStream.*|QLoggingCategory|QPluginLoader|"
            "QLibrary.*|QLocale|QCollator|QTextStream|QTextBoundaryFinder|QTextCodec|QMeta.*|QEvent|"
            "QAbstractItemModel|QAbstractListModel|QAbstractTableModel|QSortFilterProxyModel|QIdentityProxyModel|QItemSelection.*|"
            "QModelIndex|QUuid|QProcess.*|QTranslator|QMargins|QPoint|QRect|QSize|QLine|QMimeData|"
            "QSignal.*|QAbstractEventDispatcher|QEventLoop|QDebug|QFlags|QSysInfo|QVersionNumber|QtTypes|QOperatingSystemVersion|"
            "QPropertyAnimation|QVariantAnimation|QEasingCurve|QAbstractAnimation|QParallelAnimationGroup"),
        header("Qt Gui", "QtGui.*|QtWidgets.*|Q[A-Z].*"), // every other class of Qt that a screen may use: Gui and Widgets
    };
    return table;
}

/// The row of a source file: `core/saml`, `ui/shell`, `app`.
QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == u"app" ? parts.first() : parts.mid(0, 2).join(u'/');
}

bool allows(const Row &row, const QString &room)
{
    return row.folders.contains(room) || row.folders.contains(room.section(u'/', 0, 0) + QStringLiteral("/*"));
}

QString outsideNameOf(const QString &header)
{
    for (const Outside &outside : outsideHeaders()) {
        if (outside.header.match(header).hasMatch())
            return outside.name;
    }
    return {};
}

enum class Include { Quoted, Angled };

/// Why \p room may not include \p header; empty where it may.
QString complaint(const QString &room, const QString &header, Include kind)
{
    const Row &row = house().at(room);
    if (kind == Include::Quoted) {
        if (!header.contains(u'/'))
            return header.endsWith(u".moc") ? QString() : QStringLiteral("include it from the root of the repository");
        const QString other = roomOf(header);
        return other == room || allows(row, other) ? QString() : QStringLiteral("%1 may not include %2").arg(room, other);
    }
    static const QRegularExpression standardHeader(QStringLiteral("\\A(?:[a-z_]+|(?:sys/)?[a-z]+\\.h)\\z"));
    const QString outside = outsideNameOf(header);
    if (outside.isEmpty())
        return standardHeader.match(header).hasMatch() ? QString() : QStringLiteral("no row in the table of outside headers");
    return row.outside.contains(outside) ? QString() : QStringLiteral("%1 may not use %2").arg(room, outside);
}

QString source(const QString &path)
{
    QFile file(QStringLiteral(USHER_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList sourcesUnder(const QString &top)
{
    QStringList paths;
    const QDir root(QStringLiteral(USHER_SOURCE_DIR));
    QDirIterator files(root.filePath(top), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        paths << root.relativeFilePath(files.next());
    paths.sort();
    return paths;
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFolderHasARow()
    {
        for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui")}) {
            const QStringList folders =
                QDir(QStringLiteral(USHER_SOURCE_DIR "/") + top).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
            QVERIFY(!folders.isEmpty());
            for (const QString &folder : folders)
                QVERIFY2(house().contains(top + u'/' + folder), qPrintable(top + u'/' + folder + QStringLiteral(" has no row")));
        }
    }

    void everyRowHasItsFolder()
    {
        for (const auto &[room, row] : house())
            QVERIFY2(QDir(QStringLiteral(USHER_SOURCE_DIR "/") + room).exists(), qPrintable(room));
    }

    void theTopHoldsWhatPeopleExpect()
    {
        const QSet<QString> expected{QStringLiteral("app"),       QStringLiteral("core"),  QStringLiteral("packaging"),
                                     QStringLiteral("resources"), QStringLiteral("tests"), QStringLiteral("ui")};
        const QStringList folders = QDir(QStringLiteral(USHER_SOURCE_DIR)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &folder : folders)
            QVERIFY2(expected.contains(folder) || folder.startsWith(u"build"), qPrintable(folder));
    }

    void everyIncludeIsAllowed_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
            for (const QString &path : sourcesUnder(top))
                QTest::newRow(qPrintable(path)) << path;
        }
    }

    void everyIncludeIsAllowed()
    {
        QFETCH(QString, path);
        static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s+([<\"])([^>\"]+)[>\"]"),
                                                QRegularExpression::MultilineOption);
        const QString room = roomOf(path);
        QVERIFY(house().contains(room));
        const QString text = source(path);
        QVERIFY(!text.isEmpty());
        for (auto matches = include.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            const QString why = complaint(room, match.captured(2), match.captured(1) == u"\"" ? Include::Quoted : Include::Angled);
            QVERIFY2(why.isEmpty(), qPrintable(QStringLiteral("%1 includes %2: %3").arg(path, match.captured(2), why)));
        }
    }

    void theRowsAreTakenSeriously()
    {
        QVERIFY(!complaint(QStringLiteral("core/saml"), QStringLiteral("ui/shell/main_window.h"), Include::Quoted).isEmpty());
        QVERIFY(!complaint(QStringLiteral("core/saml"), QStringLiteral("QWidget"), Include::Angled).isEmpty());
        QVERIFY(!complaint(QStringLiteral("core/directory"), QStringLiteral("QSqlQuery"), Include::Angled).isEmpty());
        QVERIFY(!complaint(QStringLiteral("core/saml"), QStringLiteral("openssl/evp.h"), Include::Angled).isEmpty());
        QVERIFY(!complaint(QStringLiteral("ui/users"), QStringLiteral("ui/signin/sign_in_page.h"), Include::Quoted).isEmpty());
        QVERIFY(!complaint(QStringLiteral("ui/shell"), QStringLiteral("QWebEngineView"), Include::Angled).isEmpty());
        QVERIFY(!complaint(QStringLiteral("core/base"), QStringLiteral("result.h"), Include::Quoted).isEmpty());
        QVERIFY(complaint(QStringLiteral("core/saml"), QStringLiteral("core/xml/document.h"), Include::Quoted).isEmpty());
        QVERIFY(complaint(QStringLiteral("core/saml"), QStringLiteral("vector"), Include::Angled).isEmpty());
    }

    void theWindowNeverWaits()
    {
        static const QRegularExpression waiting(QStringLiteral("(?:\\.|->)exec\\(|processEvents|waitForFinished|QEventLoop"));
        for (const QString &path : sourcesUnder(QStringLiteral("ui"))) {
            const QRegularExpressionMatch match = waiting.match(source(path));
            QVERIFY2(!match.hasMatch(), qPrintable(path + QStringLiteral(": ") + match.captured()));
        }
    }

    void coloursAndStyleSheetsLiveInTheTheme()
    {
        static const QRegularExpression painted(
            QStringLiteral("\"#[0-9a-fA-F]{3,8}\"|QColor\\((?:Qt::|\"|0x|\\d)|setStyleSheet\\((?!\\))"));
        for (const QString &path : sourcesUnder(QStringLiteral("ui"))) {
            if (path.startsWith(u"ui/theme/"))
                continue;
            const QRegularExpressionMatch match = painted.match(source(path));
            QVERIFY2(!match.hasMatch(), qPrintable(path + QStringLiteral(": ") + match.captured()));
        }
    }

    void everyFileNamesItsLicence()
    {
        for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("tests")}) {
            for (const QString &path : sourcesUnder(top))
                QVERIFY2(source(path).startsWith(u"// SPDX-License-Identifier: GPL-3.0-or-later"), qPrintable(path));
        }
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "test_layers.moc"
