// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/crypto/private_key.h"
#include "core/xml/document.h"

#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace usher::xml {

/// Which algorithms count. Strict unless a field says otherwise (architecture, rule 4).
struct AlgorithmPolicy
{
    enum class Sha1 { Refuse, Allow };

    Sha1 sha1 = Sha1::Refuse;
    int minimumRsaBits = 2048;

    bool operator==(const AlgorithmPolicy &) const = default;
};

/// What one ds:Signature says of itself; nothing of it is trusted yet.
struct SignatureDescription
{
    QString where; ///< path of the ds:Signature
    QString signatureMethod;
    QString digestMethod;
    QString canonicalization;
    QStringList transforms;
    QString referenceUri;
    QStringList parameters; ///< names of elements inside the algorithms (a style sheet, a length); InclusiveNamespaces aside

    bool operator==(const SignatureDescription &) const = default;
};

/// Reads the one ds:Signature that is a direct child of \p signedElement, and holds it to the shape of
/// recipe S: exactly SignedInfo, SignatureValue, KeyInfo?; one Reference; no Object.
/// Errors: SignatureMissing, SignatureMalformed.
[[nodiscard]] Result<SignatureDescription> describeSignature(const Element &signedElement);

/// URI="#" + the ID of the element it stands in, never empty. Error: ReferenceMismatch.
[[nodiscard]] Result<void> checkReference(const SignatureDescription &signature, const Element &signedElement);

/// Every algorithm against the allow-list: RSA with SHA-2, exclusive c14n without comments, and the transforms
/// enveloped-signature, then exclusive c14n; no parameters. Error: AlgorithmRefused, with the algorithm as its subject.
[[nodiscard]] Result<void> checkAlgorithms(const SignatureDescription &signature, const AlgorithmPolicy &policy);

/// One certificate for each key that signatures may be checked with. Their dates are not looked at.
/// Errors: NoTrustedCertificate (no RSA key among them), KeyTooShort (all of them under `minimumRsaBits`).
[[nodiscard]] Result<std::vector<Certificate>> usableSigners(std::span<const Certificate> trusted, const AlgorithmPolicy &policy);

/// The octets that a valid signature covered, and whose key made it.
struct SignedOctets
{
    QByteArray octets; ///< exactly what was digested (recipe R)
    Certificate signer;
};

/// Recipe V: the enveloped signature of \p signedElement against each trusted certificate's key in turn.
/// Runs checkShape() and the three checks above first. KeyInfo is never read. Certificates' dates are not looked at; keys under
/// `minimumRsaBits` are passed over with KeyTooShort.
/// Errors: those above, NoTrustedCertificate (no RSA key among them), KeyTooShort, SignatureInvalid.
[[nodiscard]] Result<SignedOctets> verifySignature(const Document &document, const Element &signedElement,
                                                   std::span<const Certificate> trusted, const AlgorithmPolicy &policy);

enum class SignatureAlgorithm { RsaSha256, RsaSha384, RsaSha512, RsaSha1 };

/// How to sign one element of a document.
struct SigningOrder
{
    QString elementId; ///< its ID attribute
    PrivateKey key;
    std::optional<Certificate> keyInfo; ///< sent along in KeyInfo where given
    SignatureAlgorithm algorithm = SignatureAlgorithm::RsaSha256;
};

/// Signs as Entra does: enveloped, exclusive c14n, the ds:Signature right after saml:Issuer.
/// \return the document's bytes with the signature in place
[[nodiscard]] Result<QByteArray> signElement(const QByteArray &documentBytes, const SigningOrder &order);

} // namespace usher::xml
