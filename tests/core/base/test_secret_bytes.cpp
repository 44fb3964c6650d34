// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret_bytes.h"

#include <QTest>

#include <type_traits>

using namespace usher;

class TestSecretBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areNeverCopiedByAccident()
    {
        static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
        const SecretBytes secret{QByteArrayView("correct horse")};
        QCOMPARE(secret.clone().view(), QByteArrayView("correct horse"));
    }

    void areTakenFromTheirSource()
    {
        QByteArray source("correct horse");
        const SecretBytes secret = SecretBytes::take(source);
        QVERIFY(source.isEmpty());
        QCOMPARE(secret.view(), QByteArrayView("correct horse"));
    }

    void leaveNothingWhereTheyMovedFrom()
    {
        SecretBytes first{QByteArrayView("one")};
        SecretBytes second{QByteArrayView("two")};
        second = std::move(first);
        QCOMPARE(second.view(), QByteArrayView("one"));
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the promise
    }
};

QTEST_APPLESS_MAIN(TestSecretBytes)
#include "test_secret_bytes.moc"
