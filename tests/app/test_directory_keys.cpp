// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_keeper.h"
#include "tests/app/program.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

using namespace usher;
using namespace usher::test;

/// What commands read with the keys of a directory.
class TestDirectoryKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void inspectReadsWhatWasEncryptedForTheDirectory();
    void provisionDoesToo();
    void aComputerThatIsNotEnrolledSaysSo();
    void readsWhatIsPlainWithoutBeingEnrolled();

private:
    [[nodiscard]] Run judge(const QString &command, const QString &response) const
    {
        return m_program->run(QStringList{command, QStringLiteral("--allow-unsolicited"), QStringLiteral("--format"),
                                          QStringLiteral("json"), QStringLiteral("--directory"), m_program->directory().toText()} +
                              m_program->trust() + QStringList{response});
    }

    std::unique_ptr<Program> m_program;
    QString m_encrypted;
    QString m_plain;
};

void TestDirectoryKeys::init()
{
    m_program = std::make_unique<Program>();
    const SystemClock clock;
    SystemRandom random;
    KeyKeeper keeper(m_program->file(QStringLiteral("usher")), nullptr); // the program's own, in its home
    const auto store = must(Store::open(m_program->directory(), DirectoryKind::Real, WhenMissing::Create, clock, random, &keeper));
    const Certificate certificate = must(store->serviceProviderKeys().make(anOperator()));
    const QString file = m_program->file(QStringLiteral("usher.cer"), certificate.toPem());
    m_encrypted = m_program->file(QStringLiteral("encrypted.xml"), m_program->response({QStringLiteral("--encrypt"), file}));
    m_plain = m_program->file(QStringLiteral("plain.xml"), m_program->response());
}

void TestDirectoryKeys::inspectReadsWhatWasEncryptedForTheDirectory()
{
    const Run run = judge(QStringLiteral("inspect"), m_encrypted);
    QVERIFY2(run.exitCode == 0, run.out + run.err);
    QCOMPARE(checkOf(run.json(), QStringLiteral("encryption"))[QStringLiteral("outcome")], QStringLiteral("passed"));
}

void TestDirectoryKeys::provisionDoesToo()
{
    const Run run = judge(QStringLiteral("provision"), m_encrypted);
    QVERIFY2(run.exitCode == 0, run.out + run.err);
    QCOMPARE(Program::usersIn(m_program->directory()).size(), size_t(1));
}

void TestDirectoryKeys::aComputerThatIsNotEnrolledSaysSo()
{
    QVERIFY(QFile::remove(m_program->file(QStringLiteral("usher/portal-key"))));
    const Run run = judge(QStringLiteral("inspect"), m_encrypted);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2((run.out + run.err).contains("not enrolled"), run.out + run.err);
}

void TestDirectoryKeys::readsWhatIsPlainWithoutBeingEnrolled()
{
    QVERIFY(QFile::remove(m_program->file(QStringLiteral("usher/portal-key"))));
    const Run run = judge(QStringLiteral("inspect"), m_plain);
    QVERIFY2(run.exitCode == 0, run.out + run.err);
}

QTEST_GUILESS_MAIN(TestDirectoryKeys)
#include "test_directory_keys.moc"
