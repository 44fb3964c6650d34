// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/service_provider_keys.h"

namespace usher {

Result<std::optional<PrivateKey>> requestSigningKey(RequestSigning wanted, ServiceProviderKeys &keys)
{
    if (wanted == RequestSigning::Unsigned)
        return std::nullopt;
    USHER_TRY(const std::vector<KeyPair> pairs, keys.keys());
    if (pairs.empty())
        return fail(ErrorCode::SigningKeyMissing);
    return pairs.front().key;
}

} // namespace usher
