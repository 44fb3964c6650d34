// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/certificate.h"
#include "core/saml/check_list.h"
#include "core/saml/response_content.h"
#include "core/saml/trust_policy.h"

#include <QByteArray>

#include <optional>

namespace usher {

/// What opening a response gave: as much as could be read, and who vouches for the assertion.
struct OpenedResponse
{
    CheckList checks;                        ///< Input to Encryption
    std::optional<ResponseContent> response; ///< what is outside the signature says nothing, but can refuse
    std::optional<AssertionContent> assertion;
    /// Whose signature covered the octets that `assertion` was read from. Where this is empty nobody vouches for it, and it
    /// may only be shown.
    std::optional<Certificate> signer;
};

/// Recipe P, S, V, R: parse strictly, check the shape, verify, read what was signed; once more for what was decrypted.
/// A response signature and an assertion signature that are both there must both verify. Nothing is decrypted out of a
/// response whose signature failed.
/// \param now  only for warnings about the dates of pinned certificates
[[nodiscard]] OpenedResponse openResponse(const QByteArray &xml, const TrustPolicy &policy, TimePoint now);

} // namespace usher
