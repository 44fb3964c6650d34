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
};

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
