// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/laboratory.h"
#include "tests/attacks/provider_shapes.h"

namespace usher::attacks {

namespace {

using test::Sign;
using xml::EncryptionAlgorithm;

constexpr std::pair<const char *, Sign> signings[]{
    {"assertion", Sign::Assertion}, {"response", Sign::Response}, {"both", Sign::Both}};
constexpr std::pair<const char *, SentKey> sentKeys[]{
    {"certificate", SentKey::Certificate}, {"RSAKeyValue", SentKey::RsaKeyValue}, {"no KeyInfo", SentKey::Nothing}};
constexpr std::pair<const char *, EncryptionAlgorithm> ciphers[]{{"CBC-128", EncryptionAlgorithm::Aes128Cbc},
                                                                 {"CBC-256", EncryptionAlgorithm::Aes256Cbc},
                                                                 {"GCM-128", EncryptionAlgorithm::Aes128Gcm},
                                                                 {"GCM-256", EncryptionAlgorithm::Aes256Gcm}};
constexpr std::pair<const char *, KeyPlace> keyPlaces[]{{"key inside", KeyPlace::Inside}, {"key beside", KeyPlace::Beside}};

QString join(std::initializer_list<const char *> words)
{
    QStringList texts;
    for (const char *word : words)
        texts += QString::fromUtf8(word);
    return texts.join(u", ");
}

GoodForm form(const char *name, const Node &plain, const Sealing &sealing)
{
    return {QString::fromUtf8(name), plain, sealing};
}

Sealing signs(Sign sign, SentKey sentKey = SentKey::Certificate)
{
    Sealing sealing;
    sealing.sign = sign;
    sealing.sentKey = sentKey;
    return sealing;
}

Sealing encrypts(Sign sign, EncryptionAlgorithm cipher, KeyPlace place)
{
    Sealing sealing = signs(sign);
    sealing.assertionCipher = cipher;
    sealing.keyPlace = place;
    return sealing;
}

Sealing hidesName(Sign sign, EncryptionAlgorithm cipher, KeyPlace place)
{
    Sealing sealing = signs(sign);
    sealing.nameIdCipher = cipher;
    sealing.keyPlace = place;
    return sealing;
}

std::vector<GoodForm> makeBaseForms()
{
    using enum EncryptionAlgorithm;
    const Node &entra = entraShape();
    return {
        form("Entra, assertion signed", entra, signs(Sign::Assertion)),
        form("Entra, response signed", entra, signs(Sign::Response)),
        form("Entra, both signed", entra, signs(Sign::Both)),
        form("Entra, both signed, no KeyInfo", entra, signs(Sign::Both, SentKey::Nothing)),
        form("Entra, assertion signed, RSAKeyValue", entra, signs(Sign::Assertion, SentKey::RsaKeyValue)),
        form("Entra, CBC-128, signature inside", entra, encrypts(Sign::Assertion, Aes128Cbc, KeyPlace::Inside)),
        form("Entra, CBC-256, signature inside, key beside", entra, encrypts(Sign::Assertion, Aes256Cbc, KeyPlace::Beside)),
        form("Entra, GCM-128, signature inside, key beside", entra, encrypts(Sign::Assertion, Aes128Gcm, KeyPlace::Beside)),
        form("Entra, GCM-256, signature inside", entra, encrypts(Sign::Assertion, Aes256Gcm, KeyPlace::Inside)),
        form("Entra, CBC-256, signature outside", entra, encrypts(Sign::Response, Aes256Cbc, KeyPlace::Inside)),
        form("Entra, GCM-256, signature outside, key beside", entra, encrypts(Sign::Response, Aes256Gcm, KeyPlace::Beside)),
        form("Entra, GCM-256, signatures inside and outside", entra, encrypts(Sign::Both, Aes256Gcm, KeyPlace::Inside)),
        form("Entra, NameID CBC-256, assertion signed", entra, hidesName(Sign::Assertion, Aes256Cbc, KeyPlace::Inside)),
        form("Entra, NameID GCM-256, response signed, key beside", entra, hidesName(Sign::Response, Aes256Gcm, KeyPlace::Beside)),
        form("SimpleSAMLphp, both signed", simpleSamlPhpShape(), signs(Sign::Both)),
        form("ADFS, assertion signed", adfsShape(), signs(Sign::Assertion)),
        form("Okta, both signed", oktaShape(), signs(Sign::Both)),
        form("Google, response signed", googleShape(), signs(Sign::Response)),
        form("Shibboleth, GCM-128, signature outside", shibbolethShape(), encrypts(Sign::Response, Aes128Gcm, KeyPlace::Inside)),
    };
}

/// Every way of signing, encrypting and sending keys, of Entra's shape and of the others'.
void addSealings(std::vector<GoodForm> &forms)
{
    for (const auto &[signName, sign] : signings) {
        for (const auto &[sentName, sent] : sentKeys) {
            forms.push_back({join({"Entra", signName, sentName}), entraShape(), signs(sign, sent)});
            for (const auto &[cipherName, cipher] : ciphers) {
                for (const auto &[placeName, place] : keyPlaces) {
                    Sealing sealing = encrypts(sign, cipher, place);
                    sealing.sentKey = sent;
                    forms.push_back({join({"Entra", signName, sentName, cipherName, placeName}), entraShape(), sealing});
                }
            }
        }
        for (const auto &[cipherName, cipher] : ciphers) {
            for (const auto &[placeName, place] : keyPlaces) {
                const Sealing sealing = hidesName(sign, cipher, place);
                forms.push_back({join({"Entra", signName, "NameID", cipherName, placeName}), entraShape(), sealing});
            }
        }
        for (const ProviderShape &shape : providerShapes()) {
            Sealing sealing = signs(sign);
            forms.push_back({join({shape.name, signName}), shape.response, sealing});
            sealing.algorithm = xml::SignatureAlgorithm::RsaSha512;
            forms.push_back({join({shape.name, signName, "SHA-512"}), shape.response, sealing});
            sealing = encrypts(sign, EncryptionAlgorithm::Aes256Gcm, KeyPlace::Inside);
            sealing.nameIdCipher = EncryptionAlgorithm::Aes128Gcm;
            forms.push_back({join({shape.name, signName, "assertion and NameID encrypted"}), shape.response, sealing});
        }
    }
}

/// Entra's response with something about it that real ones have.
void addVariations(std::vector<GoodForm> &forms)
{
    const auto vary = [&](const char *name, const std::function<void(Node &)> &edit, Sign sign = Sign::Assertion) {
        Node plain = entraShape();
        edit(plain);
        forms.push_back({QString::fromUtf8(name), std::move(plain), signs(sign)});
    };
    const auto rename = [](const char *assertionId, const char *responseId) {
        return [=](Node &response) {
            response.setAttribute("ID", responseId);
            response.find("Assertion")->setAttribute("ID", assertionId);
        };
    };
    vary("IDs that begin with a digit", rename("7d3f-1", "5-b"), Sign::Both);
    vary("IDs with dots, dashes and colons", rename("a:1.b-c_", "_.-:"), Sign::Both);
    vary("no Destination, only the assertion signed", [](Node &r) { r.removeAttribute("Destination"); });
    vary("no Issuer on the Response", [](Node &r) { remove(r, *r.child("Issuer")); }, Sign::Both);
    vary("no outer InResponseTo", [](Node &r) { r.removeAttribute("InResponseTo"); });
    vary("Conditions without times", [](Node &r) {
        r.find("Conditions")->removeAttribute("NotBefore");
        r.find("Conditions")->removeAttribute("NotOnOrAfter");
    });
    vary("no AttributeStatement", [](Node &r) { remove(r, *r.find("AttributeStatement")); });
    vary("no AuthnStatement", [](Node &r) { remove(r, *r.find("AuthnStatement")); });
    vary("two AuthnStatements", [](Node &r) { insertAfter(r, *r.find("AuthnStatement"), Node(*r.find("AuthnStatement"))); });
    vary("two AttributeStatements", [](Node &r) {
        Node second = *r.find("AttributeStatement");
        second.setContent("<Attribute Name=\"other\"><AttributeValue>x</AttributeValue></Attribute>");
        insertAfter(r, *r.find("AttributeStatement"), second);
    });
    vary("one of several audiences",
         [](Node &r) { insertBefore(r, *r.find("Audience"), *readNode("<Audience>https://other.example</Audience>")); });
    vary("two restrictions that both name us",
         [](Node &r) { insertAfter(r, *r.find("AudienceRestriction"), Node(*r.find("AudienceRestriction"))); });
    vary("OneTimeUse and ProxyRestriction", [](Node &r) {
        insertAfter(r, *r.find("AudienceRestriction"), *readNode("<ProxyRestriction Count=\"0\"/>"));
        insertAfter(r, *r.find("AudienceRestriction"), *readNode("<OneTimeUse/>"));
    });
    vary("a confirmation of another method first", [](Node &r) {
        insertBefore(r, *r.find("SubjectConfirmation"),
                     *readNode("<SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:sender-vouches\"/>"));
    });
    vary("times with offsets and fractions", [](Node &r) {
        r.find("Conditions")->setAttribute("NotBefore", "2026-11-24T10:55:00.123456789+02:00");
        r.find("Conditions")->setAttribute("NotOnOrAfter", "2026-11-24T05:00:00-05:00");
    });
    vary("a value without text", [](Node &r) { r.elements("AttributeValue")[1]->setContent({}); });
    vary("a value with references", [](Node &r) { r.elements("AttributeValue")[1]->setContent("A&amp;B &lt;&#x43;&#68;&gt;"); });
    vary("a structured value", [](Node &r) { r.elements("AttributeValue")[1]->setContent("<NameID>amira</NameID>"); });
    vary("a nil value", [](Node &r) {
        Node *attributeValue = r.elements("AttributeValue")[1];
        attributeValue->setContent({});
        attributeValue->setAttribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        attributeValue->setAttribute("xsi:nil", "true");
    });
    vary("an attribute without values", [](Node &r) { r.elements("Attribute")[1]->setContent({}); });
    vary("letters of all kinds", [](Node &r) { r.elements("AttributeValue")[1]->setContent("Ζωή 李 🦉 é"); });
    vary(
        "Consent and Extensions",
        [](Node &r) {
            r.setAttribute("Consent", "urn:oasis:names:tc:SAML:2.0:consent:obtained");
            insertAfter(r, *r.child("Issuer"), *readNode("<samlp:Extensions><x xmlns=\"urn:x\">y</x></samlp:Extensions>"));
        },
        Sign::Both);
    vary("an Advice without an assertion",
         [](Node &r) { insertAfter(r, *r.find("Conditions"), *readNode("<Advice><x xmlns=\"urn:x\"/></Advice>")); });
}

std::vector<GoodForm> makeFieldForms()
{
    std::vector<GoodForm> forms;
    addSealings(forms);
    addVariations(forms);
    return forms;
}

} // namespace

World makeWorld()
{
    return {test::strictPolicy(), ExpectedRequest::withId(QString::fromLatin1(test::requestId)),
            test::issuedAt() + std::chrono::seconds(30)};
}

Judgement judgeIn(const World &world, const UnverifiedResponse &response)
{
    return judge(response, world.policy, world.request, world.now);
}

const std::vector<GoodForm> &baseForms()
{
    static const std::vector<GoodForm> forms = makeBaseForms();
    return forms;
}

const std::vector<GoodForm> &fieldForms()
{
    static const std::vector<GoodForm> forms = makeFieldForms();
    return forms;
}

} // namespace usher::attacks
