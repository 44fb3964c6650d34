// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspector/inspection_report.h"

#include "core/base/text_table.h"

#include <QJsonArray>

namespace usher {

namespace {

constexpr TextTable<InspectionReport::Verdict, 4> verdictTexts{{
    {InspectionReport::Verdict::Accepted, u"accepted"},
    {InspectionReport::Verdict::Rejected, u"rejected"},
    {InspectionReport::Verdict::Unreadable, u"unreadable"},
    {InspectionReport::Verdict::Unjudged, u"unjudged"},
}};

QJsonObject nameIdJson(const NameId &nameId)
{
    return {{QStringLiteral("value"), nameId.value}, {QStringLiteral("format"), nameId.format}};
}

QJsonObject attributesJson(const std::vector<Attribute> &attributes)
{
    QJsonObject json;
    for (const Attribute &attribute : attributes)
        json[attribute.name] = QJsonArray::fromStringList(attribute.values);
    return json;
}

QJsonObject checkJson(const Check &check, const ReportWords &words)
{
    QJsonObject json{{QStringLiteral("check"), toText(check.name)}, {QStringLiteral("outcome"), toText(check.outcome)}};
    const std::pair<QString, QString> details[] = {{QStringLiteral("expected"), check.expected},
                                                   {QStringLiteral("found"), check.found},
                                                   {QStringLiteral("where"), check.where},
                                                   {QStringLiteral("hint"), words.hint(check)}};
    for (const auto &[key, value] : details) {
        if (!value.isEmpty())
            json[key] = value;
    }
    return json;
}

QJsonArray checksJson(const InspectionReport &report, const ReportWords &words)
{
    QJsonArray json;
    if (report.judgement) {
        for (const Check &check : report.judgement->checks)
            json += checkJson(check, words);
    }
    return json;
}

/// Whether it is the input itself that can't be read, and not, say, the directory.
bool isAboutInput(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileUnreadable:
    case ErrorCode::InputEmpty:
    case ErrorCode::InputTooLarge:
    case ErrorCode::InputNotBase64:
    case ErrorCode::InputUnrecognised:
        return true;
    default:
        return false;
    }
}

QJsonObject reasonJson(const InspectionReport &report, const ReportWords &words)
{
    if (const Check *failure = report.judgement ? report.judgement->firstFailure() : nullptr)
        return {{QStringLiteral("check"), toText(failure->name)}, {QStringLiteral("text"), words.finding(*failure)}};
    const Error reason = report.reason.value_or(Error{});
    QJsonObject json{{QStringLiteral("text"), words.reason(reason)}};
    if (isAboutInput(reason.code))
        json[QStringLiteral("check")] = toText(CheckName::Input);
    return json;
}

QJsonObject planJson(const ProvisioningPlan &plan, const ReportWords &words)
{
    QJsonObject fields;
    for (const PlannedField &field : plan.fields)
        fields[toText(field.field)] = field.after;
    QJsonObject json{{QStringLiteral("outcome"), toText(plan.outcome)}, {QStringLiteral("fields"), fields}};
    if (plan.refusal)
        json[QStringLiteral("reason")] = words.reason(*plan.refusal);
    return json;
}

void addVerifiedClaims(QJsonObject &json, const VerifiedAssertion &assertion)
{
    json[QStringLiteral("issuer")] = assertion.issuer().text();
    json[QStringLiteral("nameId")] = nameIdJson(assertion.nameId());
    json[QStringLiteral("assertionId")] = assertion.id();
    json[QStringLiteral("attributes")] = attributesJson(assertion.attributes());
}

QJsonObject unverifiedJson(const UnverifiedClaims &claims)
{
    QJsonObject json{{QStringLiteral("issuer"), claims.issuer},
                     {QStringLiteral("assertionId"), claims.assertionId},
                     {QStringLiteral("attributes"), attributesJson(claims.attributes)}};
    if (claims.nameId)
        json[QStringLiteral("nameId")] = nameIdJson(*claims.nameId);
    return json;
}

} // namespace

QString toText(InspectionReport::Verdict verdict)
{
    return textOf(verdictTexts, verdict);
}

QJsonObject toJson(const InspectionReport &report, const ReportWords &words)
{
    QJsonObject json{{QStringLiteral("input"), report.input},
                     {QStringLiteral("verdict"), toText(report.verdict)},
                     {QStringLiteral("checks"), checksJson(report, words)}};
    if (report.verdict != InspectionReport::Verdict::Accepted)
        json[QStringLiteral("reason")] = reasonJson(report, words);
    if (report.judgement && report.judgement->accepted())
        addVerifiedClaims(json, *report.judgement->assertion);
    else if (report.unverified)
        json[QStringLiteral("unverified")] = unverifiedJson(*report.unverified);
    if (report.plan)
        json[QStringLiteral("provisioning")] = planJson(*report.plan, words);
    if (report.user)
        json[QStringLiteral("userId")] = report.user->id.text();
    return json;
}

} // namespace usher
