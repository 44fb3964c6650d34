// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/attacks/envelope.h"
#include "tests/attacks/laboratory.h"

namespace usher::attacks {

/// What a form must have for a mutation to be possible; the reason stands in the matrix where it has not.
struct Requirement
{
    const char *reason;
    bool (*isMet)(const GoodForm &form);
};
extern const Requirement assertionInSight;   ///< not encrypted
extern const Requirement assertionHidden;    ///< encrypted
extern const Requirement somethingHidden;    ///< an assertion or a NameID
extern const Requirement nameInSight;        ///< its NameID is no EncryptedID
extern const Requirement hiddenByCbc;        ///< by a cipher without a tag
extern const Requirement hiddenByGcm;        ///< by a cipher with one
extern const Requirement assertionSigned;    ///< by itself, the Response or not
extern const Requirement responseSigned;     ///< the assertion or not
extern const Requirement responseNotSigned;  ///< what stands around the assertion is anybody's
extern const Requirement assertionNotSigned; ///< by itself
extern const Requirement signatureInSight;   ///< one at least that is not encrypted
extern const Requirement keySent;            ///< a KeyInfo
extern const Requirement tenantNamed;        ///< a tenantid claim

using Make = std::function<UnverifiedResponse(const GoodForm &form)>;

/// One thing that an attacker, or a provider gone wrong, does.
struct Mutation
{
    int threat; ///< a row of threats.md
    const char *name;
    CheckName refusedBy;
    std::vector<Requirement> needs;
    Make make;
};

using NodeEdit = std::function<void(Node &root)>;
using OctetEdit = std::function<QByteArray(const QByteArray &octets)>;

/// Before it is sealed: the provider itself says so, with good signatures.
[[nodiscard]] Make said(NodeEdit edit);
/// Sealed otherwise than the form is.
[[nodiscard]] Make sealedWith(std::function<void(Sealing &sealing)> change);
/// Done to the response on its way; the signatures are those of the good one.
[[nodiscard]] Make onTheWay(NodeEdit edit);
/// The same in octets, for what is no tree.
[[nodiscard]] Make onTheWayInOctets(OctetEdit edit);
/// Done to the base64 that a browser would post.
[[nodiscard]] Make posted(OctetEdit edit);
/// Done to the octets of the assertion, or of the NameID, between its signature and its encryption; \p adjust changes how it is
/// encrypted. The Response is signed after that, where the form's is.
[[nodiscard]] Make hidden(OctetEdit edit, std::function<void(Envelope &order)> adjust = {});
/// To the assertion wherever it is: on the way, or inside its encryption.
[[nodiscard]] Make toTheAssertion(NodeEdit edit);

/// The assertion as the attacker would like it: another ID, name and values, no signature. It can stand anywhere.
[[nodiscard]] Node evilAssertion(const GoodForm &form);
/// An element of \p sample's prefix.
[[nodiscard]] Node elementLike(const Node &sample, const QByteArray &localName, std::vector<Node> children = {});
/// The assertion or EncryptedAssertion of a sealed response.
[[nodiscard]] Node &payload(Node &response);
/// The first signature in sight.
[[nodiscard]] Node &signatureOf(Node &root);

[[nodiscard]] std::vector<Mutation> wrappingMutations();   // rows 1 to 5, 21
[[nodiscard]] std::vector<Mutation> markupMutations();     // rows 6 to 11, 23, 24, 26, 35
[[nodiscard]] std::vector<Mutation> signatureMutations();  // rows 12 to 20, 22
[[nodiscard]] std::vector<Mutation> encryptionMutations(); // rows 30 to 34
[[nodiscard]] std::vector<Mutation> contentMutations();    // rows 36 to 40, 42, 44, 45
[[nodiscard]] std::vector<Mutation> inputMutations();      // row 46

[[nodiscard]] const std::vector<Mutation> &allMutations();

} // namespace usher::attacks
