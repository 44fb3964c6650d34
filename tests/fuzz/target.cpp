// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/target.h"

#include <algorithm>

namespace usher::fuzz {

const std::vector<Target> &targets()
{
    static const std::vector<Target> all{responseTarget(), encryptedTarget(), metadataTarget(), redirectTarget(), base64Target()};
    return all;
}

const Target &targetNamed(QByteArrayView name)
{
    const auto found = std::ranges::find_if(targets(), [&](const Target &target) { return name == target.name; });
    if (found == targets().end())
        qFatal("there is no fuzz target \"%.*s\"", int(name.size()), name.data());
    return *found;
}

std::size_t reachedOf(std::initializer_list<bool> stages)
{
    return std::size_t(std::distance(stages.begin(), std::ranges::find(stages, false)));
}

} // namespace usher::fuzz
