// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <span>
#include <vector>

/// What the fuzzers throw their inputs at. libFuzzer drives it (fuzzer.cpp); test_fuzz_findings replays what was once found.
namespace usher::fuzz {

/// What one input did.
struct Outcome
{
    std::size_t reached = 0; ///< how many of the target's stages it passed, in their order
    QString complaint;       ///< what must never happen, and happened; empty where all is well
};

/// One way in.
struct Target
{
    const char *name;
    std::vector<const char *> stages;
    Outcome (*run)(const QByteArray &input);
};

[[nodiscard]] const std::vector<Target> &targets();
/// Ends the program where there is none.
[[nodiscard]] const Target &targetNamed(QByteArrayView name);

[[nodiscard]] Target responseTarget();
[[nodiscard]] Target encryptedTarget();
[[nodiscard]] Target metadataTarget();
[[nodiscard]] Target redirectTarget();
[[nodiscard]] Target base64Target();

/// How many of these happened, up to the first that did not.
[[nodiscard]] std::size_t reachedOf(std::initializer_list<bool> stages);

} // namespace usher::fuzz
