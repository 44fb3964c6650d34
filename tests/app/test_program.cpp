// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QTest>

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
};

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
