// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/laboratory.h"

namespace usher::attacks {

namespace {

/// Unwraps what a sound build can't refuse.
template<typename T>
T expect(Result<T> result, const char *what)
{
    if (!result.has_value())
        qFatal("%s failed: error %d, subject \"%s\", detail \"%s\"", what, int(result.error().code),
               qUtf8Printable(result.error().subject), qUtf8Printable(result.error().detail));
    return *std::move(result);
}

Node reread(const QByteArray &xml)
{
    std::optional<Node> node = readNode(xml);
    if (!node)
        qFatal("a sealed response can't be read");
    return *std::move(node);
}

QString text(const std::optional<QByteArray> &utf8)
{
    return QString::fromUtf8(utf8.value_or(QByteArray()));
}

/// The key's numbers (XML Signature, 4.4.2.2), out of the 294 octets of an RSA-2048 SubjectPublicKeyInfo (RFC 8017, A.1.1).
QByteArray rsaKeyValue(const Certificate &certificate)
{
    const QByteArray key = certificate.publicKey();
    if (key.size() != 294)
        qFatal("not an RSA key of 2048 bits");
    return "<KeyValue><RSAKeyValue><Modulus>" + key.mid(33, 256).toBase64() + "</Modulus><Exponent>" + key.right(3).toBase64() +
           "</Exponent></RSAKeyValue></KeyValue>";
}

QByteArray sign(const QByteArray &xml, const QString &id, const Sealing &sealing)
{
    std::optional<Certificate> keyInfo;
    if (sealing.sentKey != SentKey::Nothing)
        keyInfo = sealing.signer.certificate;
    const QByteArray sealed = expect(xml::signElement(xml, {id, sealing.signer.key, keyInfo, sealing.algorithm}), "signing");
    if (sealing.sentKey != SentKey::RsaKeyValue)
        return sealed;
    Node root = reread(sealed);
    for (Node *element : root.elements()) {
        if (text(element->attribute("ID")) != id)
            continue;
        element->child("Signature")->child("KeyInfo")->setContent(rsaKeyValue(sealing.signer.certificate));
        break; // what it held is among the elements
    }
    return write(root);
}

/// The EncryptedKey behind its EncryptedData, which points at it (SAML 2.0 Core, 2.2.4).
QByteArray withKeyBeside(const QByteArray &xml, QByteArrayView wrapperName, const QByteArray &keyId)
{
    Node root = reread(xml);
    Node *const wrapper = root.find(wrapperName);
    Node key = standalone(root, *wrapper->find("EncryptedKey"));
    key.setAttribute("Id", keyId);
    wrapper->find("KeyInfo")->setContent("<RetrievalMethod Type=\"http://www.w3.org/2001/04/xmlenc#EncryptedKey\" URI=\"#" + keyId +
                                         "\"/>");
    wrapper->children.push_back(std::move(key));
    return write(root);
}

QByteArray encrypt(const QByteArray &xml, const QString &id, const char *wrapper, xml::EncryptionAlgorithm cipher,
                   const Sealing &sealing)
{
    const QByteArray encrypted =
        expect(xml::encryptElement(xml, id, QString::fromLatin1(wrapper), sealing.recipient, cipher), "encrypting");
    return sealing.keyPlace == KeyPlace::Inside ? encrypted : withKeyBeside(encrypted, wrapper, "_key-of-" + QByteArray(wrapper));
}

QByteArray hideName(Node response, const Sealing &sealing)
{
    response.find("NameID")->setAttribute("ID", "_name");
    return encrypt(write(response), QStringLiteral("_name"), "EncryptedID", *sealing.nameIdCipher, sealing);
}

} // namespace

QByteArray seal(const Node &plain, const Sealing &sealing)
{
    Node response = plain;
    const auto idOf = [](const Node *element) { return element == nullptr ? QString() : text(element->attribute("ID")); };
    const QString responseId = idOf(&response);
    const QString assertionId = idOf(response.find("Assertion"));

    QByteArray xml = sealing.nameIdCipher ? hideName(response, sealing) : write(response);
    if (sealing.signsAssertion())
        xml = sign(xml, assertionId, sealing);
    if (sealing.assertionCipher)
        xml = encrypt(xml, assertionId, "EncryptedAssertion", *sealing.assertionCipher, sealing);
    if (sealing.signsResponse())
        xml = sign(xml, responseId, sealing);
    return xml;
}

QByteArray seal(const GoodForm &form)
{
    return seal(form.plain, form.sealing);
}

} // namespace usher::attacks
