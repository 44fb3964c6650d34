// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/laboratory.h"

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
};

QTEST_APPLESS_MAIN(TestAttacks)
#include "test_attacks.moc"
