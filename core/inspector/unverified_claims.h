// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/verified_assertion.h"

#include <vector>

namespace usher {

/// What a response claims, whoever wrote it. A type of its own, so that nothing can mistake it for verified.
struct UnverifiedClaims
{
    QString issuer;
    QString assertionId;
    std::optional<NameId> nameId;
    std::vector<Attribute> attributes;
};

/// Reads them from decoded XML; the same strict parser as the verifier's. Errors: those of xml::Document::parse(),
/// and NotASamlResponse where there is neither a response nor an assertion.
[[nodiscard]] Result<UnverifiedClaims> readUnverifiedClaims(const QByteArray &xml);

} // namespace usher
