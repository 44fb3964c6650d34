// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

#include <QTest>

using namespace usher;
using namespace usher::attacks;

namespace {

QString decision(const Judgement &judgement)
{
    const Check *failure = judgement.firstFailure();
    if (failure == nullptr)
        return judgement.accepted() ? QStringLiteral("accepted") : QStringLiteral("refused by nothing");
    return toText(failure->name);
}

} // namespace

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
    }

    void refusesEveryHostileDocument()
    {
        const World world = makeWorld();
        int wrong = 0;
        for (const HostileDocument &document : hostileDocuments()) {
            const QString found = decision(judgeIn(world, document.response));
            if (found != toText(document.refusedBy)) {
                ++wrong;
                qWarning("%s: %s instead of %s", qUtf8Printable(document.name()), qUtf8Printable(found),
                         qUtf8Printable(toText(document.refusedBy)));
            }
        }
        qInfo("%zu mutations, %zu documents", allMutations().size(), hostileDocuments().size());
        QCOMPARE(wrong, 0);
    }
};

QTEST_APPLESS_MAIN(TestAttacks)
#include "test_attacks.moc"
