// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <QTest>

#include <memory>

using namespace usher;

namespace {

Result<std::unique_ptr<int>> makeNumber(int number)
{
    if (number < 0)
        return fail(ErrorCode::UsageError, QString::number(number));
    return std::make_unique<int>(number);
}

Result<void> requireEven(int number)
{
    if (number % 2 != 0)
        return fail(ErrorCode::ConfigurationInvalid);
    return {};
}

Result<int> doubled(int number)
{
    USHER_TRY(const std::unique_ptr<int> value, makeNumber(number));
    USHER_TRY(requireEven(*value));
    return *value * 2;
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnWithTheValue() { QCOMPARE(doubled(4), Result<int>(8)); }

    void returnsTheFirstError()
    {
        const Result<int> result = doubled(-1);
        QCOMPARE(result.error(), (Error{ErrorCode::UsageError, QStringLiteral("-1"), {}}));
    }

    void returnsTheErrorOfAStepWithoutAValue() { QCOMPARE(doubled(3).error().code, ErrorCode::ConfigurationInvalid); }
};

QTEST_APPLESS_MAIN(TestResult)
#include "test_result.moc"
