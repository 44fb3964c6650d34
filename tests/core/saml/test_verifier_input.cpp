// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "judging.h"

using namespace usher;
using namespace usher::test;

/// What a form may post.
class TestVerifierInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesInputThatIsNoStrictBase64_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("fault");
        const QByteArray base64 =
            ResponseText::fromXml(good().xml() + QByteArray(2 - (good().xml().size() + 1) % 3, '\n')).xml().toBase64();
        QVERIFY(base64.endsWith('='));
        const int notBase64 = int(ErrorCode::InputNotBase64);
        QTest::newRow("nothing") << QByteArray() << int(ErrorCode::InputEmpty);
        QTest::newRow("white space") << QByteArray(" \r\n") << int(ErrorCode::InputEmpty);
        QTest::newRow("junk") << QByteArray(base64).insert(40, '!') << notBase64;
        QTest::newRow("form feed") << QByteArray(base64).insert(40, '\f') << notBase64;
        QTest::newRow("two blobs") << base64 + base64 << notBase64;
        QTest::newRow("URL-safe letters") << QByteArray(base64).replace('/', '_').replace('+', '-').insert(40, "-_-_") << notBase64;
        QTest::newRow("missing padding") << QByteArray(base64).replace("=", "") << notBase64;
        QTest::newRow("percent-encoded") << base64.toPercentEncoding() << notBase64;
        QTest::newRow("XML") << good().xml() << notBase64;
        QTest::newRow("too large") << QByteArray(QByteArray(2 << 20, 'x').toBase64()) << int(ErrorCode::InputTooLarge);
        QTest::newRow("far too large") << QByteArray(8 << 20, 'A') << int(ErrorCode::InputTooLarge);
    }

    void refusesInputThatIsNoStrictBase64()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const int, fault);
        const Judgement judgement = judge({input, UnverifiedResponse::Encoding::Base64}, strictPolicy(),
                                          ExpectedRequest::withId(QString::fromLatin1(requestId)), issuedAt());
        QCOMPARE(decision(judgement), refusal(CheckName::Input, ErrorCode(fault)));
        QCOMPARE(outcomeOf(judgement, CheckName::Parse), QStringLiteral("skipped"));
    }

    void acceptsBase64InLines()
    {
        QByteArray lines;
        const QByteArray base64 = good().xml().toBase64();
        for (qsizetype at = 0; at < base64.size(); at += 64)
            lines += base64.mid(at, 64) + "\r\n";
        QVERIFY(judge({lines, UnverifiedResponse::Encoding::Base64}, strictPolicy(),
                      ExpectedRequest::withId(QString::fromLatin1(requestId)), issuedAt())
                    .accepted());
    }
};

QTEST_APPLESS_MAIN(TestVerifierInput)
#include "test_verifier_input.moc"
