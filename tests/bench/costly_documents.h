// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace usher::bench {

/// A response that was made to cost time, close to 1 MiB or close to a cap, in one of many ways.
struct CostlyDocument
{
    const char *name;
    QByteArray xml;
};

/// Some are refused before anything is parsed, some go all the way: an attacker can have a signature's digest computed, and can
/// encrypt, without any key of ours.
[[nodiscard]] std::vector<CostlyDocument> costlyDocuments();

} // namespace usher::bench
