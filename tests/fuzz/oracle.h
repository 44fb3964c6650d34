// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/verifier.h"

#include <optional>

namespace usher::fuzz {

/// A good response of the attack laboratory, sealed.
struct GoodResponse
{
    QString name;
    QByteArray xml;
};

/// Everything that identityProviderSigner() ever signed, as far as fuzzers know: each is accepted as it stands.
[[nodiscard]] const std::vector<GoodResponse> &goodResponses();

/// Judges by a policy that trusts two keys of one provider, half a minute after the good responses were made. With the first key
/// nothing else is signed; with successorSigner()'s a fuzzer signs what it likes.
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

/// Seals and judges the good responses; takes seconds under sanitizers, and comes by itself otherwise.
void prepareOracle();

/// Whether \p judgement accepted something that the identity provider never said; empty where it didn't.
/// \param plainAssertion  the document, or the decrypted part, in which another parser must find the same; empty where there is
/// none
[[nodiscard]] QString complaintAbout(const Judgement &judgement, const QByteArray &plainAssertion);

} // namespace usher::fuzz
