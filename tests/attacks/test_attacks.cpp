// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/elsewhere.h"
#include "tests/attacks/mutation.h"

#include <QFile>
#include <QSet>
#include <QTest>
#include <QTextStream>

#include <map>

using namespace usher;
using namespace usher::attacks;

namespace {

constexpr int rows = 46; // of threats.md
constexpr std::size_t fewestMutations = 80;
constexpr std::size_t fewestDocuments = 300;

QString decision(const Judgement &judgement)
{
    const Check *failure = judgement.firstFailure();
    if (failure == nullptr)
        return judgement.accepted() ? QStringLiteral("accepted") : QStringLiteral("refused by nothing");
    return toText(failure->name);
}

/// Why no mutation of a row can be made of a form.
QString emptyCellReason(int threat, const GoodForm &form)
{
    QStringList reasons;
    for (const Mutation &mutation : allMutations()) {
        const auto unmet = std::ranges::find_if(mutation.needs, [&](const Requirement &need) { return !need.isMet(form); });
        if (mutation.threat == threat && unmet != mutation.needs.end())
            reasons += QString::fromLatin1(unmet->reason);
    }
    QStringList tests;
    for (const CoveredElsewhere &row : coveredElsewhere()) {
        if (row.threat != threat || row.part == CoveredElsewhere::Part::Some)
            continue;
        reasons += QString::fromLatin1(row.reason);
        tests += QString::fromLatin1(row.test);
    }
    reasons.removeDuplicates();
    const QString where = tests.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(tests.join(QStringLiteral(", ")));
    return reasons.join(QStringLiteral("; ")) + where;
}

/// Threats down, good forms across; an empty cell has the letter of its reason.
class Matrix
{
public:
    Matrix()
    {
        for (const HostileDocument &document : hostileDocuments())
            ++m_counts[{document.threat, document.form}];
    }

    [[nodiscard]] int count(int threat, const GoodForm &form) const
    {
        const auto found = m_counts.find({threat, form.name});
        return found == m_counts.end() ? 0 : found->second;
    }

    [[nodiscard]] QString text()
    {
        QString text;
        QTextStream out(&text);
        out << "\nGood forms:\n";
        for (std::size_t i = 0; i < baseForms().size(); ++i)
            out << QStringLiteral("  %1  %2\n").arg(i + 1, 2).arg(baseForms()[i].name);
        out << "\nthreat";
        for (std::size_t i = 0; i < baseForms().size(); ++i)
            out << QStringLiteral("%1").arg(i + 1, 4);
        out << "   all\n";
        for (int threat = 1; threat <= rows; ++threat) {
            int sum = 0;
            out << QStringLiteral("%1").arg(threat, 6);
            for (const GoodForm &form : baseForms()) {
                const int cell = count(threat, form);
                sum += cell;
                out << (cell > 0 ? QStringLiteral("%1").arg(cell, 4)
                                 : QStringLiteral("   %1").arg(letter(emptyCellReason(threat, form))));
            }
            out << QStringLiteral("%1\n").arg(sum, 6);
        }
        out << "\nEmpty cells:\n";
        for (qsizetype i = 0; i < m_reasons.size(); ++i)
            out << "  " << QChar(u'a' + ushort(i)) << "  " << m_reasons[i] << '\n';
        out << QStringLiteral("\n%1 mutations, %2 documents of %3 good forms; %4 good forms in all\n")
                   .arg(allMutations().size())
                   .arg(hostileDocuments().size())
                   .arg(baseForms().size())
                   .arg(baseForms().size() + fieldForms().size());
        return text;
    }

private:
    QChar letter(const QString &reason)
    {
        if (!m_reasons.contains(reason))
            m_reasons += reason;
        return QChar(u'a' + ushort(m_reasons.indexOf(reason)));
    }

    std::map<std::pair<int, QString>, int> m_counts;
    QStringList m_reasons;
};

} // namespace

/// 0 hostile documents accepted, 0 refused for another reason than the one named, every good form accepted.
class TestAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsEveryGoodForm_data()
    {
        QTest::addColumn<QByteArray>("xml");
        for (const auto *forms : {&baseForms(), &fieldForms()}) {
            for (const GoodForm &form : *forms)
                QTest::newRow(qUtf8Printable(form.name)) << seal(form);
        }
    }

    void acceptsEveryGoodForm()
    {
        QFETCH(const QByteArray, xml);
        QCOMPARE(decision(judgeIn(makeWorld(), UnverifiedResponse::fromXml(xml))), QStringLiteral("accepted"));
        QCOMPARE(decision(judgeIn(makeWorld(), {xml.toBase64(), UnverifiedResponse::Encoding::Base64})),
                 QStringLiteral("accepted"));
    }

    void refusesEveryHostileDocument_data()
    {
        QTest::addColumn<int>("threat");
        for (int threat = 1; threat <= rows; ++threat)
            QTest::addRow("row %d", threat) << threat;
    }

    void refusesEveryHostileDocument()
    {
        QFETCH(const int, threat);
        const World world = makeWorld();
        int wrong = 0;
        for (const HostileDocument &document : hostileDocuments()) {
            if (document.threat != threat)
                continue;
            const QString found = decision(judgeIn(world, document.response));
            if (found == toText(document.refusedBy))
                continue;
            ++wrong;
            qWarning("%s: %s instead of %s", qUtf8Printable(document.name()), qUtf8Printable(found),
                     qUtf8Printable(toText(document.refusedBy)));
        }
        QCOMPARE(wrong, 0);
    }

    /// Whatever is wrong with a cipher, the sender learns one and the same (row 30): not the code alone, the whole report.
    void everyBrokenCipherGetsOneAnswer()
    {
        const World world = makeWorld();
        std::map<QString, std::vector<Check>> answers;
        int compared = 0;
        for (const HostileDocument &document : hostileDocuments()) {
            if (document.refusedBy != CheckName::Encryption)
                continue;
            const Judgement judgement = judgeIn(world, document.response);
            std::vector<Check> checks = judgement.checks;
            std::erase_if(checks,
                          [](const Check &check) { return check.name == CheckName::Input; }); // the size, which the sender knows
            const auto &first = answers.try_emplace(document.form, checks).first->second;
            QVERIFY2(checks == first, qUtf8Printable(document.name()));
            QCOMPARE(judgement.assertion.error().code, ErrorCode::DecryptionFailed);
            ++compared;
        }
        QVERIFY(compared > int(answers.size()));
    }

    /// While keys change, two of them decrypt.
    void opensWithAnyOfSeveralKeys()
    {
        World world = makeWorld();
        world.policy.decryptionKeys.insert(world.policy.decryptionKeys.begin(), test::strangerSigner().key);
        for (const GoodForm &form : baseForms())
            QCOMPARE(decision(judgeIn(world, UnverifiedResponse::fromXml(seal(form)))), QStringLiteral("accepted"));
    }

    void theLaboratoryIsLargeEnough()
    {
        Matrix matrix;
        QTextStream(stdout) << matrix.text() << Qt::flush;
        QSet<QString> names;
        for (const Mutation &mutation : allMutations()) {
            QVERIFY2(!names.contains(QString::fromUtf8(mutation.name)), mutation.name);
            names += QString::fromUtf8(mutation.name);
            QVERIFY2(mutation.threat >= 1 && mutation.threat <= rows, mutation.name);
        }
        QVERIFY(names.size() >= qsizetype(fewestMutations));
        QVERIFY(hostileDocuments().size() >= fewestDocuments);
        QSet<QByteArray> documents;
        for (const HostileDocument &document : hostileDocuments())
            documents += document.response.octets;
        QVERIFY(documents.size() >= qsizetype(fewestDocuments));
    }

    void everyMutationChangesSomething()
    {
        QSet<QString> made;
        for (const HostileDocument &document : hostileDocuments())
            made += document.mutation;
        for (const Mutation &mutation : allMutations())
            QVERIFY2(made.contains(QString::fromUtf8(mutation.name)), mutation.name);
    }

    void everyEmptyCellHasItsReason()
    {
        const Matrix matrix;
        for (int threat = 1; threat <= rows; ++threat) {
            for (const GoodForm &form : baseForms()) {
                const bool isExplained = matrix.count(threat, form) > 0 || !emptyCellReason(threat, form).isEmpty();
                QVERIFY2(isExplained, qUtf8Printable(QStringLiteral("row %1, %2").arg(threat).arg(form.name)));
            }
        }
    }

    void whatIsCoveredElsewhereIsThere_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("function");
        for (const CoveredElsewhere &row : coveredElsewhere())
            QTest::addRow("row %d: %s", row.threat, row.test)
                << QString::fromLatin1(row.file) << "void " + QByteArray(row.test) + "()";
    }

    void whatIsCoveredElsewhereIsThere()
    {
        QFETCH(const QString, file);
        QFETCH(const QByteArray, function);
        QFile source(QStringLiteral(USHER_SOURCE_DIR "/%1").arg(file));
        QVERIFY2(source.open(QIODevice::ReadOnly), qUtf8Printable(source.fileName()));
        QVERIFY(source.readAll().contains(function));
    }
};

QTEST_APPLESS_MAIN(TestAttacks)
#include "test_attacks.moc"
