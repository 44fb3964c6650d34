// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/saml/verifier.h"
#include "tests/bench/costly_documents.h"
#include "tests/kit/response_text.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cstdio>

/// How long the verifier takes over documents that were made to cost time. Each must be done with in 100 ms (threat 24).
namespace {

using namespace usher;

constexpr double mostMilliseconds = 100;
constexpr qsizetype mostBytes = 1 << 20;

struct Measured
{
    double milliseconds;
    QString decision;
};

QString decisionOf(const Judgement &judgement)
{
    const Check *failure = judgement.firstFailure();
    return failure == nullptr ? QStringLiteral("accepted") : toText(failure->name);
}

/// The median of a few runs, since machines are shared and noisy.
Measured measure(const QByteArray &xml)
{
    const UnverifiedResponse response{xml.toBase64(), UnverifiedResponse::Encoding::Base64};
    const TrustPolicy policy = test::strictPolicy();
    const ExpectedRequest request = ExpectedRequest::withId(QString::fromLatin1(test::requestId));
    const TimePoint now = test::issuedAt() + std::chrono::seconds(30);
    std::array<double, 5> times{};
    QString decision;
    for (double &time : times) {
        QElapsedTimer timer;
        timer.start();
        const Judgement judgement = judge(response, policy, request, now);
        time = double(timer.nsecsElapsed()) / 1e6;
        decision = decisionOf(judgement);
    }
    std::ranges::sort(times);
    return {times[times.size() / 2], decision};
}

} // namespace

int main()
{
    double worst = 0;
    QString worstName;
    int over = 0;
    for (const bench::CostlyDocument &document : bench::costlyDocuments()) {
        if (document.xml.size() > mostBytes)
            qFatal("%s is longer than a response may be", document.name);
        const Measured measured = measure(document.xml);
        std::printf("%8.2f ms %9lld bytes  %-42s %s\n", measured.milliseconds, static_cast<long long>(document.xml.size()),
                    document.name, qUtf8Printable(measured.decision));
        over += measured.milliseconds > mostMilliseconds ? 1 : 0;
        if (measured.milliseconds > worst) {
            worst = measured.milliseconds;
            worstName = QString::fromLatin1(document.name);
        }
    }
    std::printf("worst: %.2f ms (at most %.0f), %s\n", worst, mostMilliseconds, qUtf8Printable(worstName));
    return over == 0 ? 0 : 1;
}
