// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

namespace usher::attacks {

namespace {

QByteArray unchanged(const QByteArray &octets)
{
    return octets;
}

Make damaged(std::function<void(QByteArray &cipherText)> damage)
{
    return hidden(unchanged, [damage = std::move(damage)](Envelope &order) { order.damage = damage; });
}

/// With CBC, what this changes for certain is the block that follows.
void flip(QByteArray &text, qsizetype at)
{
    text[at] = char(text[at] ^ 0x55);
}

void addBrokenCiphers(std::vector<Mutation> &list)
{
    const auto broken = [&](int threat, const char *name, const Requirement &need, Make make) {
        list.push_back({threat, name, CheckName::Encryption, {need}, std::move(make)});
    };
    broken(30, "the padding changed", hiddenByCbc, damaged([](QByteArray &text) { flip(text, text.size() - 17); }));
    broken(30, "the first block changed", hiddenByCbc, damaged([](QByteArray &text) { flip(text, 0); }));
    broken(30, "a block less", hiddenByCbc, damaged([](QByteArray &text) { text.chop(16); }));
    broken(30, "an octet less", hiddenByCbc, damaged([](QByteArray &text) { text.chop(1); }));
    broken(30, "nothing but a vector", hiddenByCbc, damaged([](QByteArray &text) { text.truncate(16); }));
    broken(30, "no cipher text", somethingHidden, damaged([](QByteArray &text) { text.clear(); }));
    broken(30, "rubbish encrypted", somethingHidden, hidden([](const QByteArray &) { return QByteArray("rubbish"); }));
    broken(30, "nothing encrypted", somethingHidden, hidden([](const QByteArray &) { return QByteArray(); }));
    broken(30, "half of it encrypted", somethingHidden,
           hidden([](const QByteArray &octets) { return octets.left(octets.size() / 2); }));
    broken(30, "encrypted for somebody else", somethingHidden,
           hidden(unchanged, [](Envelope &order) { order.recipient = test::strangerSigner().certificate; }));
    const auto inWrapper = [&](const char *name, const NodeEdit &edit) {
        list.push_back({30, name, CheckName::Encryption, {assertionHidden, responseNotSigned}, onTheWay(edit)});
    };
    inWrapper("no EncryptedKey", [](Node &response) { remove(response, *response.find("EncryptedKey")); });
    inWrapper("no EncryptedData", [](Node &response) { payload(response).setContent({}); });
    inWrapper("two EncryptedData", [](Node &response) {
        const Node copy = *response.find("EncryptedData");
        insertAfter(response, *response.find("EncryptedData"), copy);
    });
    inWrapper("a session key that is none", [](Node &response) {
        response.find("EncryptedKey")->find("CipherValue")->setContent(QByteArray(256, 'x').toBase64());
    });
    inWrapper("a CipherValue that is no base64",
              [](Node &response) { response.find("EncryptedKey")->find("CipherValue")->setContent("%%%"); });
    inWrapper("no CipherValue", [](Node &response) { remove(response, *response.find("EncryptedKey")->find("CipherValue")); });
    inWrapper("twenty EncryptedKeys", [](Node &response) {
        Node key = standalone(response, *response.find("EncryptedKey"));
        key.removeAttribute("Id");
        payload(response).children.insert(payload(response).children.end(), 20, key);
    });

    broken(32, "no tag", hiddenByGcm, damaged([](QByteArray &text) { text.chop(16); }));
    broken(32, "a tag of four octets", hiddenByGcm, damaged([](QByteArray &text) { text.chop(12); }));
    broken(32, "a tag of twelve octets", hiddenByGcm, damaged([](QByteArray &text) { text.chop(4); }));
    broken(32, "a tag of fifteen octets", hiddenByGcm, damaged([](QByteArray &text) { text.chop(1); }));
    broken(32, "the tag changed", hiddenByGcm, damaged([](QByteArray &text) { flip(text, text.size() - 1); }));
    broken(32, "the text changed", hiddenByGcm, damaged([](QByteArray &text) { flip(text, text.size() / 2); }));
    broken(32, "the vector changed", hiddenByGcm, damaged([](QByteArray &text) { flip(text, 0); }));
}

void addCiphers(std::vector<Mutation> &list)
{
    const auto transported = [&](const char *name, Envelope::Transport transport) {
        list.push_back({31, name, CheckName::Algorithm, {somethingHidden}, hidden(unchanged, [transport](Envelope &order) {
                            order.transport = transport;
                        })});
    };
    transported("RSA 1.5", Envelope::Transport::Rsa15);
    transported("RSA-OAEP with a SHA-256 digest", Envelope::Transport::OaepSha256Digest);
    const auto named = [&](const char *name, const char *element, const char *uri) {
        list.push_back({31, name, CheckName::Algorithm, {assertionHidden, responseNotSigned}, onTheWay([=](Node &response) {
                            response.find(element)->child("EncryptionMethod")->setAttribute("Algorithm", uri);
                        })});
    };
    named("RSA-OAEP of XML Encryption 1.1", "EncryptedKey", "http://www.w3.org/2009/xmlenc11#rsa-oaep");
    named("a key wrapped by a key", "EncryptedKey", "http://www.w3.org/2001/04/xmlenc#kw-aes256");
    named("Triple DES", "EncryptedData", "http://www.w3.org/2001/04/xmlenc#tripledes-cbc");
    named("AES-192", "EncryptedData", "http://www.w3.org/2001/04/xmlenc#aes192-cbc");
    named("a cipher that nobody knows", "EncryptedData", "urn:x");
}

void addWhatHides(std::vector<Mutation> &list)
{
    const auto count = CheckName::AssertionCount;
    list.push_back({33, "encrypted, not signed", CheckName::Signature, {assertionHidden}, sealedWith([](Sealing &sealing) {
                        sealing.sign = test::Sign::Nothing;
                    })});
    list.push_back({33,
                    "the evil assertion, encrypted by the attacker",
                    CheckName::Signature,
                    {assertionHidden, responseNotSigned},
                    [](const GoodForm &form) {
                        const auto evil = [&](const QByteArray &) { return write(evilAssertion(form)); };
                        return hidden(evil)(form);
                    }});
    list.push_back({33, "the evil assertion beside the encrypted one", count, {assertionHidden}, [](const GoodForm &form) {
                        Node response = *readNode(seal(form));
                        insertBefore(response, payload(response), evilAssertion(form));
                        return UnverifiedResponse::fromXml(write(response));
                    }});
    list.push_back({33, "two encrypted assertions", count, {assertionHidden}, onTheWay([](Node &response) {
                        const Node first = envelope("<x/>", {.recipient = test::serviceProviderSigner().certificate});
                        insertBefore(response, payload(response), first);
                    })});

    const auto inside = [&](const char *name, CheckName check, const Requirement &need, OctetEdit edit) {
        list.push_back({34, name, check, {need}, hidden(std::move(edit))});
    };
    inside("a DOCTYPE in what was encrypted", CheckName::Parse, somethingHidden,
           [](const QByteArray &octets) { return "<!DOCTYPE x>" + octets; });
    inside("an external entity in what was encrypted", CheckName::Parse, somethingHidden, [](const QByteArray &octets) {
        return "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" +
               QByteArray(octets).insert(octets.lastIndexOf("</"), "&x;");
    });
    inside("deep nesting in what was encrypted", CheckName::Parse, somethingHidden, [](const QByteArray &octets) {
        const QByteArray deep = QByteArray("<x>").repeated(100) + QByteArray("</x>").repeated(100);
        return QByteArray(octets).insert(octets.lastIndexOf("</"), deep);
    });
    inside("100,000 elements in what was encrypted", CheckName::Shape, somethingHidden, [](const QByteArray &octets) {
        return QByteArray(octets).insert(octets.lastIndexOf("</"), QByteArray("<x/>").repeated(100'000));
    });
    const OctetEdit twice = [](const QByteArray &octets) { return octets + octets; };
    // Not well-formed, and so the same answer as rubbish: any other would tell forged padding from good (row 30).
    inside("two assertions side by side in what was encrypted", CheckName::Encryption, somethingHidden, twice);
    inside("a second assertion in the encrypted one", count, assertionHidden, [](const QByteArray &octets) {
        const QByteArray second = QByteArray(octets).replace("ID=\"", "ID=\"second");
        return QByteArray(octets).insert(octets.lastIndexOf("</"), second);
    });
    inside("an encrypted assertion in the encrypted one", count, assertionHidden, [](const QByteArray &octets) {
        const Node inner = envelope(octets, {.recipient = test::serviceProviderSigner().certificate});
        return QByteArray(octets).insert(octets.lastIndexOf("</"), write(inner));
    });
    inside("no assertion in what was encrypted", count, assertionHidden, [](const QByteArray &) { return QByteArray("<x/>"); });
    inside("a Response in what was encrypted", CheckName::Shape, assertionHidden, [](const QByteArray &octets) {
        return "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + octets + "</p:Response>";
    });
    const Requirement nameHidden{"its NameID is not encrypted",
                                 [](const GoodForm &form) { return form.sealing.nameIdCipher.has_value(); }};
    inside("an assertion for an encrypted NameID", CheckName::NameId, nameHidden,
           [](const QByteArray &) { return QByteArray("<Assertion xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"); });
    inside("an encrypted NameID with an element in it", CheckName::NameId, nameHidden,
           [](const QByteArray &octets) { return QByteArray(octets).insert(octets.lastIndexOf("</"), "<x/>"); });
}

} // namespace

std::vector<Mutation> encryptionMutations()
{
    std::vector<Mutation> list;
    addBrokenCiphers(list);
    addCiphers(list);
    addWhatHides(list);
    return list;
}

} // namespace usher::attacks
