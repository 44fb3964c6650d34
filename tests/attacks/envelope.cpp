// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/envelope.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace usher::attacks {

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

/// How XML Encryption 1.1 and OpenSSL call a cipher (5.2).
struct CipherFacts
{
    const char *uri;
    const EVP_CIPHER *cipher;
    bool hasTag;
};

CipherFacts factsOf(xml::EncryptionAlgorithm algorithm)
{
    switch (algorithm) {
    case xml::EncryptionAlgorithm::Aes128Cbc:
        return {"http://www.w3.org/2001/04/xmlenc#aes128-cbc", EVP_aes_128_cbc(), false};
    case xml::EncryptionAlgorithm::Aes256Cbc:
        return {"http://www.w3.org/2001/04/xmlenc#aes256-cbc", EVP_aes_256_cbc(), false};
    case xml::EncryptionAlgorithm::Aes128Gcm:
        return {"http://www.w3.org/2009/xmlenc11#aes128-gcm", EVP_aes_128_gcm(), true};
    case xml::EncryptionAlgorithm::Aes256Gcm:
        return {"http://www.w3.org/2009/xmlenc11#aes256-gcm", EVP_aes_256_gcm(), true};
    }
    Q_UNREACHABLE();
}

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

void require(int result, const char *what)
{
    if (result != 1)
        qFatal("OpenSSL failed at %s", what);
}

/// Vector, cipher text, tag.
QByteArray encrypt(const QByteArray &plain, const QByteArray &key, const CipherFacts &facts)
{
    const std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>> context(EVP_CIPHER_CTX_new());
    const QByteArray vector(EVP_CIPHER_get_iv_length(facts.cipher), 'v');
    require(EVP_EncryptInit_ex(context.get(), facts.cipher, nullptr, bytesOf(key), bytesOf(vector)), "EVP_EncryptInit_ex");
    QByteArray text(plain.size() + 2 * EVP_MAX_BLOCK_LENGTH, '\0');
    int written = 0;
    int last = 0;
    require(EVP_EncryptUpdate(context.get(), bytesOf(text), &written, bytesOf(plain), int(plain.size())), "EVP_EncryptUpdate");
    require(EVP_EncryptFinal_ex(context.get(), bytesOf(text) + written, &last), "EVP_EncryptFinal_ex");
    text.truncate(written + last);
    if (!facts.hasTag)
        return vector + text;
    QByteArray tag(16, '\0');
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, int(tag.size()), tag.data()), "EVP_CTRL_AEAD_GET_TAG");
    return vector + text + tag;
}

QByteArray transport(const QByteArray &key, const Envelope &order)
{
    const QByteArray spki = order.recipient.publicKey();
    const unsigned char *cursor = bytesOf(spki);
    const std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>> recipient(d2i_PUBKEY(nullptr, &cursor, spki.size()));
    const std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>> context(EVP_PKEY_CTX_new(recipient.get(), nullptr));
    require(EVP_PKEY_encrypt_init(context.get()), "EVP_PKEY_encrypt_init");
    const bool isOaep = order.transport != Envelope::Transport::Rsa15;
    require(EVP_PKEY_CTX_set_rsa_padding(context.get(), isOaep ? RSA_PKCS1_OAEP_PADDING : RSA_PKCS1_PADDING), "the padding");
    if (order.transport == Envelope::Transport::OaepSha256Digest) {
        require(EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), EVP_sha256()), "the digest");
        require(EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha1()), "the mask");
    }
    size_t size = size_t(EVP_PKEY_get_size(recipient.get()));
    QByteArray wrapped(qsizetype(size), '\0');
    require(EVP_PKEY_encrypt(context.get(), bytesOf(wrapped), &size, bytesOf(key), size_t(key.size())), "EVP_PKEY_encrypt");
    return wrapped;
}

QByteArray methodOf(Envelope::Transport transport)
{
    switch (transport) {
    case Envelope::Transport::Oaep:
        return R"(<e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>)";
    case Envelope::Transport::OaepSha256Digest:
        return R"(<e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p">)"
               R"(<d:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/></e:EncryptionMethod>)";
    case Envelope::Transport::Rsa15:
        return R"(<e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-1_5"/>)";
    }
    Q_UNREACHABLE();
}

QByteArray cipherData(const QByteArray &octets)
{
    return "<e:CipherData><e:CipherValue>" + octets.toBase64() + "</e:CipherValue></e:CipherData>";
}

} // namespace

Node envelope(const QByteArray &octets, const Envelope &order)
{
    const CipherFacts facts = factsOf(order.cipher);
    const QByteArray key(EVP_CIPHER_get_key_length(facts.cipher), 'k');
    QByteArray text = encrypt(octets, key, facts);
    if (order.damage)
        order.damage(text);
    std::optional<Node> node = readNode(
        "<" + order.wrapper + R"( xmlns="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:d="http://www.w3.org/2000/09/xmldsig#")" +
        R"( xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element">)" +
        R"(<e:EncryptionMethod Algorithm=")" + facts.uri + R"("/><d:KeyInfo><e:EncryptedKey>)" + methodOf(order.transport) +
        cipherData(transport(key, order)) + "</e:EncryptedKey></d:KeyInfo>" + cipherData(text) + "</e:EncryptedData></" +
        order.wrapper + ">");
    if (!node)
        qFatal("an envelope can't be read");
    return *std::move(node);
}

} // namespace usher::attacks
