// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/inspect.h"

#include "app/commands/command_words.h"
#include "app/commands/examination.h"
#include "app/commands/report_output.h"
#include "app/directory_address.h"
#include "app/opened_directory.h"

#include <QFileInfo>
#include <QtConcurrentMap>
#include <QThreadPool>

namespace usher {

namespace {

constexpr int maximumJobs = 256;

CommandLine inspectLine()
{
    CommandLine line(
        QStringLiteral("usher inspect [options] FILE…"),
        CommandWords::tr("Judges sign-in responses, and changes nothing. A file holds a SAML response as XML, as base64, or as the "
                         "form that a browser posts; a folder is walked; - reads standard input. What is not given is taken from "
                         "the directory, where one is named.\n\n"
                         "Exit status: 0 all accepted, 1 one rejected, 2 one unreadable or wrong usage, 3 nothing to judge by."));
    line.takeArguments(CommandLine::anyNumber);
    line.addOption(QStringLiteral("directory"), CommandWords::tr("Judge by this directory's configuration, such as sqlite:PATH."),
                   CommandWords::tr("url"));
    addFormatOption(line);
    line.addOption(QStringLiteral("jobs"), CommandWords::tr("Judge so many at the same time; 1 unless given."),
                   CommandWords::tr("number"));
    addTrustOptions(line);
    return line;
}

struct Inspection
{
    TrustOptions trust;
    std::vector<InputFile> files;
    ReportFormat format;
    int jobs;
    OpenedDirectory directory; ///< none where none was named
};

Result<Inspection> prepare(const CommandLine &line, const Clock &clock, Random &random)
{
    USHER_TRY(const ReportFormat format, readFormat(line));
    USHER_TRY(const int jobs, line.number(QStringLiteral("jobs"), 1, maximumJobs, 1));
    USHER_TRY(TrustOptions trust, readTrustOptions(line));
    USHER_TRY(std::vector<InputFile> files, inputFiles(line.arguments()));
    OpenedDirectory opened;
    if (const std::optional<QString> directory = line.value(QStringLiteral("directory"))) {
        USHER_TRY(const StoreAddress address, StoreAddress::parse(*directory));
        USHER_TRY(opened, openExisting(address, clock, random));
    }
    return Inspection{std::move(trust), std::move(files), format, jobs, std::move(opened)};
}

/// What could have been judged by, had it been named: the directory that the window opens, where it is there.
void nameDefaultDirectory(Console &console)
{
    const Settings settings;
    const Result<StoreAddress> address = directoryAddress({}, settings);
    if (address && QFileInfo::exists(address->path))
        console.note(CommandWords::tr("To judge by the directory that Usher opens, add --directory %1.").arg(address->toText()));
}

} // namespace

ExitStatus inspect(Console &console, const QStringList &arguments)
{
    CommandLine line = inspectLine();
    if (const std::optional<ExitStatus> settled = line.parse(console, arguments))
        return *settled;
    const SystemClock clock;
    SystemRandom random;
    const Result<Inspection> inspection = prepare(line, clock, random);
    if (!inspection)
        return console.refuse(inspection.error());
    const auto examination =
        Examination::prepare(inspection->trust, inspection->directory.store.get(), Examination::UnnamedRequest::Skip, clock);
    if (!examination)
        return console.refuse(examination.error());

    QThreadPool pool; // gone before the store, whose connections its threads hold
    pool.setMaxThreadCount(inspection->jobs);
    const auto reports =
        QtConcurrent::mapped(&pool, inspection->files, [&](const InputFile &file) { return examination->examine(file); });
    ExitStatus status = ExitStatus::Accepted;
    bool unjudged = false;
    for (int i = 0; i < int(inspection->files.size()); ++i) { // in the order given, however fast each was
        const InspectionReport report = reports.resultAt(i);
        writeReport(console, report, inspection->format);
        status = worseOf(status, statusOf(report));
        unjudged = unjudged || report.verdict == InspectionReport::Verdict::Unjudged;
    }
    if (unjudged && !inspection->directory.store)
        nameDefaultDirectory(console);
    return status;
}

} // namespace usher
