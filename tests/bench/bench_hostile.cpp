// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/laboratory.h"
#include "tests/bench/costly_documents.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

/// How long the verifier takes over hostile documents: the attack laboratory's, and those that were made to cost time. Each must
/// be done with in 100 ms (threat 24).
namespace {

using namespace usher;

constexpr double mostMilliseconds = 100;
constexpr qsizetype mostBytes = 1 << 20;

/// What a document, or the worst of a class, took.
struct Measured
{
    double milliseconds = 0;
    QString name;
    QString decision;
};

/// The median of a few runs, since machines are shared and noisy.
Measured measure(const QString &name, const UnverifiedResponse &response)
{
    static const attacks::World world = attacks::makeWorld();
    std::array<double, 5> times{};
    QString decision;
    for (double &time : times) {
        QElapsedTimer timer;
        timer.start();
        const Judgement judgement = attacks::judgeIn(world, response);
        time = double(timer.nsecsElapsed()) / 1e6;
        const Check *failure = judgement.firstFailure();
        decision = failure == nullptr ? QStringLiteral("accepted") : toText(failure->name);
    }
    std::ranges::sort(times);
    return {times[times.size() / 2], name, decision};
}

void print(const QString &about, const Measured &measured)
{
    std::printf("%8.2f ms  %-46s %s\n", measured.milliseconds, qUtf8Printable(about), qUtf8Printable(measured.decision));
}

/// The worst of each row of the threats.
std::vector<Measured> measureLaboratory()
{
    std::map<int, Measured> worst;
    std::map<int, int> count;
    for (const attacks::HostileDocument &document : attacks::hostileDocuments()) {
        if (document.response.octets.size() > 2 * mostBytes)
            continue; // longer than the form field of a response may be
        Measured measured = measure(document.name(), document.response);
        ++count[document.threat];
        if (measured.milliseconds > worst[document.threat].milliseconds)
            worst[document.threat] = std::move(measured);
    }
    std::vector<Measured> all;
    for (const auto &[threat, measured] : worst) {
        print(QStringLiteral("threat %1, the worst of %2").arg(threat).arg(count[threat]), measured);
        all.push_back(measured);
    }
    return all;
}

std::vector<Measured> measureCostly()
{
    std::vector<Measured> all;
    for (const bench::CostlyDocument &document : bench::costlyDocuments()) {
        if (document.xml.size() > mostBytes)
            qFatal("%s is longer than a response may be", document.name);
        all.push_back(measure(QString::fromLatin1(document.name), {document.xml.toBase64(), UnverifiedResponse::Encoding::Base64}));
        print(QStringLiteral("%1 (%2 KB)").arg(all.back().name).arg(document.xml.size() / 1000), all.back());
    }
    return all;
}

} // namespace

int main()
{
    std::vector<Measured> all = measureLaboratory();
    std::ranges::copy(measureCostly(), std::back_inserter(all));
    const Measured &worst = *std::ranges::max_element(all, {}, &Measured::milliseconds);
    std::printf("worst: %.2f ms of at most %.0f: %s\n", worst.milliseconds, mostMilliseconds, qUtf8Printable(worst.name));
    return worst.milliseconds <= mostMilliseconds ? 0 : 1;
}
