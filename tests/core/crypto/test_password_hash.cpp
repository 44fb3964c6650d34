// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/password_hash.h"
#include "tests/kit/short_memory.h"

#include <QTest>

using namespace usher;

namespace {

SecretBytes secret(const char *text)
{
    return SecretBytes(QByteArrayView(text));
}

} // namespace

class TestPasswordHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesThePasswordAlone()
    {
        const auto hash = hashPassword(secret("correct horse battery"));
        QVERIFY(hash.has_value());
        QVERIFY(hash->startsWith("$argon2id$"));
        QCOMPARE(checkPassword(secret("correct horse battery"), *hash), PasswordMatch::Matches);
        QCOMPARE(checkPassword(secret("correct horse batterY"), *hash), PasswordMatch::Differs);
        QCOMPARE(checkPassword(secret(""), *hash), PasswordMatch::Differs);
    }

    void saltsEachHash() { QVERIFY(*hashPassword(secret("the same")) != *hashPassword(secret("the same"))); }

    void saysThatMemoryIsShort()
    {
        const test::ShortMemory shortage(64 << 20); // a quarter of what argon2id wants
        const auto hash = hashPassword(secret("a password"));
        QVERIFY(!hash.has_value());
        QCOMPARE(hash.error().code, ErrorCode::CryptoFailure);
    }

    void neverMatchesAMalformedHash()
    {
        for (const QByteArray &hash : {QByteArray(), QByteArray("$argon2id$"), QByteArray("plain text"), QByteArray(4096, 'x')})
            QCOMPARE(checkPassword(secret("plain text"), hash), PasswordMatch::Differs);
    }
};

QTEST_APPLESS_MAIN(TestPasswordHash)
#include "test_password_hash.moc"
