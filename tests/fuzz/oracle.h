// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/verifier.h"
#include "tests/kit/response_text.h"

#include <optional>

namespace usher::fuzz {

/// A good response, and what it says.
struct GoodForm
{
    const char *name;
    test::ResponseText response;
};

/// Everything that identityProviderSigner() ever signed, as far as fuzzers know: each is accepted as it stands.
[[nodiscard]] std::vector<GoodForm> goodForms();

/// Trusts two keys of one provider. With the first nobody signs but goodForms(); a fuzzer bends and signs with
/// successorSigner() as it likes.
[[nodiscard]] TrustPolicy rolloverPolicy();

/// Half a minute after the good forms were made, whatever the clock says.
[[nodiscard]] Judgement judgeNow(const UnverifiedResponse &response);

/// What an assertion says of the person.
struct Saying
{
    QString nameId;
    std::vector<Attribute> attributes;

    bool operator==(const Saying &) const = default;
};

/// The one saml:Assertion of \p xml, read by a parser that the verifier doesn't use (threat 6); nothing where that parser finds
/// none, several, or an encrypted name in it.
[[nodiscard]] std::optional<Saying> readWithAnotherParser(const QByteArray &xml);

/// Whether \p judgement accepted something that the identity provider never said; empty where it didn't.
/// \param plainAssertion  the document, or the decrypted part, in which another parser must find the same; empty where there is
/// none
[[nodiscard]] QString complaintAbout(const Judgement &judgement, const QByteArray &plainAssertion);

} // namespace usher::fuzz
