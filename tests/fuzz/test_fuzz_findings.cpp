// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/target.h"
#include "tests/fuzz/tree_mutator.h"
#include "tests/kit/response_text.h"

#include <QDirIterator>
#include <QTest>

using namespace usher;
using namespace usher::fuzz;

/// What fuzzers have found (findings/TARGET), and what they begin with (corpus/TARGET), without a fuzzer.
class TestFuzzFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsEveryGoodForm_data();
    void acceptsEveryGoodForm();
    void readsWithAnotherParserToo();
    void bendsADocumentTheSameWayTwice();
    void neverComplainsOfAKeptInput_data();
    void neverComplainsOfAKeptInput();
};

void TestFuzzFindings::acceptsEveryGoodForm_data()
{
    QTest::addColumn<QByteArray>("xml");
    for (const GoodResponse &good : goodResponses())
        QTest::newRow(qPrintable(good.name)) << good.xml;
}

void TestFuzzFindings::acceptsEveryGoodForm()
{
    QFETCH(const QByteArray, xml);
    const Target &target = targetNamed("response");
    const Outcome outcome = target.run(xml);
    QCOMPARE(outcome.reached, target.stages.size());
    QCOMPARE(outcome.complaint, QString());
}

void TestFuzzFindings::readsWithAnotherParserToo()
{
    const std::optional<Saying> saying = readWithAnotherParser(test::ResponseText::entra().xml());
    QVERIFY(saying.has_value());
    QCOMPARE(saying->nameId, QStringLiteral("amira@contoso.example"));
    QCOMPARE(saying->attributes.size(), std::size_t(3));
    QVERIFY(!readWithAnotherParser("<Assertion/>"));
}

void TestFuzzFindings::bendsADocumentTheSameWayTwice()
{
    const QByteArray xml = goodResponses().front().xml;
    for (quint32 seed = 0; seed < 50; ++seed)
        QCOMPARE(bend(xml, seed), bend(xml, seed));
}

void TestFuzzFindings::neverComplainsOfAKeptInput_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("path");
    const QString here = QStringLiteral(USHER_SOURCE_DIR "/tests/fuzz/");
    for (const Target &target : targets()) {
        for (const char *folder : {"corpus", "findings"}) {
            QDirIterator files(here + QStringLiteral("%1/%2").arg(QLatin1String(folder), QLatin1String(target.name)), QDir::Files);
            while (files.hasNext()) {
                const QString path = files.next();
                QTest::newRow(qPrintable(path.mid(here.size()))) << QByteArray(target.name) << path;
            }
        }
    }
}

void TestFuzzFindings::neverComplainsOfAKeptInput()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(targetNamed(target).run(file.readAll()).complaint, QString());
}

QTEST_GUILESS_MAIN(TestFuzzFindings)
#include "test_fuzz_findings.moc"
