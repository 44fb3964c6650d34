// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/verifier.h"
#include "tests/kit/response_text.h"

#include <QTest>

namespace usher::test {

/// Judged as posted, half a minute after it was made.
[[nodiscard]] inline Judgement judged(const QByteArray &xml, const TrustPolicy &policy = strictPolicy(),
                                      const ExpectedRequest &request = ExpectedRequest::withId(QString::fromLatin1(requestId)),
                                      TimePoint now = issuedAt() + std::chrono::seconds(30))
{
    return judge({xml.toBase64(), UnverifiedResponse::Encoding::Base64}, policy, request, now);
}

/// What decided, `accepted` or `audience 52`: names are compared, so that a failing test can be read.
[[nodiscard]] inline QString decision(const Judgement &judgement)
{
    const Check *failure = judgement.firstFailure();
    if (failure == nullptr)
        return judgement.accepted() ? QStringLiteral("accepted") : QStringLiteral("refused by nothing");
    return QStringLiteral("%1 %2").arg(toText(failure->name)).arg(int(failure->fault.value_or(ErrorCode::Internal)));
}

[[nodiscard]] inline QString refusal(CheckName name, ErrorCode fault)
{
    return QStringLiteral("%1 %2").arg(toText(name)).arg(int(fault));
}

[[nodiscard]] inline QString outcomeOf(const Judgement &judgement, CheckName name)
{
    const Check *check = judgement.find(name);
    return check == nullptr ? QStringLiteral("missing") : toText(check->outcome);
}

/// A table of refusals: a response, the check that must refuse it first, and a second one that must see it too.
inline void refusalColumns()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("alsoFails"); ///< may be empty
}

inline void refusalRow(const char *name, const ResponseText &response, CheckName check, ErrorCode fault,
                       std::optional<CheckName> alsoFails = {})
{
    QTest::newRow(name) << response.xml() << refusal(check, fault) << (alsoFails ? toText(*alsoFails) : QString());
}

inline void judgeRefusalRow()
{
    QFETCH(const QByteArray, xml);
    QFETCH(const QString, expected);
    QFETCH(const QString, alsoFails);
    const Judgement judgement = judged(xml);
    QCOMPARE(decision(judgement), expected);
    QVERIFY(!judgement.accepted());
    QCOMPARE(judgement.assertion.error().code, judgement.firstFailure()->fault);
    for (const Check &check : judgement.checks) {
        if (toText(check.name) == alsoFails)
            QCOMPARE(check.outcome, CheckOutcome::Failed);
    }
}

} // namespace usher::test
