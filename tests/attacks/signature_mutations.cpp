// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/forgery.h"
#include "tests/attacks/mutation.h"

namespace usher::attacks {

namespace {

using test::Sign;

/// Done to the first signature in sight.
Make toTheSignature(std::function<void(Node &signature)> edit)
{
    return onTheWay([edit = std::move(edit)](Node &response) { edit(signatureOf(response)); });
}

/// A node that has all that its neighbours have.
void doubleChild(Node &signature, const char *name)
{
    const Node copy = *signature.find(name);
    insertAfter(signature, *signature.find(name), copy);
}

void addShapes(std::vector<Mutation> &list)
{
    const auto shape = [&](int threat, const char *name, const std::function<void(Node & signature)> &edit,
                           std::vector<Requirement> needs = {signatureInSight}) {
        list.push_back({threat, name, CheckName::Shape, std::move(needs), toTheSignature(edit)});
    };
    shape(12, "two SignedInfo", [](Node &signature) { doubleChild(signature, "SignedInfo"); });
    shape(12, "a second SignedInfo behind the value",
          [](Node &signature) { insertAfter(signature, *signature.child("SignatureValue"), *signature.child("SignedInfo")); });
    shape(12, "two SignatureValues", [](Node &signature) { doubleChild(signature, "SignatureValue"); });
    shape(12, "two KeyInfos", [](Node &signature) { doubleChild(signature, "KeyInfo"); }, {signatureInSight, keySent});
    shape(12, "no SignedInfo", [](Node &signature) { remove(signature, *signature.child("SignedInfo")); });
    shape(12, "no SignatureValue", [](Node &signature) { remove(signature, *signature.child("SignatureValue")); });
    shape(12, "an Object", [](Node &signature) { signature.children.push_back(elementLike(signature, "Object")); });
    shape(12, "text in the signature", [](Node &signature) { signature.children.push_back({{}, {}, {}, "x"}); });
    shape(12, "an empty signature", [](Node &signature) { signature.setContent({}); });
    shape(12, "SignedInfo behind its value", [](Node &signature) {
        const Node signedInfo = *signature.child("SignedInfo");
        remove(signature, *signature.child("SignedInfo"));
        insertAfter(signature, *signature.child("SignatureValue"), signedInfo);
    });
    list.push_back({12, "two signatures in one element", CheckName::Shape, {signatureInSight}, onTheWay([](Node &response) {
                        const Node copy = signatureOf(response);
                        insertAfter(response, signatureOf(response), copy);
                    })});

    shape(13, "two References", [](Node &signature) { doubleChild(signature, "Reference"); });
    shape(13, "5,000 References", [](Node &signature) {
        Node *const signedInfo = signature.child("SignedInfo");
        for (int i = 0; i < 5'000; ++i)
            signedInfo->children.push_back(elementLike(signature, "Reference"));
    });
    shape(13, "no Reference", [](Node &signature) { remove(signature, *signature.find("Reference")); });
    shape(13, "a Manifest in an Object", [](Node &signature) {
        Node manifest = elementLike(signature, "Manifest", {*signature.find("Reference")});
        signature.children.push_back(elementLike(signature, "Object", {std::move(manifest)}));
    });
    shape(13, "two DigestValues", [](Node &signature) { doubleChild(signature, "DigestValue"); });
}

void addFetches(std::vector<Mutation> &list)
{
    const auto inKeyInfo = [&](const char *name, const char *markup) {
        list.push_back({15, name, CheckName::Shape, {signatureInSight, keySent}, toTheSignature([markup](Node &signature) {
                            Node added = *readNode(markup);
                            signature.child("KeyInfo")->children.push_back(std::move(added));
                        })});
    };
    inKeyInfo("a key to be fetched from a file",
              R"(<RetrievalMethod xmlns="http://www.w3.org/2000/09/xmldsig#" URI="file:///etc/passwd"/>)");
    inKeyInfo("a key to be fetched from the network",
              R"(<RetrievalMethod xmlns="http://www.w3.org/2000/09/xmldsig#" URI="http://192.0.2.1/key"/>)");
    inKeyInfo("a KeyInfo to be fetched",
              R"(<KeyInfoReference xmlns="http://www.w3.org/2009/xmldsig11#" URI="http://192.0.2.1/key"/>)");
    const auto refersTo = [&](const char *name, const char *uri) {
        list.push_back({15, name, CheckName::Shape, {signatureInSight}, toTheSignature([uri](Node &signature) {
                            signature.find("Reference")->setAttribute("URI", uri);
                        })});
    };
    refersTo("a Reference to a file", "file:///etc/passwd");
    refersTo("a Reference to the network", "http://192.0.2.1/");
    refersTo("a Reference to a path", "etc/passwd");
    list.push_back({15, "a cipher to be fetched", CheckName::Shape, {assertionHidden}, onTheWay([](Node &response) {
                        const std::vector<Node *> data = response.elements("CipherData");
                        data.back()->setContent('<' + data.back()->prefix() + "CipherReference URI=\"file:///etc/passwd\"/>");
                    })});
    list.push_back({15, "an EncryptedKey to be fetched", CheckName::Shape, {assertionHidden}, onTheWay([](Node &response) {
                        response.find("EncryptedData")
                            ->find("KeyInfo")
                            ->setContent(
                                R"(<RetrievalMethod xmlns="http://www.w3.org/2000/09/xmldsig#" URI="http://192.0.2.1/key"/>)");
                    })});
}

void addAlgorithms(std::vector<Mutation> &list)
{
    const auto refused = [&](int threat, const char *name, const std::function<void(Node & signature)> &edit) {
        list.push_back({threat, name, CheckName::Algorithm, {signatureInSight}, toTheSignature(edit)});
    };
    const auto transform = [&](const char *name, const char *uri, const char *content = "") {
        refused(16, name, [=](Node &signature) {
            signature.find("Transform")->setAttribute("Algorithm", uri);
            signature.find("Transform")->setContent(content);
        });
    };
    transform("an XSLT transform", "http://www.w3.org/TR/1999/REC-xslt-19991116",
              R"(<s:stylesheet xmlns:s="http://www.w3.org/1999/XSL/Transform" version="1.0"/>)");
    transform("an XPath transform", "http://www.w3.org/TR/1999/REC-xpath-19991116", "<XPath>not(self::x)</XPath>");
    transform("an XPath filter", "http://www.w3.org/2002/06/xmldsig-filter2");
    transform("a base64 transform", "http://www.w3.org/2000/09/xmldsig#base64");
    transform("an XPointer transform", "http://www.w3.org/2001/04/xmldsig-more/xptr");
    transform("a decryption transform", "http://www.w3.org/2002/07/decrypt#XML");
    transform("an algorithm with parameters", "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "<x xmlns=\"urn:x\"/>");
    refused(16, "no enveloped-signature", [](Node &signature) { remove(signature, *signature.find("Transform")); });
    refused(16, "enveloped-signature alone", [](Node &signature) { remove(signature, *signature.elements("Transform").back()); });
    refused(16, "three transforms", [](Node &signature) { doubleChild(signature, "Transform"); });
    refused(16, "5,000 transforms", [](Node &signature) {
        Node *const transforms = signature.find("Transforms");
        const Node last = *signature.elements("Transform").back();
        transforms->children.insert(transforms->children.end(), 5'000, last);
    });
    const auto c14n = [&](const char *name, const char *uri) {
        refused(16, name, [=](Node &signature) { signature.elements("Transform").back()->setAttribute("Algorithm", uri); });
    };
    c14n("inclusive canonicalization of the content", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315");
    c14n("canonicalization of the content with comments", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");
    refused(16, "inclusive canonicalization of the SignedInfo", [](Node &signature) {
        signature.find("CanonicalizationMethod")->setAttribute("Algorithm", "http://www.w3.org/2006/12/xml-c14n11");
    });

    const auto hmac = [&](const char *name, const QByteArray &secret) {
        refused(17, name, [=](Node &signature) {
            signWithHmac(signature, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", QCryptographicHash::Sha256, secret);
        });
    };
    const Certificate &certificate = test::identityProviderSigner().certificate;
    hmac("an HMAC with the certificate as its key", certificate.der());
    hmac("an HMAC with the certificate's PEM text as its key", certificate.toPem());
    hmac("an HMAC with the public key as its key", certificate.publicKey());
    hmac("an HMAC with an empty key", {});
    refused(17, "an HMAC of one bit", [&](Node &signature) {
        signature.find("SignatureMethod")->setContent("<HMACOutputLength>1</HMACOutputLength>");
        signWithHmac(signature, "http://www.w3.org/2000/09/xmldsig#hmac-sha1", QCryptographicHash::Sha1, certificate.der());
    });

    list.push_back({18, "SHA-1", CheckName::Algorithm, {}, sealedWith([](Sealing &sealing) {
                        sealing.algorithm = xml::SignatureAlgorithm::RsaSha1;
                    })});
    const PrivateKey &key = test::identityProviderSigner().key;
    refused(18, "MD5", [&key](Node &signature) {
        signAgain(signature, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5", RsaScheme::Pkcs1Md5, key);
    });
    refused(18, "RSA-PSS", [&key](Node &signature) {
        signAgain(signature, "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", RsaScheme::PssSha256, key);
    });
    const auto named = [&](const char *name, const char *element, const char *uri) {
        refused(18, name, [=](Node &signature) { signature.find(element)->setAttribute("Algorithm", uri); });
    };
    named("ECDSA", "SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256");
    named("DSA", "SignatureMethod", "http://www.w3.org/2000/09/xmldsig#dsa-sha1");
    named("a digest of SHA-1", "DigestMethod", "http://www.w3.org/2000/09/xmldsig#sha1");
    named("a digest of MD5", "DigestMethod", "http://www.w3.org/2001/04/xmldsig-more#md5");
    named("a method that nobody knows", "SignatureMethod", "urn:x");
    named("no method", "SignatureMethod", "");
}

void addReferences(std::vector<Mutation> &list)
{
    const auto uri = [&](const char *name, const char *value) {
        list.push_back({19, name, CheckName::Reference, {signatureInSight}, toTheSignature([value](Node &signature) {
                            signature.find("Reference")->setAttribute("URI", value);
                        })});
    };
    uri("an empty URI", "");
    uri("a fragment of nothing", "#");
    uri("an xpointer to everything", "#xpointer(/)");
    uri("an xpointer to an ID", "#xpointer(id('_assertion'))");
    uri("a URI with quotes", "#_x' or '1'='1");
    uri("the URI of somebody else", "#_evil");
    list.push_back({19, "no URI", CheckName::Reference, {signatureInSight}, toTheSignature([](Node &signature) {
                        signature.find("Reference")->removeAttribute("URI");
                    })});
    list.push_back({19, "a URI in other letters", CheckName::Reference, {signatureInSight}, toTheSignature([](Node &signature) {
                        Node *const reference = signature.find("Reference");
                        reference->setAttribute("URI", reference->attribute("URI")->toUpper() + "X");
                    })});
}

void addKeys(std::vector<Mutation> &list)
{
    const auto invalid = [&](int threat, const char *name, std::vector<Requirement> needs, Make make) {
        list.push_back({threat, name, CheckName::Signature, std::move(needs), std::move(make)});
    };
    const auto strangers = [&](const char *name, SentKey sent) {
        invalid(14, name, {}, sealedWith([sent](Sealing &sealing) {
                    sealing.signer = test::strangerSigner();
                    sealing.sentKey = sent;
                }));
    };
    strangers("signed by a stranger, who sends the certificate along", SentKey::Certificate);
    strangers("signed by a stranger, who sends the key along", SentKey::RsaKeyValue);
    strangers("signed by a stranger", SentKey::Nothing);
    invalid(14, "signed by a stranger, who sends the provider's certificate along", {}, sealedWith([](Sealing &sealing) {
                sealing.signer = {test::strangerSigner().key, test::identityProviderSigner().certificate};
                sealing.sentKey = SentKey::Certificate;
            }));
    invalid(14, "signed with the service provider's own key", {},
            sealedWith([](Sealing &sealing) { sealing.signer = test::serviceProviderSigner(); }));
    invalid(14, "the assertion by a stranger, the Response by the provider", {assertionSigned}, [](const GoodForm &form) {
        Sealing first = form.sealing;
        first.sign = Sign::Assertion;
        first.signer = test::strangerSigner();
        Sealing second = form.sealing;
        second.sign = Sign::Response;
        second.assertionCipher.reset();
        second.nameIdCipher.reset();
        return UnverifiedResponse::fromXml(seal(*readNode(seal(form.plain, first)), second));
    });
    invalid(14, "the assertion by the provider, the Response by a stranger", {assertionSigned}, [](const GoodForm &form) {
        Sealing first = form.sealing;
        first.sign = Sign::Assertion;
        Sealing second = form.sealing;
        second.sign = Sign::Response;
        second.signer = test::strangerSigner();
        second.assertionCipher.reset();
        second.nameIdCipher.reset();
        return UnverifiedResponse::fromXml(seal(*readNode(seal(form.plain, first)), second));
    });

    invalid(20, "no signature", {assertionInSight}, sealedWith([](Sealing &sealing) { sealing.sign = Sign::Nothing; }));
    invalid(20, "the signature taken away", {signatureInSight, assertionInSight}, onTheWay([](Node &response) {
                while (response.find("Signature") != nullptr)
                    remove(response, signatureOf(response));
            }));

    const auto value = [&](const char *name, const std::function<QByteArray(QByteArray)> &edit) {
        invalid(22, name, {signatureInSight}, toTheSignature([edit](Node &signature) {
                    Node *const found = signature.child("SignatureValue");
                    found->setContent(edit(found->content()));
                }));
    };
    value("an empty SignatureValue", [](const QByteArray &) { return QByteArray(); });
    value("a SignatureValue that is no base64", [](const QByteArray &text) { return "%%%" + text; });
    value("a SignatureValue of three octets", [](const QByteArray &) { return QByteArray("AAAA"); });
    value("a SignatureValue of zeros", [](const QByteArray &) { return QByteArray(256, '\0').toBase64(); });
    value("a SignatureValue of ones", [](const QByteArray &) { return QByteArray(256, '\xFF').toBase64(); });
    value("a SignatureValue cut off", [](const QByteArray &text) { return QByteArray::fromBase64(text).chopped(1).toBase64(); });
    value("a SignatureValue with one bit changed", [](const QByteArray &text) {
        QByteArray octets = QByteArray::fromBase64(text);
        octets[100] = char(octets[100] ^ 1);
        return octets.toBase64();
    });
    invalid(22, "a DigestValue with one bit changed", {signatureInSight}, toTheSignature([](Node &signature) {
                Node *const digest = signature.find("DigestValue");
                QByteArray octets = QByteArray::fromBase64(digest->content());
                octets[0] = char(octets[0] ^ 1);
                digest->setContent(octets.toBase64());
            }));
    invalid(22, "an empty DigestValue", {signatureInSight},
            toTheSignature([](Node &signature) { signature.find("DigestValue")->setContent({}); }));
    const auto changed = [&](const char *name, const NodeEdit &edit) {
        invalid(22, name, {assertionInSight, nameInSight}, onTheWay(edit));
    };
    changed("another NameID", [](Node &response) { response.find("NameID")->setContent("admin@contoso.example"); });
    changed("another NameID format", [](Node &response) {
        response.find("NameID")->setAttribute("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos");
    });
    changed("a value more", [](Node &response) {
        const Node added = elementLike(*response.find("AttributeValue"), "AttributeValue", {{{}, {}, {}, "owners"}});
        insertAfter(response, *response.elements("AttributeValue").back(), added);
    });
    changed("a value less", [](Node &response) { remove(response, *response.elements("AttributeValue").back()); });
    changed("a later end",
            [](Node &response) { response.find("Conditions")->setAttribute("NotOnOrAfter", "2026-11-25T00:00:00Z"); });
    changed("a blank more", [](Node &response) { response.find("Subject")->children.push_back({{}, {}, {}, " "}); });
    invalid(22, "an encrypted assertion changed and encrypted anew", {assertionHidden, assertionSigned},
            toTheAssertion([](Node &root) { root.find("NameID")->setContent("admin@contoso.example"); }));
}

} // namespace

std::vector<Mutation> signatureMutations()
{
    std::vector<Mutation> list;
    addShapes(list);
    addKeys(list);
    addFetches(list);
    addAlgorithms(list);
    addReferences(list);
    return list;
}

} // namespace usher::attacks
