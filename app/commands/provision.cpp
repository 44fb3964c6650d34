// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/provision.h"

#include "app/commands/command_words.h"
#include "app/commands/examination.h"
#include "app/commands/report_output.h"
#include "app/directory_address.h"
#include "app/operator.h"
#include "core/provisioning/jit_provisioner.h"

#include <QFileInfo>

namespace usher {

namespace {

CommandLine provisionLine()
{
    CommandLine line(
        QStringLiteral("usher provision [options] FILE…"),
        CommandWords::tr("Judges sign-in responses, then makes or updates the accounts of those that are accepted. With trust "
                         "options, SAML JIT counts for this run alone, and nothing of them is saved; without, the directory's "
                         "configuration decides. Each response counts once.\n\n"
                         "Exit status: 0 all accepted, 1 one rejected, 2 one unreadable or wrong usage, 3 nothing to judge by."));
    line.takeArguments(CommandLine::anyNumber);
    line.addOption(
        QStringLiteral("directory"),
        CommandWords::tr(
            "The directory, such as sqlite:PATH; made where it is missing. Unless given, the one that the window opens."),
        CommandWords::tr("url"));
    line.addFlag(QStringLiteral("dry-run"), CommandWords::tr("Say what would be done, and write nothing."));
    addFormatOption(line);
    addTrustOptions(line);
    return line;
}

enum class Writing { DryRun, Commit };

/// A dry run of a directory that is yet to be made has none to open.
Result<std::unique_ptr<Store>> openFor(Writing writing, const StoreAddress &address, const Clock &clock, Random &random)
{
    if (writing == Writing::Commit)
        return Store::open(address, DirectoryKind::Real, WhenMissing::Create, clock, random);
    if (!QFileInfo::exists(address.path))
        return std::unique_ptr<Store>();
    return Store::open(address, DirectoryKind::Real, WhenMissing::Fail, clock, random);
}

/// A person whom provisioning refuses counts as rejected (cli.md); a directory that fails does not.
bool isRefusal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::JitOff:
    case ErrorCode::UserDisabled:
    case ErrorCode::NoIdentityKey:
    case ErrorCode::NameIdTransient:
    case ErrorCode::NameIdNotPersistent:
    case ErrorCode::ClaimMissing:
    case ErrorCode::ClaimUnusable:
    case ErrorCode::MailBelongsToAnother:
    case ErrorCode::Replayed:
    case ErrorCode::RequestUnknown:
        return true;
    default:
        return false;
    }
}

/// Provisions what was accepted; the report then says what became of it.
class Committing
{
public:
    Committing(const Examination &examination, Store &store, const TrustOptions &trust, const Clock &clock)
        : m_examination(examination), m_store(store), m_trust(trust), m_clock(clock)
    {
    }

    [[nodiscard]] InspectionReport commit(InspectionReport report) const
    {
        if (!report.judgement || !report.judgement->accepted())
            return report;
        const VerifiedAssertion &assertion = *report.judgement->assertion;
        const Result<Consumption> consumption = consumptionOf(assertion);
        if (!consumption)
            return unwritten(std::move(report), consumption.error());
        auto provisioned = JitProvisioner(m_store.provisioning())
                               .provision(m_actor, assertion, m_examination.configuration(), *consumption, m_clock.now());
        report.plan = provisioned.plan;
        if (!provisioned.user)
            return unwritten(std::move(report), provisioned.user.error());
        report.user = *std::move(provisioned.user);
        return report;
    }

private:
    /// Judged as of a time of the caller's choice, a response could come again for ever, so it is remembered for as long.
    [[nodiscard]] Result<Consumption> consumptionOf(const VerifiedAssertion &assertion) const
    {
        constexpr std::chrono::years forEver{100};
        USHER_TRY(const QString request, m_examination.pendingRequest(assertion));
        const TimePoint keepUntil = m_trust.at ? m_clock.now() + forEver : assertion.notOnOrAfter() + maximumClockSkew;
        return Consumption{request, assertion.issuer(), assertion.id(), keepUntil};
    }

    [[nodiscard]] static InspectionReport unwritten(InspectionReport report, const Error &error)
    {
        if (error.code == ErrorCode::Replayed && report.judgement) // another process was faster
            report.judgement = settleReplay(*std::move(report.judgement), Replay::Replayed);
        report.verdict = isRefusal(error.code) ? InspectionReport::Verdict::Rejected : InspectionReport::Verdict::Unreadable;
        report.reason = error;
        if (report.plan && !report.plan->refusal)
            report.plan.reset(); // it did not come to pass
        return report;
    }

    const Examination &m_examination;
    Store &m_store;
    const TrustOptions &m_trust;
    const Clock &m_clock;
    Actor m_actor = operatorOfThisProcess();
};

/// What a refusal would mean, without the commit that makes it so.
InspectionReport refusedInDryRun(InspectionReport report)
{
    if (report.plan && report.plan->refusal) {
        report.verdict = InspectionReport::Verdict::Rejected;
        report.reason = report.plan->refusal;
    }
    return report;
}

Result<ExitStatus> run(Console &console, const CommandLine &line)
{
    const SystemClock clock;
    SystemRandom random;
    const Settings settings;
    const Writing writing = line.isSet(QStringLiteral("dry-run")) ? Writing::DryRun : Writing::Commit;
    USHER_TRY(const ReportFormat format, readFormat(line));
    USHER_TRY(const TrustOptions trust, readTrustOptions(line));
    USHER_TRY(const std::vector<InputFile> files, inputFiles(line.arguments()));
    USHER_TRY(const StoreAddress address, directoryAddress(line.value(QStringLiteral("directory")).value_or(QString()), settings));
    USHER_TRY(const std::unique_ptr<Store> store, openFor(writing, address, clock, random));
    USHER_TRY(const Examination examination,
              Examination::prepare(trust, store.get(), Examination::UnnamedRequest::MustBePending, clock));

    ExitStatus status = ExitStatus::Accepted;
    for (const InputFile &file : files) {
        InspectionReport report = examination.examine(file);
        if (report.verdict == InspectionReport::Verdict::Accepted)
            report = writing == Writing::Commit ? Committing(examination, *store, trust, clock).commit(std::move(report))
                                                : refusedInDryRun(std::move(report));
        writeReport(console, report, format);
        status = worseOf(status, statusOf(report));
    }
    return status;
}

} // namespace

ExitStatus provision(Console &console, const QStringList &arguments)
{
    CommandLine line = provisionLine();
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    const Result<ExitStatus> status = run(console, line);
    return status ? *status : console.refuse(status.error());
}

} // namespace usher
