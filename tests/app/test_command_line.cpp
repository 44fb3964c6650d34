// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QTest>

using namespace usher;
using test::Program;
using test::Run;

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpIsOnStandardOutput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *arguments, const char *says) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << QString::fromUtf8(says);
        };
        row("--help", "usher COMMAND");
        row("--sandbox --help", "usher COMMAND");
        row("--directory sqlite:/x/y --help", "usher COMMAND");
        row("--help --directory sqlite:/x/y", "usher COMMAND");
        row("--sandbox inspect --help", "usher COMMAND");
        row("inspect --help", "usher inspect [options] FILE…");
        row("provision --help", "--dry-run");
        row("metadata --help", "import");
        row("metadata show --help", "usher metadata show");
        row("metadata export --help", "usher metadata export");
        row("metadata import --help", "usher metadata import");
        row("sandbox --help", "response");
        row("sandbox serve --help", "--port");
        row("sandbox metadata --help", "usher sandbox metadata");
        row("sandbox response --help", "--in-response-to");
        row("tour --help", "usher tour [FOLDER]");
    }

    void helpIsOnStandardOutput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Run run = m_program.run(arguments);
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(QString::fromUtf8(run.out).contains(says), run.out);
        QVERIFY2(run.out.startsWith("Usage: usher"), run.out);
        QVERIFY2(run.err.isEmpty(), run.err);
    }

    void helpOffersNothingThatIsNotThere()
    {
        const QByteArray help = m_program.run({QStringLiteral("--help")}).out;
        for (const char *later : {"inspector", "wizard", "users", "audit", "backup"})
            QVERIFY2(!help.contains(later), later);
    }

    void helpOffersEveryCommand()
    {
        const QByteArray help = m_program.run({QStringLiteral("--help")}).out;
        for (const char *command : {"inspect", "provision", "metadata", "sandbox", "tour"})
            QVERIFY2(help.contains(QByteArray("\n  ") + command + ' '), command);
    }

    void saysItsVersion_data()
    {
        QTest::addColumn<QString>("arguments");
        for (const char *arguments :
             {"--version", "--sandbox --version", "--version --sandbox", "--directory sqlite:/x/y --version"})
            QTest::newRow(arguments) << QString::fromLatin1(arguments);
    }

    void saysItsVersion()
    {
        QFETCH(QString, arguments);
        const Run run = m_program.run(arguments.split(u' '));
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.startsWith("usher 0."));
    }

    void wrongUsageIsExplained_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *arguments, const char *says) {
            QTest::newRow(arguments) << QString::fromUtf8(arguments).split(u' ') << QString::fromUtf8(says);
        };
        row("inspct x", "There is no command “inspct”; perhaps “inspect” is meant.");
        row("explode", "There is no command “explode”.");
        row("wizard", "There is no command “wizard”.");
        row("sandbox", "A command is missing.");
        row("sandbox reponse", "perhaps “response” is meant.");
        row("inspect", "No input was given");
        row("inspect ", "The name of a file is empty.");
        row("provision ", "The name of a file is empty.");
        row("metadata show ", "The name of a file is empty.");
        row("inspect x --idp-metadata ", "The name of a file is empty.");
        row("inspect - -", "Standard input can be read once only.");
        row("inspect --nonsense x", "There is no option “nonsense”.");
        row("inspect x --jobs", "An option lacks its value.");
        row("inspect x --jobs many", "--jobs, which takes a number from 1 to 256.");
        row("inspect x --format yaml", "--format, which takes text or json.");
        row("inspect x --at yesterday", "which takes a time such as");
        row("inspect x --clock-skew 301", "a number from 0 to 300.");
        row("inspect x --request-id a --allow-unsolicited", "exclude each other.");
        row("inspect x --idp-entity-id a", "go together.");
        row("inspect x --idp-metadata a --idp-certificate b", "leave --idp-certificate");
        row("inspect x --acs-url nonsense", "is not a web address.");
        row("inspect x --directory mysql:db", "is not the address of a directory.");
        row("provision x --directory sqlite:", "is not the address of a directory.");
        row("sandbox response --claim novalue", "NAME=VALUE.");
        row("sandbox response --acs-url nonsense", "is not a web address.");
        row("sandbox response --acs-url ftp://sp.example/acs", "is not a web address.");
        row("sandbox response extra", "“extra” is one argument too many.");
        row("sandbox metadata extra", "“extra” is one argument too many.");
        row("sandbox serve extra", "“extra” is one argument too many.");
        row("metadata export extra", "“extra” is one argument too many.");
        row("metadata show one two", "“two” is one argument too many.");
        row("metadata import one two", "“two” is one argument too many.");
        row("tour one two", "“two” is one argument too many.");
        row("tuor", "perhaps “tour” is meant.");
        row("sandbox response --sign nothing", "assertion or response or both.");
        row("--nonsense", "There is no option “nonsense”.");
        row("--sandbox --directory sqlite:/x/y", "leave --directory out.");
        row("--sandbox inspect", "a command comes first.");
        row("--sandbox", "There is no display");
    }

    void wrongUsageIsExplained()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Run run = m_program.run(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(says), run.err);
        QVERIFY2(run.err.startsWith("usher: "), run.err);
        QVERIFY2(run.out.isEmpty(), run.out);
    }

    void withoutAnArgumentItWantsAWindow()
    {
        const Run run = m_program.run({});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error().contains(u"There is no display"), run.err);
    }

    void aFullDiskBehindStandardOutputIsSaid()
    {
        QProcess process;
        m_program.prepare(process, {QStringLiteral("sandbox"), QStringLiteral("metadata")});
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("Standard output"), said);
        QVERIFY2(!said.contains("folder"), said);
    }

private:
    Program m_program;
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_command_line.moc"
