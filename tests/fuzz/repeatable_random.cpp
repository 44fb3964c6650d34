// SPDX-License-Identifier: GPL-3.0-or-later
// OpenSSL 3 would rather have a provider for this; the old call is the one that fits on a page.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "tests/fuzz/tree_mutator.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <random>

namespace usher::fuzz {

namespace {

std::mt19937 &generator()
{
    static std::mt19937 random;
    return random;
}

int fill(unsigned char *buffer, int size)
{
    for (int i = 0; i < size; ++i)
        buffer[i] = static_cast<unsigned char>(generator()());
    return 1;
}

int isReady()
{
    return 1;
}

} // namespace

void repeatRandomness(quint32 seed)
{
    static constexpr RAND_METHOD method{nullptr, fill, nullptr, nullptr, fill, isReady};
    // OpenSSL would clean up at exit, before the search for leaks, and what is thread-local would look like one.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    generator().seed(seed);
    RAND_set_rand_method(&method);
}

} // namespace usher::fuzz
