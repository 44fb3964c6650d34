// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/signature.h"

#include "core/xml/algorithms.h"
#include "core/xml/tree_editing.h"
#include "core/xml/xmlsec_handles.h"

namespace usher::xml {

namespace {

struct AlgorithmPair
{
    const char *signatureMethod;
    const char *digestMethod;
};

AlgorithmPair uris(SignatureAlgorithm algorithm)
{
    switch (algorithm) {
    case SignatureAlgorithm::RsaSha256:
        return {rsaSha256, sha256};
    case SignatureAlgorithm::RsaSha384:
        return {rsaSha384, sha384};
    case SignatureAlgorithm::RsaSha512:
        return {rsaSha512, sha512};
    case SignatureAlgorithm::RsaSha1:
        return {rsaSha1, sha1};
    }
    Q_UNREACHABLE();
}

/// A ds:Signature that waits for its values, written the way Entra writes it: no prefix, no white space.
QByteArray signatureTemplate(const SigningOrder &order)
{
    const AlgorithmPair algorithms = uris(order.algorithm);
    return QStringLiteral("<Signature xmlns=\"%1\"><SignedInfo><CanonicalizationMethod Algorithm=\"%2\"/>"
                          "<SignatureMethod Algorithm=\"%3\"/><Reference URI=\"#%4\"><Transforms>"
                          "<Transform Algorithm=\"%5\"/><Transform Algorithm=\"%2\"/></Transforms>"
                          "<DigestMethod Algorithm=\"%6\"/><DigestValue/></Reference></SignedInfo>"
                          "<SignatureValue/></Signature>")
        .arg(QLatin1String(signatureNamespace), QLatin1String(exclusiveC14n), QLatin1String(algorithms.signatureMethod),
             order.elementId.toHtmlEscaped(), QLatin1String(enveloped), QLatin1String(algorithms.digestMethod))
        .toUtf8();
}

/// After saml:Issuer (SAML 2.0 Core, 5.4.1 and the schema's order); first where there is none.
xmlNode *placeSignature(const Element &signedElement, NodeHandle signature)
{
    xmlNode *const parent = NodeAccess::node(signedElement);
    if (const auto issuer = signedElement.onlyChild(assertionNamespace, "Issuer"))
        return xmlAddNextSibling(NodeAccess::node(*issuer), signature.release());
    if (parent->children != nullptr)
        return xmlAddPrevSibling(parent->children, signature.release());
    return xmlAddChild(parent, signature.release());
}

/// xmlsec breaks the value into lines; Entra does not. The signature doesn't cover its own value.
void joinLines(const Element &signatureValue)
{
    const QByteArray value = signatureValue.text().remove(u'\n').toLatin1();
    xmlNodeSetContent(NodeAccess::node(signatureValue), toXml(value.constData()));
}

Result<void> addKeyInfo(xmlNode *signature, const Certificate &certificate)
{
    const QByteArray keyInfo = "<KeyInfo xmlns=\"" + QByteArray(signatureNamespace) + "\"><X509Data><X509Certificate>" +
                               certificate.toBase64() + "</X509Certificate></X509Data></KeyInfo>";
    USHER_TRY(NodeHandle node, nodeFor(signature->doc, keyInfo));
    xmlAddChild(signature, node.release());
    return {};
}

} // namespace

Result<QByteArray> signElement(const QByteArray &documentBytes, const SigningOrder &order)
{
    USHER_TRY(prepareXmlsec());
    USHER_TRY(const Document document, Document::parse(documentBytes));
    USHER_TRY(const Element element, elementById(document, order.elementId));
    USHER_TRY(NodeHandle waiting, nodeFor(NodeAccess::tree(document), signatureTemplate(order)));

    const LibrarySilence silence;
    xmlNode *const signature = placeSignature(element, std::move(waiting));
    const SignatureContext context = signatureContext(loadKey(order.key));
    const IdRegistration id(element);
    if (!context || !id.leadsToElement() || xmlSecDSigCtxSign(context.get(), signature) != 0)
        return fail(ErrorCode::CryptoFailure, element.path(), QStringLiteral("signing failed"));

    if (const auto value = NodeAccess::element(signature).onlyChild(signatureNamespace, "SignatureValue"))
        joinLines(*value);
    if (order.keyInfo) {
        USHER_TRY(addKeyInfo(signature, *order.keyInfo));
    }
    return serialise(document);
}

} // namespace usher::xml
