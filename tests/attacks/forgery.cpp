// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/forgery.h"

#include <QMessageAuthenticationCode>

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace usher::attacks {

namespace {

struct FreeKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};

struct FreeContext
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

void appendCanonically(QByteArray &out, const Node &node)
{
    if (!node.isElement()) {
        out += node.text;
        return;
    }
    out += '<' + node.name;
    for (const NodeAttribute &attribute : node.attributes)
        out += ' ' + attribute.name + "=\"" + attribute.value + '"';
    out += '>';
    for (const Node &child : node.children)
        appendCanonically(out, child);
    out += "</" + node.name + '>';
}

/// Exclusive c14n of a SignedInfo without prefixes: it declares its own namespace, and nothing stands as an empty tag.
QByteArray canonicalSignedInfo(Node &signature, const QByteArray &uri)
{
    signature.find("SignatureMethod")->setAttribute("Algorithm", uri);
    Node signedInfo = *signature.child("SignedInfo");
    signedInfo.setAttribute("xmlns", "http://www.w3.org/2000/09/xmldsig#");
    QByteArray octets;
    appendCanonically(octets, signedInfo);
    return octets;
}

} // namespace

void signAgain(Node &signature, const QByteArray &uri, RsaScheme scheme, const PrivateKey &key)
{
    const QByteArray octets = canonicalSignedInfo(signature, uri);
    const auto *der = reinterpret_cast<const unsigned char *>(key.pkcs8().data());
    const std::unique_ptr<EVP_PKEY, FreeKey> evp(d2i_AutoPrivateKey(nullptr, &der, key.pkcs8().size()));
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *parameters = nullptr;
    const EVP_MD *digest = scheme == RsaScheme::Pkcs1Md5 ? EVP_md5() : EVP_sha256();
    const int padding = scheme == RsaScheme::PssSha256 ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING;
    size_t size = size_t(EVP_PKEY_get_size(evp.get()));
    QByteArray value(qsizetype(size), '\0');
    const bool isSigned = EVP_DigestSignInit(context.get(), &parameters, digest, nullptr, evp.get()) == 1 &&
                          EVP_PKEY_CTX_set_rsa_padding(parameters, padding) == 1 &&
                          EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(value.data()), &size,
                                         reinterpret_cast<const unsigned char *>(octets.constData()), size_t(octets.size())) == 1;
    if (!isSigned)
        qFatal("OpenSSL can't sign");
    signature.child("SignatureValue")->setContent(value.toBase64());
}

void signWithHmac(Node &signature, const QByteArray &uri, QCryptographicHash::Algorithm algorithm, const QByteArray &secret)
{
    const QByteArray octets = canonicalSignedInfo(signature, uri);
    signature.child("SignatureValue")->setContent(QMessageAuthenticationCode::hash(octets, secret, algorithm).toBase64());
}

} // namespace usher::attacks
