// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/attacks/node.h"

#include <span>

/// How providers write a response: prefixes, IDs, what they leave out and what they add. All of them say the same: the world's
/// issuer, audience, addresses, request and times. Written by hand after what the products send.
namespace usher::attacks {

struct ProviderShape
{
    const char *name;
    Node response;
};
[[nodiscard]] const Node &entraShape();
[[nodiscard]] const Node &simpleSamlPhpShape();
[[nodiscard]] const Node &adfsShape();
[[nodiscard]] const Node &oktaShape();
[[nodiscard]] const Node &googleShape();
[[nodiscard]] const Node &shibbolethShape();
[[nodiscard]] std::span<const ProviderShape> providerShapes();

} // namespace usher::attacks
