// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"

namespace usher {

/// A private key, and the certificate that others know it by.
struct KeyPair
{
    PrivateKey key;
    Certificate certificate;
};

} // namespace usher
