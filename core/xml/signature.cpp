// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/signature.h"

#include "core/xml/algorithms.h"
#include "core/xml/xmlsec_handles.h"

#include <xmlsec/openssl/crypto.h>

#include <QSet>

#include <algorithm>
#include <array>

namespace usher::xml {

namespace {

enum class Strength { Strong, Sha1 };

/// One algorithm that may be allowed, and how xmlsec knows it.
struct Algorithm
{
    const char *uri;
    xmlSecTransformId (*klass)();
    Strength strength = Strength::Strong;
};

constexpr std::array signatureMethods{
    Algorithm{rsaSha256, xmlSecOpenSSLTransformRsaSha256GetKlass},
    Algorithm{rsaSha384, xmlSecOpenSSLTransformRsaSha384GetKlass},
    Algorithm{rsaSha512, xmlSecOpenSSLTransformRsaSha512GetKlass},
    Algorithm{rsaSha1, xmlSecOpenSSLTransformRsaSha1GetKlass, Strength::Sha1},
};

constexpr std::array digestMethods{
    Algorithm{sha256, xmlSecOpenSSLTransformSha256GetKlass},
    Algorithm{sha384, xmlSecOpenSSLTransformSha384GetKlass},
    Algorithm{sha512, xmlSecOpenSSLTransformSha512GetKlass},
    Algorithm{sha1, xmlSecOpenSSLTransformSha1GetKlass, Strength::Sha1},
};

/// More prefixes than any real message lists; each costs a search for every element (Exclusive c14n, 2.1).
constexpr qsizetype maximumInclusivePrefixes = 8;

bool isAllowed(const Algorithm &algorithm, const AlgorithmPolicy &policy)
{
    return algorithm.strength == Strength::Strong || policy.sha1 == AlgorithmPolicy::Sha1::Allow;
}

bool isListed(std::span<const Algorithm> algorithms, const QString &uri, const AlgorithmPolicy &policy)
{
    return std::ranges::any_of(algorithms, [&](const Algorithm &algorithm) {
        return uri == QLatin1String(algorithm.uri) && isAllowed(algorithm, policy);
    });
}

std::unexpected<Error> malformed(const Element &element, const char *why)
{
    return fail(ErrorCode::SignatureMalformed, element.path(), QString::fromLatin1(why));
}

QString algorithmOf(const Element &element)
{
    return element.attribute("Algorithm").value_or(QString());
}

/// The children of an element that holds elements only, which must be these, in this order (XML Signature, 4.3 to 4.5).
Result<std::vector<Element>> childrenNamed(const Element &element, std::initializer_list<const char *> names)
{
    std::vector<Element> children = element.children();
    const auto fits = [](const Element &child, const char *name) { return child.is(signatureNamespace, name); };
    if (!std::ranges::equal(children, names, fits))
        return malformed(element, "other children than it should have");
    if (!element.text().trimmed().isEmpty())
        return malformed(element, "text between its children");
    return children;
}

/// What an algorithm brings along: InclusiveNamespaces is harmless within reason, all else is for checkAlgorithms().
Result<QStringList> parametersOf(const Element &algorithm)
{
    QStringList parameters;
    for (const Element &child : algorithm.children()) {
        if (!child.is(exclusiveC14n, "InclusiveNamespaces")) {
            parameters += child.localName();
            continue;
        }
        const QString prefixes = child.attribute("PrefixList").value_or(QString());
        if (prefixes.simplified().count(u' ') >= maximumInclusivePrefixes)
            return malformed(child, "too many prefixes");
    }
    return parameters;
}

/// Reads the one ds:Reference (XML Signature, 4.4.3) into \p description.
Result<SignatureDescription> withReference(SignatureDescription description, const Element &reference)
{
    USHER_TRY(const std::vector<Element> parts, childrenNamed(reference, {"Transforms", "DigestMethod", "DigestValue"}));
    if (!parts[2].children().empty())
        return malformed(parts[2], "elements in a value");
    description.referenceUri = reference.attribute("URI").value_or(QString());
    description.digestMethod = algorithmOf(parts[1]);
    USHER_TRY(const QStringList digestParameters, parametersOf(parts[1]));
    description.parameters += digestParameters;
    for (const Element &transform : parts[0].children()) {
        if (!transform.is(signatureNamespace, "Transform"))
            return malformed(parts[0], "other children than it should have");
        description.transforms += algorithmOf(transform);
        USHER_TRY(const QStringList parameters, parametersOf(transform));
        description.parameters += parameters;
    }
    return description;
}

Result<SignatureDescription> withSignedInfo(SignatureDescription description, const Element &signedInfo)
{
    USHER_TRY(const std::vector<Element> parts,
              childrenNamed(signedInfo, {"CanonicalizationMethod", "SignatureMethod", "Reference"}));
    description.canonicalization = algorithmOf(parts[0]);
    description.signatureMethod = algorithmOf(parts[1]);
    for (const Element &method : {parts[0], parts[1]}) {
        USHER_TRY(const QStringList parameters, parametersOf(method));
        description.parameters += parameters;
    }
    return withReference(std::move(description), parts[2]);
}

/// Lists what xmlsec may run; an algorithm that is missing here fails the signature, even if it got past checkAlgorithms().
bool enableAlgorithms(xmlSecDSigCtx *context, const AlgorithmPolicy &policy)
{
    bool isEnabled = xmlSecDSigCtxEnableSignatureTransform(context, xmlSecTransformExclC14NId) == 0 &&
                     xmlSecDSigCtxEnableReferenceTransform(context, xmlSecTransformExclC14NId) == 0 &&
                     xmlSecDSigCtxEnableReferenceTransform(context, xmlSecTransformEnvelopedId) == 0;
    for (const Algorithm &algorithm : signatureMethods) {
        if (isAllowed(algorithm, policy))
            isEnabled = isEnabled && xmlSecDSigCtxEnableSignatureTransform(context, algorithm.klass()) == 0;
    }
    for (const Algorithm &algorithm : digestMethods) {
        if (isAllowed(algorithm, policy))
            isEnabled = isEnabled && xmlSecDSigCtxEnableReferenceTransform(context, algorithm.klass()) == 0;
    }
    return isEnabled;
}

/// What came of trying one key.
struct Attempt
{
    enum class Outcome { Verified, KeyDiffers, DigestDiffers };

    Outcome outcome = Outcome::KeyDiffers;
    QByteArray octets; ///< what was digested, where verified
};

Attempt verifiedAttempt(xmlSecDSigReferenceCtx *reference)
{
    xmlSecBuffer *buffer = xmlSecDSigReferenceCtxGetPreDigestBuffer(reference);
    if (buffer == nullptr || xmlSecBufferGetSize(buffer) == 0)
        return {Attempt::Outcome::DigestDiffers, {}};
    const auto *data = reinterpret_cast<const char *>(xmlSecBufferGetData(buffer));
    return {Attempt::Outcome::Verified, QByteArray(data, qsizetype(xmlSecBufferGetSize(buffer)))};
}

/// Verifies with the key of \p certificate, in a context of its own.
Attempt attempt(const Certificate &certificate, xmlNode *signature, const AlgorithmPolicy &policy)
{
    const SignatureContext context = signatureContext(loadKey(certificate));
    if (!context || !enableAlgorithms(context.get(), policy))
        return {};
    const int returned = xmlSecDSigCtxVerify(context.get(), signature);
    xmlSecPtrList *const references = &context->signedInfoReferences;
    const auto reference = static_cast<xmlSecDSigReferenceCtx *>(xmlSecPtrListGetItem(references, 0));
    if (xmlSecPtrListGetSize(references) != 1 || reference == nullptr || reference->status != xmlSecDSigStatusSucceeded)
        return {Attempt::Outcome::DigestDiffers, {}};
    // A forged signature returns 0 too, with another status: success is exactly one value.
    if (returned != 0 || context->status != xmlSecDSigStatusSucceeded)
        return {};
    return verifiedAttempt(reference);
}

} // namespace

Result<SignatureDescription> describeSignature(const Element &signedElement)
{
    const std::vector<Element> signatures = signedElement.children(signatureNamespace, "Signature");
    if (signatures.empty())
        return fail(ErrorCode::SignatureMissing, signedElement.path());
    if (signatures.size() > 1)
        return malformed(signedElement, "more than one signature");

    const Element signature = signatures.front();
    const bool hasKeyInfo = signature.children().size() == 3; // allowed, never read
    USHER_TRY(const std::vector<Element> parts, hasKeyInfo ? childrenNamed(signature, {"SignedInfo", "SignatureValue", "KeyInfo"})
                                                           : childrenNamed(signature, {"SignedInfo", "SignatureValue"}));
    if (!parts[1].children().empty())
        return malformed(parts[1], "elements in a value");
    SignatureDescription description;
    description.where = signature.path();
    return withSignedInfo(std::move(description), parts[0]);
}

Result<void> checkReference(const SignatureDescription &signature, const Element &signedElement)
{
    const QString id = signedElement.attribute("ID").value_or(QString());
    if (id.isEmpty() || signature.referenceUri != u'#' + id)
        return fail(ErrorCode::ReferenceMismatch, signature.where);
    return {};
}

Result<void> checkAlgorithms(const SignatureDescription &signature, const AlgorithmPolicy &policy)
{
    const auto refuse = [](const QString &algorithm) { return fail(ErrorCode::AlgorithmRefused, algorithm); };
    if (!isListed(signatureMethods, signature.signatureMethod, policy))
        return refuse(signature.signatureMethod);
    if (!isListed(digestMethods, signature.digestMethod, policy))
        return refuse(signature.digestMethod);
    if (signature.canonicalization != QLatin1String(exclusiveC14n))
        return refuse(signature.canonicalization);
    const QStringList transforms{QString::fromLatin1(enveloped), QString::fromLatin1(exclusiveC14n)};
    if (signature.transforms != transforms)
        return refuse(signature.transforms.join(u' '));
    if (!signature.parameters.isEmpty())
        return refuse(signature.parameters.join(u' '));
    return {};
}

Result<std::vector<Certificate>> usableSigners(std::span<const Certificate> trusted, const AlgorithmPolicy &policy)
{
    std::vector<Certificate> candidates;
    QSet<QByteArray> keys;
    int shortestRefused = 0;
    for (const Certificate &certificate : trusted) {
        if (certificate.keyType() != Certificate::KeyType::Rsa)
            continue; // no signature method for them is on the list
        if (certificate.keyBits() < policy.minimumRsaBits) {
            shortestRefused = certificate.keyBits();
            continue;
        }
        if (!keys.contains(certificate.publicKey())) {
            keys.insert(certificate.publicKey());
            candidates.push_back(certificate);
        }
    }
    if (!candidates.empty())
        return candidates;
    if (shortestRefused > 0)
        return fail(ErrorCode::KeyTooShort, QString::number(shortestRefused));
    return fail(ErrorCode::NoTrustedCertificate);
}

Result<SignedOctets> verifySignature(const Document &document, const Element &signedElement, std::span<const Certificate> trusted,
                                     const AlgorithmPolicy &policy)
{
    USHER_TRY(checkShape(document));
    USHER_TRY(const SignatureDescription description, describeSignature(signedElement));
    USHER_TRY(checkReference(description, signedElement));
    USHER_TRY(checkAlgorithms(description, policy));
    USHER_TRY(const std::vector<Certificate> candidates, usableSigners(trusted, policy));
    USHER_TRY(prepareXmlsec());

    const LibrarySilence silence;
    const IdRegistration id(signedElement);
    const auto signature = signedElement.onlyChild(signatureNamespace, "Signature");
    if (!signature || !id.leadsToElement() || NodeAccess::node(signedElement)->doc != NodeAccess::tree(document))
        return fail(ErrorCode::ReferenceMismatch, description.where);
    for (const Certificate &candidate : candidates) {
        Attempt made = attempt(candidate, NodeAccess::node(*signature), policy);
        if (made.outcome == Attempt::Outcome::Verified)
            return SignedOctets{std::move(made.octets), candidate};
        if (made.outcome == Attempt::Outcome::DigestDiffers) // with every other key too
            return fail(ErrorCode::SignatureInvalid, description.where, QStringLiteral("the content is not what was signed"));
    }
    return fail(ErrorCode::SignatureInvalid, description.where, QStringLiteral("no trusted key made it"));
}

} // namespace usher::xml
