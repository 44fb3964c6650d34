// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/saml/check_list.h"
#include "core/xml/document.h"

#include <vector>

namespace usher {

/// What the root of a strictly parsed document must be.
enum class MessageRoot { Response, Assertion, LogoutRequest, LogoutResponse };

/// Recipe S where it is SAML's: the root, and signatures only as a direct child of it, or of an Assertion in a Response, one each,
/// built as they should be. Errors: NotASamlResponse, LogoutMessageUnexpected, SignatureMisplaced, SignatureMalformed, with the
/// place as subject.
[[nodiscard]] Result<void> checkMessageShape(const xml::Element &root, MessageRoot expected);

/// Exactly one Assertion or EncryptedAssertion in the whole document, and that one the root, or a direct child of it
/// (Profiles 4.1.4.2; threats 1, 2, 33 and 34).
[[nodiscard]] Check checkAssertionCount(const xml::Element &root);

/// Every saml:Assertion and saml:EncryptedAssertion of the document, the root included.
[[nodiscard]] std::vector<xml::Element> assertionsIn(const xml::Element &root);

} // namespace usher
