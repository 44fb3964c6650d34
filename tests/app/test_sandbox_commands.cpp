// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>
#include <QUrl>

using namespace usher;
using test::Program;
using test::Run;

class TestSandboxCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoThatStartTogetherShareOneKey()
    {
        const Program program;
        QProcess one;
        QProcess other;
        program.prepare(one, {QStringLiteral("sandbox"), QStringLiteral("response")});
        program.prepare(other,
                        {QStringLiteral("sandbox"), QStringLiteral("response"), QStringLiteral("--user"), QStringLiteral("other")});
        one.start();
        other.start();
        QVERIFY(one.waitForFinished());
        QVERIFY(other.waitForFinished());
        for (QProcess *process : {&one, &other}) {
            QCOMPARE(process->exitCode(), 0);
            const Run run = program.run(QStringList{QStringLiteral("inspect"), QStringLiteral("-")} + program.trust(),
                                        process->readAllStandardOutput());
            QCOMPARE(run.exitCode, 0);
        }
    }

    void theKeyIsForItsOwnerAlone()
    {
        const Program program;
        QVERIFY(!program.response().isEmpty());
        const QString folder = program.file(QStringLiteral("usher/sandbox"));
        QVERIFY(QFileInfo(folder).isDir());
        constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        const auto files = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden);
        bool hasKey = false;
        for (const QFileInfo &file : files) {
            QFile content(file.filePath());
            QVERIFY(content.open(QIODevice::ReadOnly));
            if (!content.readAll().contains("PRIVATE KEY"))
                continue;
            hasKey = true;
            QCOMPARE(file.permissions() & others, QFileDevice::Permissions());
        }
        QVERIFY(hasKey);
    }

    void theSamePersonStaysTheSame()
    {
        const auto subjectOf = [this](const QString &name) {
            const QByteArray response = m_program.response({QStringLiteral("--user"), name});
            return m_program
                .run({QStringLiteral("inspect"), QStringLiteral("-"), QStringLiteral("--format"), QStringLiteral("json")}, response)
                .json()[QStringLiteral("unverified")][QStringLiteral("attributes")]
                .toObject();
        };
        const QJsonObject once = subjectOf(QStringLiteral("grace.hopper"));
        QVERIFY(!once.isEmpty());
        QCOMPARE(subjectOf(QStringLiteral("grace.hopper")), once);
        QVERIFY(subjectOf(QStringLiteral("ada.byron")) != once);
    }

    void servesUntilItIsEndedAndSaysWhere()
    {
        QProcess tenant;
        m_program.prepare(tenant,
                          {QStringLiteral("sandbox"), QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
        tenant.start();
        QVERIFY(tenant.waitForReadyRead());
        const QUrl base(QString::fromUtf8(tenant.readAllStandardOutput().trimmed()));
        QCOMPARE(base.host(), QStringLiteral("127.0.0.1"));
        QVERIFY(base.port() > 0);
        QCOMPARE(tenant.state(), QProcess::Running);
        const Run second = m_program.run(
            {QStringLiteral("sandbox"), QStringLiteral("serve"), QStringLiteral("--port"), QString::number(base.port())});
        QCOMPARE(second.exitCode, 2);
        QVERIFY2(second.error().contains(QStringLiteral("Another program uses port %1.").arg(base.port())), second.err);
        tenant.kill();
        QVERIFY(tenant.waitForFinished());
    }

    void namesItsPortInItsMetadata()
    {
        const Run run = m_program.run(
            {QStringLiteral("sandbox"), QStringLiteral("metadata"), QStringLiteral("--port"), QStringLiteral("40123")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.out.contains("http://127.0.0.1:40123/"), run.out);
    }

    void failsWithACodeThatInspectExplains()
    {
        const QByteArray response = m_program.response({QStringLiteral("--fail"), QStringLiteral("50105")});
        QVERIFY2(response.contains("AADSTS50105: "), response);
        const Run run = m_program.run(QStringList{QStringLiteral("inspect"), QStringLiteral("-")} + m_program.trust(), response);
        QCOMPARE(run.exitCode, 1);
        for (const char *words : {"Only people who are assigned to the application", "Users and groups", "Correlation ID: "})
            QVERIFY2(run.out.contains(words), run.out);
    }

    void takesCodesAlone()
    {
        for (const QString &code : {QStringLiteral("no"), QStringLiteral("12"), QStringLiteral("AADSTS50105")})
            QCOMPARE(
                m_program.run({QStringLiteral("sandbox"), QStringLiteral("response"), QStringLiteral("--fail"), code}).exitCode, 2);
    }

private:
    Program m_program;
};

QTEST_GUILESS_MAIN(TestSandboxCommands)
#include "test_sandbox_commands.moc"
