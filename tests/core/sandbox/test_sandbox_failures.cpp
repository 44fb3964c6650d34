// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_failures.h"
#include "core/sandbox/tenant_pages.h"
#include "tests/kit/assertions.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace usher;

namespace {

const sandbox::TraceIds ids{QStringLiteral("66febed4-e737-49ff-ac23-464ba090d57c"),
                            QStringLiteral("8636aa09-076a-4212-b7a5-c6f6a61a927e"),
                            TimePoint(std::chrono::milliseconds(1'795'000'000'000))};

/// What a person sees of a page, roughly.
QString visibleText(const sandbox::Page &page)
{
    QString html = QString::fromUtf8(page.html).section(QStringLiteral("<main>"), 1);
    html.remove(QRegularExpression(QStringLiteral("<details.*</details>|<script.*</script>")));
    html.replace(QStringLiteral("</li>"), QStringLiteral("\n")).replace(QStringLiteral("</p>"), QStringLiteral("\n"));
    html.remove(QRegularExpression(QStringLiteral("<[^>]*>")));
    return html.replace(QStringLiteral("&#39;"), QStringLiteral("'"));
}

} // namespace

class TestSandboxFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSomethingElseForEachCode()
    {
        QSet<QString> messages;
        for (const auto &[code, cause] : knownEntraCodes())
            messages.insert(sandbox::failureMessage(code));
        messages.insert(sandbox::failureMessage(99'999));
        QCOMPARE(messages.size(), qsizetype(knownEntraCodes().size()) + 1);
    }

    void isAskedForByItsCode_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<int>("code");
        QTest::newRow("as Entra writes it") << QStringLiteral("AADSTS50105") << 50105;
        QTest::newRow("small letters") << QStringLiteral("aadsts7500529") << 7500529;
        QTest::newRow("unknown") << QStringLiteral("AADSTS99999") << 99999;
        QTest::newRow("an account") << QStringLiteral("amira@sandbox.usher.example") << 0;
        QTest::newRow("an account that begins so") << QStringLiteral("AADSTS50105@sandbox.usher.example") << 0;
        QTest::newRow("no number") << QStringLiteral("AADSTS") << 0;
        QTest::newRow("too long") << QStringLiteral("AADSTS1234567890") << 0;
    }

    void isAskedForByItsCode()
    {
        QFETCH(QString, account);
        QFETCH(int, code);
        QCOMPARE(sandbox::failureAskedFor(account).value_or(0), code);
    }

    void everyFailureComesAsAStatusResponse_data() { addCodes(); }

    void everyFailureComesAsAStatusResponse()
    {
        QFETCH(int, code);
        test::SandboxWorld world;
        sandbox::ResponseOrder order = world.order({});
        order.failure = code;
        const Judgement judgement = world.judgement(order);
        const Check *check = judgement.firstFailure();
        QVERIFY(check != nullptr);
        QCOMPARE(check->name, CheckName::Status);
        QCOMPARE(check->fault, ErrorCode::StatusNotSuccess);
        const std::optional<EntraFailure> failure = failureInStatus(check->found);
        QVERIFY(failure);
        QCOMPARE(failure->code, code);
        QVERIFY2(failure->text.endsWith(sandbox::failureMessage(code)), qPrintable(failure->text));
        QVERIFY(!failure->traceId.isEmpty() && !failure->correlationId.isEmpty() && !failure->timestamp.isEmpty());
    }

    void everyFailureComesAsAPage_data() { addCodes(); }

    void everyFailureComesAsAPage()
    {
        QFETCH(int, code);
        const sandbox::Page page = sandbox::problemPage({codeText(EntraFailure{.code = code}), sandbox::failureMessage(code)}, ids,
                                                        QStringLiteral("nonce"));
        const std::optional<EntraFailure> failure = failureOnPage({{}, visibleText(page), {}});
        QVERIFY(failure);
        QCOMPARE(failure->code, code);
        QCOMPARE(failure->requestId, ids.requestId);
        QCOMPARE(failure->correlationId, ids.correlationId);
        QCOMPARE(failure->timestamp, QStringLiteral("2026-11-18T11:06:40Z"));
        QVERIFY2(failure->text.endsWith(sandbox::failureMessage(code)), qPrintable(failure->text));
    }

    void conditionalAccessFoldsItsDetailsAway()
    {
        const sandbox::Page page = sandbox::blockedPage(53003, ids, QStringLiteral("nonce"));
        QVERIFY(!failureOnPage({{}, visibleText(page), {}}));
        const std::optional<EntraFailure> failure = failureOnPage({{}, visibleText(page), QString::fromUtf8(page.html)});
        QVERIFY(failure);
        QCOMPARE(failure->cause(), EntraCause::AccessBlocked);
        QCOMPARE(failure->correlationId, ids.correlationId);
        QCOMPARE(failure->title, QStringLiteral("You cannot access this right now"));
    }

    void aSilentSignInIsAnsweredWithNoPassive()
    {
        test::SandboxWorld world;
        sandbox::ResponseOrder order = world.order({});
        order.failure = 50058;
        QVERIFY(world.response(order).contains("status:NoPassive"));
        order.failure = 50105;
        QVERIFY(world.response(order).contains("status:RequestUnsupported"));
    }

    void aFailedResponseCanBeSignedAsAWhole()
    {
        test::SandboxWorld world;
        sandbox::ResponseOrder order = world.order({});
        order.failure = 50105;
        order.encryptFor = world.keys.certificate; // there is nothing to encrypt
        QVERIFY(!world.response(order).contains("Signature"));
        order.what = sandbox::Signed::Response;
        QVERIFY(world.response(order).contains("SignatureValue"));
        QCOMPARE(world.judgement(order).firstFailure()->name, CheckName::Status);
    }

    void theSignInPageIsNoFailure()
    {
        const sandbox::Page page = sandbox::accountPage({QStringLiteral("SAMLRequest=x"), QStringLiteral("urn:usher")}, {}, {}, {});
        QString html = QString::fromUtf8(page.html);
        for (const auto &[code, cause] : knownEntraCodes())
            QVERIFY(html.contains(QStringLiteral("<option value=\"AADSTS%1\">").arg(code)));
        QVERIFY(!failureOnPage({{}, visibleText(page), html}));
        // Nor is it once the list of failures is unfolded.
        QVERIFY(!failureOnPage({{}, html.remove(QRegularExpression(QStringLiteral("<[^>]*>"))), {}}));
    }

private:
    static void addCodes()
    {
        QTest::addColumn<int>("code");
        for (const auto &[code, cause] : knownEntraCodes())
            QTest::addRow("%d", code) << code;
        QTest::newRow("unknown") << 99'999;
    }
};

QTEST_GUILESS_MAIN(TestSandboxFailures)
#include "test_sandbox_failures.moc"
