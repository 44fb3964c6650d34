// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/tree_mutator.h"

#include <cstdint>
#include <cstring>

/// libFuzzer's mutations for targets that take XML: most bend the tree, the rest are libFuzzer's own, on bytes.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t maximum);

namespace {

using namespace usher::fuzz;

/// The octet before the XML that says what it is; USHER_FUZZ_KINDS holds them all, or none.
constexpr QByteArrayView kinds(USHER_FUZZ_KINDS);

QByteArray xmlOf(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    return input.mid(kinds.isEmpty() ? 0 : 1);
}

/// Writes what fits; 0 where it doesn't.
std::size_t give(const QByteArray &xml, std::uint8_t kind, std::uint8_t *output, std::size_t maximum)
{
    const std::size_t before = kinds.isEmpty() ? 0 : 1;
    if (std::size_t(xml.size()) + before > maximum)
        return 0;
    if (before == 1)
        output[0] = kind;
    std::memcpy(output + before, xml.constData(), std::size_t(xml.size()));
    return std::size_t(xml.size()) + before;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t maximum, unsigned int seed)
{
    constexpr unsigned int bytesInstead = 3; // one of so many
    if (seed % bytesInstead == 0 || size < 2)
        return LLVMFuzzerMutate(data, size, maximum);
    repeatRandomness(seed);
    const unsigned int draw = seed / bytesInstead;
    const bool changesKind = !kinds.isEmpty() && draw % 8 == 0;
    const auto kind = changesKind ? std::uint8_t(kinds[qsizetype(draw / 8) % kinds.size()]) : data[0];
    const QByteArray xml = xmlOf(data, size);
    const QByteArray bent = bend(xml, draw);
    const std::size_t given = bent == xml ? 0 : give(bent, kind, data, maximum);
    return given != 0 ? given : LLVMFuzzerMutate(data, size, maximum); // it was no XML, or there is no room
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t *data1, std::size_t size1, const std::uint8_t *data2,
                                                 std::size_t size2, std::uint8_t *output, std::size_t maximum, unsigned int seed)
{
    if (size1 < 2)
        return 0;
    return give(splice(xmlOf(data1, size1), xmlOf(data2, size2), seed), data1[0], output, maximum);
}
