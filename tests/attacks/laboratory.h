// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/verifier.h"
#include "tests/attacks/node.h"
#include "tests/kit/response_text.h"

#include <vector>

/// The attack laboratory: good responses of many forms, and hostile ones made of them, each with the check that must refuse it
/// (threats 1 to 46). Everything is fixed (keys, policy, time, IDs), so a document that once showed a mistake can be kept.
namespace usher::attacks {

/// Everything that judge() is given beside a response. Its keys are those of tests/kit: identityProviderSigner() is pinned,
/// serviceProviderSigner() decrypts, strangerSigner() is the attacker's.
struct World
{
    TrustPolicy policy;
    ExpectedRequest request;
    TimePoint now;
};
[[nodiscard]] World makeWorld();
[[nodiscard]] Judgement judgeIn(const World &world, const UnverifiedResponse &response);

/// What stands in the KeyInfo of a signature; nobody may read it.
enum class SentKey { Certificate, RsaKeyValue, Nothing };

/// Where the EncryptedKey stands.
enum class KeyPlace { Inside, Beside };

/// How a response is signed and encrypted.
struct Sealing
{
    test::Sign sign = test::Sign::Assertion;
    test::Signer signer = test::identityProviderSigner();
    xml::SignatureAlgorithm algorithm = xml::SignatureAlgorithm::RsaSha256;
    SentKey sentKey = SentKey::Certificate;
    std::optional<xml::EncryptionAlgorithm> assertionCipher; ///< the assertion's signature goes inside, the response's around it
    std::optional<xml::EncryptionAlgorithm> nameIdCipher;    ///< the signatures go around it
    KeyPlace keyPlace = KeyPlace::Inside;
    Certificate recipient = test::serviceProviderSigner().certificate;

    [[nodiscard]] bool signsAssertion() const { return sign == test::Sign::Assertion || sign == test::Sign::Both; }
    [[nodiscard]] bool signsResponse() const { return sign == test::Sign::Response || sign == test::Sign::Both; }
};

/// A response that must be accepted: what it says, and how it is sealed.
struct GoodForm
{
    QString name;
    Node plain; ///< the samlp:Response, neither signed nor encrypted
    Sealing sealing;
};

/// What the matrix crosses with every mutation: each way of sealing, and the shapes of several providers.
[[nodiscard]] const std::vector<GoodForm> &baseForms();
/// Everything under *Seen in the field, and fine*: must be accepted too.
[[nodiscard]] const std::vector<GoodForm> &fieldForms();

/// The response as it would be posted, before base64. What can't fail in a sound build ends the program with a sentence.
[[nodiscard]] QByteArray seal(const Node &plain, const Sealing &sealing);
[[nodiscard]] QByteArray seal(const GoodForm &form);

/// One hostile response.
struct HostileDocument
{
    QString form;
    QString mutation;
    int threat; ///< a row of threats.md
    UnverifiedResponse response;
    CheckName refusedBy;

    /// `mutation | form`
    [[nodiscard]] QString name() const { return mutation + QStringLiteral(" | ") + form; }
};

/// Every mutation of every base form that it can be made of, in a fixed order.
[[nodiscard]] const std::vector<HostileDocument> &hostileDocuments();

} // namespace usher::attacks
