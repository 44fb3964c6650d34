// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/report_output.h"

#include "app/commands/command_words.h"
#include "core/explain/explain.h"

#include <algorithm>

namespace usher {

namespace {

const QString indent = QStringLiteral("  ");

QString markOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return QStringLiteral("✓");
    case CheckOutcome::Failed:
        return QStringLiteral("✗");
    case CheckOutcome::Warning:
        return QStringLiteral("!");
    case CheckOutcome::Skipped:
        return QStringLiteral("–");
    }
    Q_UNREACHABLE();
}

QString verdictWord(InspectionReport::Verdict verdict)
{
    switch (verdict) {
    case InspectionReport::Verdict::Accepted:
        return CommandWords::tr("accepted");
    case InspectionReport::Verdict::Rejected:
        return CommandWords::tr("rejected");
    case InspectionReport::Verdict::Unreadable:
        return CommandWords::tr("unreadable");
    case InspectionReport::Verdict::Unjudged:
        return CommandWords::tr("not judged");
    }
    Q_UNREACHABLE();
}

/// A judged response is explained by its checks; the rest by why there was no judgement, or what came after it.
QString verdictSentence(const InspectionReport &report)
{
    if (report.verdict == InspectionReport::Verdict::Unjudged)
        return CommandWords::tr(
            "There is nothing to judge by. Give --idp-metadata, --entity-id and --acs-url, or a --directory that "
            "has an identity provider. This is what the response says, whoever wrote it.");
    const bool judgementDecides =
        report.judgement && (report.verdict == InspectionReport::Verdict::Accepted || !report.judgement->accepted());
    return judgementDecides ? explain::verdict(*report.judgement) : explain::words(report.reason.value_or(Error{})).paragraph();
}

/// What is shown comes from outside: nothing in it may steer a terminal.
QString printable(QString text)
{
    std::ranges::replace_if(
        text, [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; },
        QChar(QChar::ReplacementCharacter));
    return text;
}

/// Titles in one column, so that the sentences can be read down the page.
QString checkLines(const std::vector<Check> &checks)
{
    qsizetype width = 0;
    for (const Check &check : checks)
        width = std::max(width, explain::title(check.name).size());
    const QString below = indent + QString(width + 4, u' ');
    QString text;
    for (const Check &check : checks) {
        text += indent + markOf(check.outcome) + indent + explain::title(check.name).leftJustified(width) + indent +
                printable(explain::sentence(check)) + u'\n';
        const bool needsMore = check.outcome == CheckOutcome::Failed || check.outcome == CheckOutcome::Warning;
        if (needsMore && !check.expected.isEmpty())
            text += below + indent + CommandWords::tr("expected: %1").arg(printable(check.expected)) + u'\n';
        if (needsMore && !check.found.isEmpty())
            text += below + indent + CommandWords::tr("found:    %1").arg(printable(check.found)) + u'\n';
        if (needsMore && !check.where.isEmpty())
            text += below + indent + CommandWords::tr("where:    %1").arg(printable(check.where)) + u'\n';
        if (const QString hint = explain::hint(check); !hint.isEmpty())
            text += below + indent + hint + u'\n';
    }
    return text;
}

QString claimLines(const QString &issuer, const std::optional<NameId> &nameId, const std::vector<Attribute> &attributes)
{
    QString text = indent + CommandWords::tr("issuer: %1").arg(printable(issuer)) + u'\n';
    if (nameId)
        text += indent + CommandWords::tr("NameID: %1 (%2)").arg(printable(nameId->value), printable(nameId->format)) + u'\n';
    for (const Attribute &attribute : attributes)
        text += indent + printable(attribute.name) + QStringLiteral(": ") + printable(attribute.values.join(QStringLiteral(", "))) +
                u'\n';
    return text;
}

QString claimSection(const InspectionReport &report)
{
    if (report.judgement && report.judgement->accepted()) {
        const VerifiedAssertion &assertion = *report.judgement->assertion;
        return CommandWords::tr("Claims") + u'\n' +
               claimLines(assertion.issuer().text(), assertion.nameId(), assertion.attributes());
    }
    if (report.unverified)
        return CommandWords::tr("Claims that nobody vouches for") + u'\n' +
               claimLines(report.unverified->issuer, report.unverified->nameId, report.unverified->attributes);
    return {};
}

QString provisioningSection(const InspectionReport &report)
{
    if (!report.plan)
        return {};
    QString text = (report.user ? CommandWords::tr("The account, as written") : CommandWords::tr("What provisioning would do")) +
                   u'\n' + indent + printable(explain::sentence(*report.plan)) + u'\n';
    for (const PlannedField &field : report.plan->fields) {
        const QString value = field.after.isEmpty() ? CommandWords::tr("(no claim has it)") : printable(field.after);
        text += indent + explain::label(field.field) + QStringLiteral(": ") + value + u'\n';
    }
    if (report.user)
        text += indent + CommandWords::tr("id: %1").arg(report.user->id.text()) + u'\n';
    return text;
}

ReportWords wordsForReports()
{
    return {[](const Error &error) { return explain::words(error).paragraph(); },
            [](const Check &check) { return explain::sentence(check); }, [](const Check &check) { return explain::hint(check); }};
}

} // namespace

void addFormatOption(CommandLine &line)
{
    line.addOption(QStringLiteral("format"), CommandWords::tr("text, for people, or json, one object a line."),
                   CommandWords::tr("format"));
}

Result<ReportFormat> readFormat(const CommandLine &line)
{
    USHER_TRY(const QString format, line.choice(QStringLiteral("format"), {QStringLiteral("text"), QStringLiteral("json")}));
    return format == u"json" ? ReportFormat::Json : ReportFormat::Text;
}

void writeReport(Console &console, const InspectionReport &report, ReportFormat format)
{
    if (format == ReportFormat::Json)
        console.writeLine(toJson(report, wordsForReports()));
    else
        console.write(reportText(report).toUtf8() + '\n');
}

QString reportText(const InspectionReport &report)
{
    QStringList sections{report.input + QStringLiteral(": ") + verdictWord(report.verdict) + u'\n' + indent +
                         verdictSentence(report) + u'\n'};
    if (report.judgement)
        sections += checkLines(report.judgement->checks);
    for (const QString &section : {claimSection(report), provisioningSection(report)}) {
        if (!section.isEmpty())
            sections += section;
    }
    return sections.join(u'\n');
}

} // namespace usher
