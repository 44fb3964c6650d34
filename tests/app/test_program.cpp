// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace usher;
using test::Program;

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotLinkTheBrowserEngine()
    {
        QProcess readelf;
        readelf.start(QStringLiteral("readelf"), {QStringLiteral("-d"), Program::path()});
        QVERIFY2(readelf.waitForFinished(), qPrintable(readelf.errorString()));
        QCOMPARE(readelf.exitCode(), 0);
        const QByteArray dynamicSection = readelf.readAllStandardOutput();
        QVERIFY2(dynamicSection.contains("Qt6Core"), dynamicSection); // it is the right section that was read
        QVERIFY2(!dynamicSection.contains("WebEngine"), dynamicSection);
        QVERIFY2(!dynamicSection.contains("WebChannel"), dynamicSection);
    }

    /// Threat 27: the parsers of libxml2 that had most of its defects. What a program doesn't import it can't call.
    void reachesNoOtherParserOfLibxml2()
    {
        QProcess nm;
        nm.start(QStringLiteral("nm"), {QStringLiteral("-D"), QStringLiteral("--undefined-only"), Program::path()});
        QVERIFY2(nm.waitForFinished(), qPrintable(nm.errorString()));
        QCOMPARE(nm.exitCode(), 0);
        const QByteArray imported = nm.readAllStandardOutput();
        QVERIFY2(imported.contains("xmlCtxtReadMemory"), imported); // it is the right table that was read
        for (const char *parser : {"xmlSchema", "xmlRelaxNG", "xmlXInclude", "xmlXPtr", "xmlXPath", "xmlLoadCatalog", "xmlCatalog",
                                   "xmlACatalog", "htmlParse", "htmlRead", "htmlCtxt", "xsltApply", "xsltParse"})
            QVERIFY2(!imported.contains(parser), parser);
    }

    /// A core would hold keys and passwords. The operating system keeps the promise, so it is asked what was promised.
    void leavesNoCore()
    {
        const Program program;
        QProcess server;
        program.prepare(server,
                        {QStringLiteral("sandbox"), QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
        server.start();
        QVERIFY2(server.waitForReadyRead(), server.readAllStandardError().constData()); // it is past its start
        QFile limits(QStringLiteral("/proc/%1/limits").arg(server.processId()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        static const QRegularExpression core(QStringLiteral("Max core file size +1 +1 +bytes"));
        const QString found = QString::fromLatin1(limits.readAll());
        QVERIFY2(core.match(found).hasMatch(), qPrintable(found));

        QVERIFY(::kill(pid_t(server.processId()), SIGSEGV) == 0);
        QVERIFY(server.waitForFinished());
        QCOMPARE(server.exitStatus(), QProcess::CrashExit);
        QVERIFY(QDir(program.file({})).entryList({QStringLiteral("*core*")}, QDir::Files).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
