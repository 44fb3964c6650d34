// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/signature.h"

#include "core/crypto/openssl_handles.h"

namespace usher {

namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, openssl::Free<EVP_MD_CTX_free>>;

const EVP_MD *functionOf(SignatureDigest digest)
{
    switch (digest) {
    case SignatureDigest::Sha1:
        return EVP_sha1();
    case SignatureDigest::Sha256:
        return EVP_sha256();
    case SignatureDigest::Sha384:
        return EVP_sha384();
    case SignatureDigest::Sha512:
        return EVP_sha512();
    }
    Q_UNREACHABLE();
}

const unsigned char *bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

} // namespace

Result<QByteArray> signOctets(QByteArrayView octets, const PrivateKey &key, SignatureDigest digest)
{
    const unsigned char *cursor = bytesOf(key.pkcs8());
    const openssl::Key handle(d2i_AutoPrivateKey(nullptr, &cursor, long(key.pkcs8().size())));
    const DigestContext context(EVP_MD_CTX_new());
    if (!handle || !context || EVP_DigestSignInit(context.get(), nullptr, functionOf(digest), nullptr, handle.get()) != 1)
        return openssl::failWithReason(ErrorCode::CryptoFailure);

    QByteArray signature(EVP_PKEY_get_size(handle.get()), Qt::Uninitialized);
    std::size_t size = std::size_t(signature.size());
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytesOf(octets),
                       std::size_t(octets.size())) != 1)
        return openssl::failWithReason(ErrorCode::CryptoFailure);
    signature.truncate(qsizetype(size));
    return signature;
}

SignatureMatch checkSignature(QByteArrayView octets, QByteArrayView signature, const Certificate &certificate,
                              SignatureDigest digest)
{
    const unsigned char *cursor = bytesOf(certificate.publicKey());
    const openssl::Key handle(d2i_PUBKEY(nullptr, &cursor, long(certificate.publicKey().size())));
    const DigestContext context(EVP_MD_CTX_new());
    const bool isRsa = handle && EVP_PKEY_get_base_id(handle.get()) == EVP_PKEY_RSA;
    const bool matches = isRsa && context &&
                         EVP_DigestVerifyInit(context.get(), nullptr, functionOf(digest), nullptr, handle.get()) == 1 &&
                         EVP_DigestVerify(context.get(), bytesOf(signature), std::size_t(signature.size()), bytesOf(octets),
                                          std::size_t(octets.size())) == 1; // 0 and below are all failures
    ERR_clear_error();
    return matches ? SignatureMatch::Matches : SignatureMatch::Differs;
}

} // namespace usher
