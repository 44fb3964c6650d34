// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/target.h"
#include "tests/fuzz/tree_mutator.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

/// libFuzzer's side of one target, which USHER_FUZZ_TARGET names.
namespace {

using namespace usher::fuzz;

/// How many inputs reached each stage.
struct Tally
{
    const Target &target = targetNamed(USHER_FUZZ_TARGET);
    std::size_t inputs = 0;
    std::vector<std::size_t> reached = std::vector<std::size_t>(target.stages.size(), 0);
};

Tally &tally()
{
    static Tally all;
    return all;
}

/// A run of some length that never got to the end looked at nothing; somebody replaying one file wants no such verdict.
constexpr std::size_t inputsOfARun = 100;
constexpr int exitNothingReached = 76;

void report()
{
    const Tally &all = tally();
    std::printf("stages of %s, of %zu inputs:\n", all.target.name, all.inputs);
    for (std::size_t i = 0; i < all.reached.size(); ++i) {
        const double share = all.inputs == 0 ? 0 : 100.0 * double(all.reached[i]) / double(all.inputs);
        std::printf("  %-20s %10zu  %6.2f %%\n", all.target.stages[i], all.reached[i], share);
    }
    std::fflush(stdout);
    if (all.inputs >= inputsOfARun && all.reached.back() == 0) {
        std::printf("failed: nothing came to the end of %s\n", all.target.name);
        std::fflush(stdout);
        _exit(exitNothingReached);
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    repeatRandomness(1);
    prepareOracle();
    tally(); // before atexit(), so that it is there until after
    std::atexit(report);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Tally &all = tally();
    const Outcome outcome = all.target.run(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    ++all.inputs;
    for (std::size_t i = 0; i < outcome.reached; ++i)
        ++all.reached[i];
    if (!outcome.complaint.isEmpty())
        qFatal("%s: %s", all.target.name, qUtf8Printable(outcome.complaint));
    return 0;
}
