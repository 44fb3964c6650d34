// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/sealing.h"

#include "tests/kit/response_text.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace usher::fuzz {

namespace {

template<auto freeFunction>
struct Free
{
    template<typename T>
    void operator()(T *object) const
    {
        freeFunction(object);
    }
};

constexpr qsizetype blockBytes = 16;
constexpr qsizetype gcmVectorBytes = 12;
constexpr qsizetype gcmTagBytes = 16;
const QByteArray sessionKey(32, 'k');

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

void require(int result)
{
    if (result != 1)
        qFatal("OpenSSL refused what every OpenSSL can do");
}

/// The session key as serviceProviderSigner() can open it (RSA-OAEP).
QByteArray wrappedSessionKey()
{
    const QByteArray &publicKey = test::serviceProviderSigner().certificate.publicKey();
    const unsigned char *cursor = bytes(publicKey);
    const std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>> key(d2i_PUBKEY(nullptr, &cursor, publicKey.size()));
    const std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>> context(EVP_PKEY_CTX_new(key.get(), nullptr));
    require(EVP_PKEY_encrypt_init(context.get()));
    require(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING));
    std::size_t size = 0;
    require(EVP_PKEY_encrypt(context.get(), nullptr, &size, bytes(sessionKey), std::size_t(sessionKey.size())));
    QByteArray wrapped(qsizetype(size), '\0');
    require(EVP_PKEY_encrypt(context.get(), bytes(wrapped), &size, bytes(sessionKey), std::size_t(sessionKey.size())));
    return wrapped;
}

/// XML Encryption, 5.2.1: filled up to whole blocks, the last octet says by how much.
QByteArray padded(QByteArrayView plain)
{
    const qsizetype missing = blockBytes - plain.size() % blockBytes;
    return plain.toByteArray() + QByteArray(missing - 1, '\0') + char(missing);
}

/// Vector, cipher text, and the tag of GCM (XML Encryption 1.1, 5.2.4).
QByteArray cipherText(QByteArrayView plain, xml::EncryptionAlgorithm algorithm)
{
    const bool isGcm = algorithm == xml::EncryptionAlgorithm::Aes256Gcm;
    const QByteArray vector(isGcm ? gcmVectorBytes : blockBytes, 'v');
    const QByteArray input = isGcm ? plain.toByteArray() : padded(plain);
    QByteArray output(input.size(), '\0');
    int size = 0;
    const std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>> context(EVP_CIPHER_CTX_new());
    require(EVP_EncryptInit_ex(context.get(), isGcm ? EVP_aes_256_gcm() : EVP_aes_256_cbc(), nullptr, bytes(sessionKey),
                               bytes(vector)));
    require(EVP_CIPHER_CTX_set_padding(context.get(), 0));
    require(EVP_EncryptUpdate(context.get(), bytes(output), &size, bytes(input), int(input.size())));
    QByteArray rest(blockBytes, '\0');
    require(EVP_EncryptFinal_ex(context.get(), bytes(rest), &size));
    QByteArray tag(isGcm ? gcmTagBytes : 0, '\0');
    if (isGcm)
        require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int(gcmTagBytes), tag.data()));
    return vector + output + tag;
}

} // namespace

QByteArray sealed(const char *wrapperName, QByteArrayView plain, xml::EncryptionAlgorithm algorithm)
{
    static const QByteArray encryptedKey = wrappedSessionKey().toBase64();
    const char *cipher = algorithm == xml::EncryptionAlgorithm::Aes256Gcm ? "http://www.w3.org/2009/xmlenc11#aes256-gcm"
                                                                          : "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    return "<w:" + QByteArray(wrapperName) + " xmlns:w=\"urn:oasis:names:tc:SAML:2.0:assertion\">" +
           "<e:EncryptedData xmlns:e=\"http://www.w3.org/2001/04/xmlenc#\"><e:EncryptionMethod Algorithm=\"" + cipher + "\"/>" +
           "<KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><e:EncryptedKey>" +
           "<e:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"/>" + "<e:CipherData><e:CipherValue>" +
           encryptedKey + "</e:CipherValue></e:CipherData></e:EncryptedKey></KeyInfo>" + "<e:CipherData><e:CipherValue>" +
           cipherText(plain, algorithm).toBase64() + "</e:CipherValue></e:CipherData></e:EncryptedData></w:" + wrapperName + '>';
}

} // namespace usher::fuzz
