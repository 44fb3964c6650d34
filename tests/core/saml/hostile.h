// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/kit/response_text.h"

/// Pieces that an attacker puts together; all of them are made from one good response.
namespace usher::test {

/// Entra's, its assertion signed.
[[nodiscard]] inline ResponseText good()
{
    return ResponseText::entra().signedAs(Sign::Assertion);
}

/// The signed assertion, and one that an attacker would rather have believed.
[[nodiscard]] inline QByteArray original()
{
    return good().part("<Assertion ", "</Assertion>");
}

[[nodiscard]] inline QByteArray evil(const char *id = "_evil")
{
    return ResponseText::fromXml(ResponseText::entra().part("<Assertion ", "</Assertion>"))
        .with("ID=\"_assertion\"", "ID=\"" + QByteArray(id) + '"')
        .with("amira@", "admin@")
        .xml();
}

[[nodiscard]] inline QByteArray signature()
{
    return good().part("<Signature ", "</Signature>");
}

/// The good response with its assertion replaced.
[[nodiscard]] inline ResponseText holding(const QByteArray &content)
{
    return good().with(original(), content);
}

} // namespace usher::test
