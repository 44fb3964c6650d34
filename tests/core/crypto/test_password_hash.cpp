// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/password_hash.h"

#include <QFile>
#include <QTest>

#include <sys/resource.h>

using namespace usher;

namespace {

SecretBytes secret(const char *text)
{
    return SecretBytes(QByteArrayView(text));
}

/// How much writable memory this process has mapped (proc(5), VmData).
rlim_t dataBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const QByteArray line = text.mid(text.indexOf("VmData:") + 7);
    return line.left(line.indexOf("kB")).trimmed().toULongLong() * 1024;
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
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_DATA, &before), 0);
        const rlimit little{dataBytes() + (64 << 20), before.rlim_max}; // argon2id wants 256 MiB
        QCOMPARE(setrlimit(RLIMIT_DATA, &little), 0);
        const auto hash = hashPassword(secret("a password"));
        QCOMPARE(setrlimit(RLIMIT_DATA, &before), 0);
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
