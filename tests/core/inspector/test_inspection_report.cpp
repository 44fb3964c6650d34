// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/inspection_report.h"

#include "core/inspector/input.h"
#include "tests/kit/assertions.h"

#include <QJsonArray>
#include <QTest>

using namespace usher;

namespace {

ReportWords testWords()
{
    return {[](const Error &error) { return QStringLiteral("error %1").arg(int(error.code)); },
            [](const Check &check) { return QStringLiteral("finding of ") + toText(check.name); },
            [](const Check &check) { return check.outcome == CheckOutcome::Passed ? QString() : QStringLiteral("hint"); }};
}

QJsonObject checkOf(const QJsonObject &report, const QString &name)
{
    for (const QJsonValue check : report[QStringLiteral("checks")].toArray()) {
        if (check[QStringLiteral("check")] == name)
            return check.toObject();
    }
    return {};
}

} // namespace

class TestInspectionReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAcceptedResponseHasItsClaimsAndNoReason()
    {
        const auto order = m_world.order(sandbox::people().front());
        InspectionReport report{
            QStringLiteral("a.xml"), InspectionReport::Verdict::Accepted, {}, m_world.judgement(order), {}, {}, {}};
        QVERIFY(report.judgement->accepted());
        const QJsonObject json = toJson(report, testWords());
        QCOMPARE(json[QStringLiteral("input")].toString(), QStringLiteral("a.xml"));
        QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("accepted"));
        QVERIFY(!json.contains(QStringLiteral("reason")));
        QVERIFY(!json.contains(QStringLiteral("unverified")));
        QVERIFY(!json.contains(QStringLiteral("provisioning")));
        QCOMPARE(json[QStringLiteral("issuer")].toString(), m_world.identityProvider().entityId.text());
        QCOMPARE(json[QStringLiteral("assertionId")].toString(), report.judgement->assertion->id());
        QVERIFY(!json[QStringLiteral("nameId")][QStringLiteral("format")].toString().isEmpty());
        const QJsonObject attributes = json[QStringLiteral("attributes")].toObject();
        QCOMPARE(attributes.size(), qsizetype(report.judgement->assertion->attributes().size()));
        for (const QJsonValue values : attributes)
            QVERIFY(values.isArray());
    }

    void everyCheckIsReportedOnceInOrder()
    {
        const auto order = m_world.order(sandbox::people().front());
        const InspectionReport report{{}, InspectionReport::Verdict::Accepted, {}, m_world.judgement(order), {}, {}, {}};
        QStringList names;
        for (const QJsonValue check : toJson(report, testWords())[QStringLiteral("checks")].toArray())
            names += check[QStringLiteral("check")].toString();
        QStringList expected;
        for (const CheckName name : allChecks())
            expected += toText(name);
        QCOMPARE(names, expected);
    }

    void aRejectedResponseKeepsItsClaimsApart()
    {
        const QByteArray xml = m_world.response(m_world.order(sandbox::people().front()));
        TrustPolicy policy = m_world.trustPolicy();
        policy.serviceProvider = EntityId(QStringLiteral("https://another.example"));
        InspectionReport report;
        report.verdict = InspectionReport::Verdict::Rejected;
        report.judgement = judge(UnverifiedResponse::fromXml(xml), policy, ExpectedRequest::unknown(), m_world.clock.now());
        report.unverified = *readUnverifiedClaims(xml);
        const QJsonObject json = toJson(report, testWords());
        QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("rejected"));
        QCOMPARE(json[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("audience"));
        QCOMPARE(json[QStringLiteral("reason")][QStringLiteral("text")].toString(), QStringLiteral("finding of audience"));
        for (const char *claim : {"issuer", "nameId", "attributes", "assertionId"}) {
            QVERIFY2(!json.contains(QLatin1String(claim)), claim);
            QVERIFY2(json[QStringLiteral("unverified")].toObject().contains(QLatin1String(claim)), claim);
        }
        const QJsonObject audience = checkOf(json, QStringLiteral("audience"));
        QCOMPARE(audience[QStringLiteral("outcome")].toString(), QStringLiteral("failed"));
        QCOMPARE(audience[QStringLiteral("expected")].toString(), QStringLiteral("https://another.example"));
        QCOMPARE(audience[QStringLiteral("found")].toString(), m_world.serviceProvider.text());
        QCOMPARE(audience[QStringLiteral("hint")].toString(), QStringLiteral("hint"));
        QVERIFY(audience[QStringLiteral("where")].toString().startsWith(u'/'));
        QCOMPARE(checkOf(json, QStringLiteral("replay"))[QStringLiteral("outcome")].toString(), QStringLiteral("skipped"));
    }

    void whatCouldNotBeReadSaysWhy()
    {
        InspectionReport report;
        report.reason = Error{ErrorCode::FileUnreadable, QStringLiteral("a.xml"), {}};
        const QJsonObject json = toJson(report, testWords());
        QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("unreadable"));
        QCOMPARE(json[QStringLiteral("reason")][QStringLiteral("check")].toString(), QStringLiteral("input"));
        QCOMPARE(json[QStringLiteral("reason")][QStringLiteral("text")].toString(),
                 QStringLiteral("error %1").arg(int(ErrorCode::FileUnreadable)));
        QVERIFY(json[QStringLiteral("checks")].toArray().isEmpty());
    }

    void aFailingDirectoryIsNotTheInputsFault()
    {
        InspectionReport report;
        report.reason = Error{ErrorCode::StoreBusy, {}, {}};
        const QJsonValue reason = toJson(report, testWords())[QStringLiteral("reason")];
        QVERIFY(!reason.toObject().contains(QStringLiteral("check")));
    }

    void whatWasNotJudgedShowsItsClaimsAsUnverified()
    {
        InspectionReport report;
        report.verdict = InspectionReport::Verdict::Unjudged;
        report.reason = Error{ErrorCode::NoIdentityProvider, {}, {}};
        report.unverified = *readUnverifiedClaims(m_world.response(m_world.order(sandbox::people().front())));
        const QJsonObject json = toJson(report, testWords());
        QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("unjudged"));
        QVERIFY(json[QStringLiteral("unverified")].toObject().contains(QStringLiteral("nameId")));
        QVERIFY(!json.contains(QStringLiteral("nameId")));
    }

    void aPlanSaysOutcomeFieldsAndReason()
    {
        InspectionReport report;
        report.verdict = InspectionReport::Verdict::Accepted;
        report.plan = ProvisioningPlan{};
        report.plan->outcome = ProvisioningPlan::Outcome::Create;
        report.plan->fields = {{ProfileField::Mail, {}, QStringLiteral("ada@x.example"), QStringLiteral("mail")}};
        report.user = User{};
        report.user->id = UserId(QStringLiteral("u-1"));
        QJsonObject json = toJson(report, testWords());
        QCOMPARE(json[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(), QStringLiteral("create"));
        QCOMPARE(json[QStringLiteral("provisioning")][QStringLiteral("fields")][QStringLiteral("mail")].toString(),
                 QStringLiteral("ada@x.example"));
        QVERIFY(!json[QStringLiteral("provisioning")].toObject().contains(QStringLiteral("reason")));
        QCOMPARE(json[QStringLiteral("userId")].toString(), QStringLiteral("u-1"));

        report.user.reset();
        report.plan->outcome = ProvisioningPlan::Outcome::Refuse;
        report.plan->refusal = Error{ErrorCode::JitOff, {}, {}};
        json = toJson(report, testWords());
        QCOMPARE(json[QStringLiteral("provisioning")][QStringLiteral("outcome")].toString(), QStringLiteral("refuse"));
        QCOMPARE(json[QStringLiteral("provisioning")][QStringLiteral("reason")].toString(),
                 QStringLiteral("error %1").arg(int(ErrorCode::JitOff)));
        QVERIFY(!json.contains(QStringLiteral("userId")));
    }

private:
    test::SandboxWorld m_world;
};

QTEST_APPLESS_MAIN(TestInspectionReport)
#include "test_inspection_report.moc"
