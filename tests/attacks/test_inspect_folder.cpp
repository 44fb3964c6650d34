// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/input.h"
#include "tests/app/program.h"
#include "tests/attacks/laboratory.h"

#include <QDir>
#include <QTest>

using namespace usher;
using namespace usher::attacks;
using test::Program;

namespace {

constexpr int patience = 300'000; // milliseconds, for thousands of documents on a busy machine

/// One file of the folder: its bytes, and what the library says of them.
struct Case
{
    QString name;
    QByteArray bytes;
    QString expected;
};

/// `accepted`, `rejected audience`, `unreadable`: of the library, by the door that files come in at.
QString verdictOf(const QByteArray &bytes)
{
    const Result<UnverifiedResponse> response = recogniseResponse(bytes);
    if (!response)
        return QStringLiteral("unreadable");
    const Judgement judgement = judgeIn(makeWorld(), *response);
    const Check *failure = judgement.firstFailure();
    return failure == nullptr ? QStringLiteral("accepted") : QStringLiteral("rejected ") + toText(failure->name);
}

/// The same of a line that the program wrote.
QString verdictOf(const QJsonObject &report)
{
    const QString check = report[QStringLiteral("reason")][QStringLiteral("check")].toString();
    const QString verdict = report[QStringLiteral("verdict")].toString();
    return verdict == u"rejected" ? verdict + u' ' + check : verdict;
}

} // namespace

/// The command line and the library say the same of every document of the laboratory.
class TestInspectFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProgramSaysWhatTheLibrarySays()
    {
        const Program program;
        std::vector<Case> cases;
        for (const auto *forms : {&baseForms(), &fieldForms()}) {
            for (const GoodForm &form : *forms)
                cases.push_back({form.name, seal(form), QStringLiteral("accepted")});
        }
        int othersInAFile = 0;
        for (const HostileDocument &document : hostileDocuments()) {
            const QByteArray &bytes = document.response.octets;
            const QString posted = QStringLiteral("rejected ") + toText(document.refusedBy);
            const Result<UnverifiedResponse> asFile = recogniseResponse(bytes);
            const bool isTheSame = asFile && asFile->octets == bytes && asFile->encoding == document.response.encoding;
            // A file may be percent-encoded, or XML, where a posted form may not; and one that holds nothing is no response.
            othersInAFile += isTheSame ? 0 : 1;
            cases.push_back({document.name(), bytes, isTheSame ? posted : verdictOf(bytes)});
        }
        QVERIFY(othersInAFile < int(cases.size()) / 20);
        QVERIFY(QDir().mkpath(program.file(QStringLiteral("documents"))));
        for (std::size_t i = 0; i < cases.size(); ++i)
            program.file(QStringLiteral("documents/%1").arg(i, 6, 10, QLatin1Char('0')), cases[i].bytes);

        const QStringList command{QStringLiteral("inspect"),  program.file(QStringLiteral("documents")),
                                  QStringLiteral("--format"), QStringLiteral("json"),
                                  QStringLiteral("--jobs"),   QStringLiteral("2")};
        QProcess process;
        program.prepare(process, command + trust(program));
        process.start();
        QVERIFY2(process.waitForFinished(patience), qUtf8Printable(process.errorString()));
        const test::Run run{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
        const std::vector<QJsonObject> reports = run.lines();
        QVERIFY2(reports.size() == cases.size(), run.err.left(2000));
        QStringList differences;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const QString found = verdictOf(reports[i]);
            const QString library = verdictOf(cases[i].bytes);
            if (found != cases[i].expected || found != library)
                differences +=
                    QStringLiteral("%1: %2, the library %3, expected %4").arg(cases[i].name, found, library, cases[i].expected);
        }
        QVERIFY2(differences.isEmpty(), qUtf8Printable(differences.mid(0, 50).join(u'\n')));
        qInfo("the program and the library agree on %zu documents", cases.size());
    }

private:
    /// makeWorld() as options.
    static QStringList trust(const Program &program)
    {
        const auto option = [](const char *name, const QString &value) { return QStringList{QString::fromLatin1(name), value}; };
        const World world = makeWorld();
        return option("--idp-entity-id", world.policy.identityProvider.text()) +
               option("--idp-certificate",
                      program.file(QStringLiteral("provider.pem"), world.policy.signingCertificates.front().toPem())) +
               option("--entity-id", world.policy.serviceProvider.text()) +
               option("--acs-url", world.policy.assertionConsumerService.toString()) +
               option("--decryption-key", program.file(QStringLiteral("service.pem"),
                                                       world.policy.decryptionKeys.front().toPem().view().toByteArray())) +
               option("--request-id", world.request.id) + option("--at", formatDateTime(world.now));
    }
};

QTEST_GUILESS_MAIN(TestInspectFolder)
#include "test_inspect_folder.moc"
