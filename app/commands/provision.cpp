// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/provision.h"

#include "app/commands/command_words.h"
#include "app/commands/examination.h"
#include "app/commands/report_output.h"
#include "app/directory_address.h"
#include "app/opened_directory.h"
#include "app/operator.h"
#include "core/provisioning/jit_provisioner.h"

#include <QFileInfo>

namespace usher {

namespace {

CommandLine provisionLine()
{
    CommandLine line(
        QStringLiteral("usher provision [options] FILE…"),
        CommandWords::tr(
            "Judges sign-in responses, then makes or updates the accounts of those that are accepted. Each response "
            "counts once, whatever --at says.\n\n"
            "Where --idp-metadata, --idp-entity-id, --entity-id or --acs-url names a provider or this service provider, "
            "SAML JIT is on for this run, and nothing of them is saved; the other options leave the directory's "
            "configuration to decide.\n\n"
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
    Committing(const Examination &examination, Store &store, const Clock &clock)
        : m_examination(examination), m_store(store), m_clock(clock)
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
        // The commit has looked, also in a directory that was not there when the response was judged.
        report.judgement = settleReplay(*std::move(report.judgement), Replay::FirstUse);
        return report;
    }

private:
    /// With --at a response could come again at any time, so it is remembered for good, whatever its own end.
    [[nodiscard]] Result<Consumption> consumptionOf(const VerifiedAssertion &assertion) const
    {
        constexpr std::chrono::years forEver{100};
        USHER_TRY(const QString request, m_examination.pendingRequest(assertion));
        return Consumption{request, assertion.issuer(), assertion.id(), m_clock.now() + forEver};
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

/// One run: judges by the directory that is there, or makes it once there is an account to write.
class Run
{
public:
    Run(TrustOptions trust, StoreAddress address, Writing writing)
        : m_trust(std::move(trust)), m_address(std::move(address)), m_writing(writing)
    {
    }

    /// Errors: those of opening the directory and of Examination::prepare().
    [[nodiscard]] Result<void> begin()
    {
        return QFileInfo::exists(m_address.path) ? open(m_writing == Writing::Commit ? WhenMissing::Create : WhenMissing::Fail)
                                                 : prepare();
    }

    /// Error: that of making the directory.
    [[nodiscard]] Result<InspectionReport> provision(const InputFile &file)
    {
        InspectionReport report = m_examination->examine(file);
        if (report.verdict != InspectionReport::Verdict::Accepted)
            return report;
        if (m_writing == Writing::DryRun)
            return refusedInDryRun(std::move(report));
        if (!m_directory.store) {
            USHER_TRY(open(WhenMissing::Create));
        }
        return Committing(*m_examination, *m_directory.store, m_clock).commit(std::move(report));
    }

private:
    [[nodiscard]] Result<void> open(WhenMissing whenMissing)
    {
        USHER_TRY(m_directory, openDirectory(m_address, DirectoryKind::Real, whenMissing, m_clock, m_random));
        return prepare();
    }

    [[nodiscard]] Result<void> prepare()
    {
        USHER_TRY(Examination examination,
                  Examination::prepare(m_trust, m_directory.store.get(), Examination::UnnamedRequest::MustBePending, m_clock));
        m_examination.emplace(std::move(examination));
        return {};
    }

    SystemClock m_clock;
    SystemRandom m_random;
    TrustOptions m_trust;
    StoreAddress m_address;
    Writing m_writing;
    OpenedDirectory m_directory; ///< none until there is one
    std::optional<Examination> m_examination;
};

Result<ExitStatus> runOver(Console &console, const CommandLine &line)
{
    const Settings settings;
    const Writing writing = line.isSet(QStringLiteral("dry-run")) ? Writing::DryRun : Writing::Commit;
    USHER_TRY(const ReportFormat format, readFormat(line));
    USHER_TRY(TrustOptions trust, readTrustOptions(line));
    USHER_TRY(const std::vector<InputFile> files, inputFiles(line.arguments()));
    USHER_TRY(StoreAddress address, directoryAddress(line.value(QStringLiteral("directory")).value_or(QString()), settings));
    Run run(std::move(trust), std::move(address), writing);
    USHER_TRY(run.begin());

    ExitStatus status = ExitStatus::Accepted;
    for (const InputFile &file : files) {
        USHER_TRY(const InspectionReport report, run.provision(file));
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
    const Result<ExitStatus> status = runOver(console, line);
    return status ? *status : console.refuse(status.error());
}

} // namespace usher
