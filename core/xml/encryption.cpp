// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/encryption.h"

#include "core/xml/algorithms.h"
#include "core/xml/tree_editing.h"
#include "core/xml/xmlsec_handles.h"

#include <xmlsec/openssl/crypto.h>

#include <algorithm>
#include <array>

namespace usher::xml {

namespace {

/// One block cipher that counts, and how xmlsec knows it.
struct Cipher
{
    EncryptionAlgorithm algorithm;
    const char *uri;
    xmlSecTransformId (*klass)();
    qsizetype keyBytes;
};

constexpr std::array ciphers{
    Cipher{EncryptionAlgorithm::Aes128Cbc, aes128Cbc, xmlSecOpenSSLTransformAes128CbcGetKlass, 16},
    Cipher{EncryptionAlgorithm::Aes256Cbc, aes256Cbc, xmlSecOpenSSLTransformAes256CbcGetKlass, 32},
    Cipher{EncryptionAlgorithm::Aes128Gcm, aes128Gcm, xmlSecOpenSSLTransformAes128GcmGetKlass, 16},
    Cipher{EncryptionAlgorithm::Aes256Gcm, aes256Gcm, xmlSecOpenSSLTransformAes256GcmGetKlass, 32},
};

/// More recipients than any real message has; each costs an RSA operation for every key of ours.
constexpr size_t maximumEncryptedKeys = 8;

/// An EncryptedData and the EncryptedKeys that may open it.
struct Envelope
{
    Element data;
    std::vector<Element> keys;
};

/// XML Encryption, 3.1: a method, and a value that stands right here.
bool isSelfContained(const Element &encrypted)
{
    const auto cipherData = encrypted.onlyChild(encryptionNamespace, "CipherData");
    return encrypted.onlyChild(encryptionNamespace, "EncryptionMethod") && cipherData && cipherData->children().size() == 1 &&
           cipherData->onlyChild(encryptionNamespace, "CipherValue");
}

/// The EncryptedKeys stand in EncryptedData's own KeyInfo, or beside it (SAML 2.0 Core, 2.2.4). A RetrievalMethod that
/// points from there to here says nothing new and is never followed.
std::optional<Envelope> envelopeOf(const Element &wrapper)
{
    const auto data = wrapper.onlyChild(encryptionNamespace, "EncryptedData");
    if (!data)
        return std::nullopt;
    Envelope envelope{*data, wrapper.children(encryptionNamespace, "EncryptedKey")};
    if (const auto keyInfo = data->onlyChild(signatureNamespace, "KeyInfo"))
        std::ranges::copy(keyInfo->children(encryptionNamespace, "EncryptedKey"), std::back_inserter(envelope.keys));
    const bool isSound = !envelope.keys.empty() && envelope.keys.size() <= maximumEncryptedKeys && isSelfContained(*data) &&
                         std::ranges::all_of(envelope.keys, isSelfContained);
    return isSound ? std::optional(std::move(envelope)) : std::nullopt;
}

/// \pre isSelfContained()
Element methodOf(const Element &encrypted)
{
    return *encrypted.onlyChild(encryptionNamespace, "EncryptionMethod");
}

QString algorithmOf(const Element &method)
{
    return method.attribute("Algorithm").value_or(QString());
}

/// RSA-OAEP with SHA-1, the default and all that xmlsec 1.2 knows (XML Encryption, 5.5.2). SHA-1's collisions
/// don't matter to OAEP.
Result<void> checkKeyTransport(const Element &encryptedKey)
{
    const Element method = methodOf(encryptedKey);
    const QString algorithm = algorithmOf(method);
    if (algorithm != QLatin1String(rsaOaep))
        return fail(ErrorCode::AlgorithmRefused, algorithm);
    const std::vector<Element> digests = method.children(signatureNamespace, "DigestMethod");
    if (digests.size() > 1) // xmlsec reads every one of them, and loses the memory of all but the last
        return fail(ErrorCode::AlgorithmRefused, algorithm, QStringLiteral("more than one digest"));
    if (!digests.empty() && algorithmOf(digests.front()) != QLatin1String(sha1))
        return fail(ErrorCode::AlgorithmRefused, algorithm + u' ' + algorithmOf(digests.front()));
    return {};
}

Result<Cipher> cipherOf(const Envelope &envelope)
{
    for (const Element &key : envelope.keys)
        USHER_TRY(checkKeyTransport(key));
    const QString algorithm = algorithmOf(methodOf(envelope.data));
    const auto cipher =
        std::ranges::find_if(ciphers, [&](const Cipher &candidate) { return algorithm == QLatin1String(candidate.uri); });
    if (cipher == ciphers.end())
        return fail(ErrorCode::AlgorithmRefused, algorithm);
    return *cipher;
}

/// A context with \p key pinned, which runs \p method and nothing else. Null where something is missing.
EncryptionContext encryptionContext(KeyHandle key, xmlEncCtxMode mode, xmlSecTransformId method)
{
    EncryptionContext context(key ? xmlSecEncCtxCreate(nullptr) : nullptr);
    if (!context)
        return nullptr;
    context->mode = mode;
    context->encKey = key.release();
    context->transformCtx.enabledUris = xmlSecTransformUriTypeNone;
    auto *const allowed = const_cast<_xmlSecTransformKlass *>(method); // xmlsec's lists hold void pointers
    return xmlSecPtrListAdd(&context->transformCtx.enabledTransforms, allowed) == 0 ? std::move(context) : nullptr;
}

KeyHandle sessionKey(QByteArrayView bytes)
{
    return KeyHandle(xmlSecKeyReadMemory(xmlSecOpenSSLKeyDataAesId, reinterpret_cast<const xmlSecByte *>(bytes.data()),
                                         static_cast<xmlSecSize>(bytes.size())));
}

/// What \p encrypted holds; empty where it can't be opened.
SecretBytes open(const Element &encrypted, const EncryptionContext &context)
{
    xmlSecBuffer *buffer = context ? xmlSecEncCtxDecryptToBuffer(context.get(), NodeAccess::node(encrypted)) : nullptr;
    if (buffer == nullptr)
        return {};
    return SecretBytes(QByteArrayView(xmlSecBufferGetData(buffer), qsizetype(xmlSecBufferGetSize(buffer))));
}

QByteArray openEnvelope(const Envelope &envelope, const Cipher &cipher, const PrivateKey &key)
{
    for (const Element &encryptedKey : envelope.keys) {
        const SecretBytes session =
            open(encryptedKey, encryptionContext(loadKey(key), xmlEncCtxModeEncryptedKey, xmlSecOpenSSLTransformRsaOaepGetKlass()));
        if (session.view().size() != cipher.keyBytes)
            continue;
        const SecretBytes plain =
            open(envelope.data, encryptionContext(sessionKey(session.view()), xmlEncCtxModeEncryptedData, cipher.klass()));
        if (!plain.isEmpty())
            return plain.view().toByteArray();
    }
    return {};
}

/// The frame of what encryptElement() writes, without its values (SAML 2.0 Core, 2.3.4).
QByteArray wrapperTemplate(const QString &wrapperName, const Cipher &cipher)
{
    return QStringLiteral("<%1 xmlns=\"%2\"><xenc:EncryptedData xmlns:xenc=\"%3\" Type=\"%3Element\">"
                          "<xenc:EncryptionMethod Algorithm=\"%4\"/>"
                          "<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData></%1>")
        .arg(wrapperName, QLatin1String(assertionNamespace), QLatin1String(encryptionNamespace), QLatin1String(cipher.uri))
        .toUtf8();
}

QByteArray keyInfoTemplate()
{
    return QStringLiteral("<KeyInfo xmlns=\"%1\"><e:EncryptedKey xmlns:e=\"%2\"><e:EncryptionMethod Algorithm=\"%3\">"
                          "<DigestMethod Algorithm=\"%4\"/></e:EncryptionMethod>"
                          "<e:CipherData><e:CipherValue/></e:CipherData></e:EncryptedKey></KeyInfo>")
        .arg(QLatin1String(signatureNamespace), QLatin1String(encryptionNamespace), QLatin1String(rsaOaep), QLatin1String(sha1))
        .toUtf8();
}

/// Fills in the CipherValue of \p encrypted.
Result<void> seal(const Element &encrypted, const EncryptionContext &context, QByteArrayView plain)
{
    const auto *bytes = reinterpret_cast<const xmlSecByte *>(plain.data());
    if (!context ||
        xmlSecEncCtxBinaryEncrypt(context.get(), NodeAccess::node(encrypted), bytes, static_cast<xmlSecSize>(plain.size())) != 0)
        return fail(ErrorCode::CryptoFailure, encrypted.path(), QStringLiteral("encrypting failed"));
    return {};
}

} // namespace

Result<QByteArray> decryptElement(const Element &wrapper, std::span<const PrivateKey> keys)
{
    // Whatever fails from here on, the sender learns one thing only (threat 30).
    const auto failed = fail(ErrorCode::DecryptionFailed, wrapper.path());
    const auto envelope = envelopeOf(wrapper);
    if (!envelope)
        return failed;
    USHER_TRY(const Cipher cipher, cipherOf(*envelope));
    if (keys.empty())
        return fail(ErrorCode::NoDecryptionKey, wrapper.path());
    USHER_TRY(prepareXmlsec());

    const LibrarySilence silence;
    for (const PrivateKey &key : keys) {
        QByteArray plain = openEnvelope(*envelope, cipher, key);
        if (!plain.isEmpty())
            return plain;
    }
    return failed;
}

Result<QByteArray> encryptElement(const QByteArray &documentBytes, const QString &elementId, const QString &wrapperName,
                                  const Certificate &recipient, EncryptionAlgorithm algorithm)
{
    USHER_TRY(prepareXmlsec());
    const Cipher &cipher = *std::ranges::find(ciphers, algorithm, &Cipher::algorithm);
    USHER_TRY(const Document document, Document::parse(documentBytes));
    USHER_TRY(const Element element, elementById(document, elementId));
    USHER_TRY(const QByteArray plain, serialise(element));
    USHER_TRY(NodeHandle waiting, nodeFor(NodeAccess::tree(document), wrapperTemplate(wrapperName, cipher)));
    USHER_TRY(NodeHandle keyInfo, nodeFor(NodeAccess::tree(document), keyInfoTemplate()));

    const LibrarySilence silence;
    const Element wrapper = NodeAccess::element(waiting.release());
    const NodeHandle replaced(xmlReplaceNode(NodeAccess::node(element), NodeAccess::node(wrapper)));
    const Element data = wrapper.children().front();

    KeyHandle session(
        xmlSecKeyGenerate(xmlSecOpenSSLKeyDataAesId, static_cast<xmlSecSize>(cipher.keyBytes * 8), xmlSecKeyDataTypeSession));
    if (!session)
        return fail(ErrorCode::CryptoFailure, wrapper.path(), QStringLiteral("no session key"));
    xmlSecBuffer *value = xmlSecKeyDataBinaryValueGetBuffer(xmlSecKeyGetValue(session.get()));
    const SecretBytes sessionBytes(QByteArrayView(xmlSecBufferGetData(value), qsizetype(xmlSecBufferGetSize(value))));

    USHER_TRY(seal(data, encryptionContext(std::move(session), xmlEncCtxModeEncryptedData, cipher.klass()), plain));
    xmlNode *const method = NodeAccess::node(data.children().front());
    const Element encryptedKey = NodeAccess::element(xmlAddNextSibling(method, keyInfo.release())).children().front();
    USHER_TRY(seal(encryptedKey,
                   encryptionContext(loadKey(recipient), xmlEncCtxModeEncryptedKey, xmlSecOpenSSLTransformRsaOaepGetKlass()),
                   sessionBytes.view()));
    return serialise(document);
}

} // namespace usher::xml
