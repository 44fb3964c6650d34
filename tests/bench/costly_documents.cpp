// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/costly_documents.h"

#include "tests/kit/response_text.h"

#include <functional>

namespace usher::bench {

namespace {

using test::ResponseText;
using test::Sign;

/// Almost 1 MiB, so that a good response fits around it.
constexpr qsizetype almostAll = 1'000'000;

/// \p count pieces, as long as there is room.
QByteArray repeated(int count, const std::function<QByteArray(int)> &piece)
{
    QByteArray all;
    for (int i = 0; i < count; ++i) {
        const QByteArray next = piece(i);
        if (all.size() + next.size() > almostAll)
            break;
        all += next;
    }
    return all;
}

QByteArray repeated(int count, const QByteArray &piece)
{
    return repeated(count, [&](int) { return piece; });
}

/// \p count elements inside each other.
QByteArray nested(int count, const QByteArray &attributes = {})
{
    return repeated(count, "<a" + attributes + '>') + repeated(count, "</a>");
}

QByteArray declarations(int count, int from = 0)
{
    return repeated(count, [&](int i) {
        const QByteArray number = QByteArray::number(from + i);
        return " xmlns:n" + number + "=\"urn:n" + number + '"';
    });
}

QByteArray attributes(int count)
{
    return repeated(count, [](int i) { return " a" + QByteArray::number(i) + "=\"\""; });
}

ResponseText good()
{
    return ResponseText::entra().signedAs(Sign::Assertion);
}

/// A signed response with more in its Advice than the signature covers: its digest is computed all the same.
QByteArray inAdvice(const QByteArray &content)
{
    return good().with("<AuthnStatement ", "<Advice>" + content + "</Advice><AuthnStatement ").xml();
}

/// The same, with the signature that covers it: the provider itself went mad, and everything is read.
QByteArray signedInAdvice(const QByteArray &content)
{
    return ResponseText::entra()
        .with("<AuthnStatement ", "<Advice>" + content + "</Advice><AuthnStatement ")
        .signedAs(Sign::Assertion)
        .xml();
}

QByteArray beforeAssertion(const QByteArray &content)
{
    return good().with("<Assertion ", content + "<Assertion ").xml();
}

QByteArray inSubject(const QByteArray &content)
{
    return ResponseText::entra().with("</Subject>", content + "</Subject>").signedAs(Sign::Assertion).xml();
}

/// As deep, as many elements, as many namespaces in scope and as many attributes as the caps allow at once.
QByteArray atEveryCap()
{
    const QByteArray leaf = "<e" + attributes(2) + "/>";
    QByteArray content = "<p" + declarations(20) + '>';
    for (int depth = 0; depth < 18; ++depth)
        content += "<d>";
    content += repeated(5'900, leaf);
    for (int depth = 0; depth < 18; ++depth)
        content += "</d>";
    return content + "</p>";
}

/// Every element brings namespaces of its own, and uses them.
QByteArray namespacesEverywhere()
{
    return repeated(2'600,
                    [](int i) { return "<n0:e" + declarations(3, 0) + " n1:a=\"" + QByteArray::number(i) + "\" n2:a=\"\"/>"; });
}

void addStructure(std::vector<CostlyDocument> &documents)
{
    documents.push_back(
        {"20,000 namespaces x 2,000 elements", inAdvice("<p" + declarations(20'000) + '>' + repeated(2'000, "<a/>") + "</p>")});
    documents.push_back(
        {"30 namespaces x 5,900 elements", inAdvice("<p" + declarations(25) + '>' + repeated(5'900, "<a/>") + "</p>")});
    documents.push_back({"namespaces in every element", inAdvice(namespacesEverywhere())});
    documents.push_back({"60,000 attributes", inAdvice("<p" + attributes(60'000) + "/>")});
    documents.push_back({"31 attributes x 480 elements", inAdvice(repeated(480, "<p" + attributes(31) + "/>"))});
    documents.push_back({"every cap at once", inAdvice(atEveryCap())});
    documents.push_back({"every cap at once, signed", signedInAdvice(atEveryCap())});
    documents.push_back({"300,000 levels", inAdvice(nested(140'000))});
    documents.push_back(
        {"20 levels, long names", inAdvice("<" + QByteArray(20'000, 'n') + "><b/></" + QByteArray(20'000, 'n') + '>')});
    documents.push_back({"one long name", inAdvice('<' + QByteArray(almostAll / 2, 'n') + "/>")});
    documents.push_back({"5,900 elements", inAdvice(repeated(5'900, "<abcdefghijklmnopqrstuvwxyz/>"))});
    documents.push_back({"300,000 elements", inAdvice(repeated(300'000, "<a/>"))});
    documents.push_back({"140,000 comments", inAdvice(repeated(140'000, "<!---->"))});
    documents.push_back({"160,000 instructions", inAdvice(repeated(160'000, "<?a?>"))});
    documents.push_back({"80,000 CDATA sections", inAdvice(repeated(80'000, "<![CDATA[]]>"))});
    documents.push_back({"200,000 character references", inAdvice(repeated(200'000, "&#9;"))});
    documents.push_back({"one text", signedInAdvice("<a>" + QByteArray(almostAll, 't') + "</a>")});
    documents.push_back({"one text of line ends", signedInAdvice("<a>" + QByteArray(almostAll, '\n') + "</a>")});
    documents.push_back({"one attribute", signedInAdvice("<a b=\"" + QByteArray(almostAll, ' ') + "\"/>")});
    documents.push_back({"one attribute of quotes", signedInAdvice("<a b=\"" + repeated(160'000, "&#34;") + "\"/>")});
    documents.push_back({"5,900 IDs", signedInAdvice(repeated(5'900, [](int i) {
                             return "<a ID=\"" + QByteArray(100, 'i') + QByteArray::number(i) + "\"/>";
                         }))});
    documents.push_back(
        {"the last of 5,900 IDs doubled",
         signedInAdvice(repeated(5'899, [](int i) { return "<a ID=\"i" + QByteArray::number(i) + "\"/>"; }) + "<a ID=\"i0\"/>")});
    documents.push_back({"entities", "<!DOCTYPE a [<!ENTITY a \"" + QByteArray(almostAll / 2, 'a') + "\">]><a>" +
                                         repeated(100'000, "&a;") + "</a>"});
    documents.push_back({"cut in its last octet", inAdvice(QByteArray(almostAll, 't')).chopped(1)});
    documents.push_back({"invalid at its end", inAdvice(QByteArray(almostAll, 't') + "\xC3\x28")});
}

void addSignatures(std::vector<CostlyDocument> &documents)
{
    const QByteArray xml = good().xml();
    const QByteArray signature = good().part("<Signature ", "</Signature>");
    const QByteArray reference = good().part("<Reference ", "</Reference>");
    const QByteArray value = good().part("<SignatureValue>", "</SignatureValue>");
    const QByteArray exclusive = "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    const auto with = [&](const QByteArray &before, const QByteArray &after) { return QByteArray(xml).replace(before, after); };
    documents.push_back({"5,000 references", with(reference, repeated(5'000, reference))});
    documents.push_back({"1,000 signatures", with(signature, repeated(1'000, signature))});
    documents.push_back({"1,000 signatures elsewhere", beforeAssertion(repeated(1'000, signature))});
    documents.push_back({"10,000 transforms", with(exclusive, repeated(10'000, exclusive))});
    documents.push_back({"100,000 inclusive prefixes",
                         with(exclusive, "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><InclusiveNamespaces "
                                         "xmlns=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"" +
                                             repeated(100'000, "n1 ") + "\"/></Transform>")});
    documents.push_back(
        {"a long signature value", with(value, "<SignatureValue>" + QByteArray(almostAll, 'A') + "</SignatureValue>")});
    documents.push_back({"a long RSA key", with("</SignatureValue>", "</SignatureValue><KeyInfo><KeyValue><RSAKeyValue><Modulus>" +
                                                                         QByteArray(almostAll / 2, '/') + "</Modulus><Exponent>" +
                                                                         QByteArray(almostAll / 4, '/') +
                                                                         "</Exponent></RSAKeyValue></KeyValue></KeyInfo>")});
    documents.push_back({"a long certificate", with("<X509Certificate>", "<X509Certificate>" + QByteArray(almostAll, 'A'))});
    documents.push_back(
        {"5,900 certificates", with("</X509Data>", repeated(5'800, "<X509Certificate>AAAA</X509Certificate>") + "</X509Data>")});
}

void addContent(std::vector<CostlyDocument> &documents)
{
    const QByteArray assertion = good().part("<Assertion ", "</Assertion>");
    const QByteArray confirmation = ResponseText::entra().part("<SubjectConfirmation ", "</SubjectConfirmation>");
    const QByteArray bearers = QByteArray(confirmation).replace("Recipient=\"http:", "Recipient=\"https:");
    const auto text = [](const QByteArray &begin, const QByteArray &end) {
        return ResponseText::entra().with(begin, begin + QByteArray(almostAll, '9') + end).signedAs(Sign::Assertion).xml();
    };
    documents.push_back({"300 assertions", good().with(assertion, repeated(300, assertion)).xml()});
    documents.push_back({"5,900 empty assertions",
                         beforeAssertion(repeated(5'900, "<Assertion xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"))});
    documents.push_back(
        {"5,900 issuers", beforeAssertion(repeated(5'900, "<Issuer xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"))});
    documents.push_back({"5,900 names", inSubject(repeated(5'900, "<NameID>a</NameID>"))});
    documents.push_back({"2,800 confirmations", inSubject(repeated(2'800, bearers))});
    documents.push_back({"5,900 confirmations", inSubject(repeated(5'900, "<SubjectConfirmation Method=\"a\"/>"))});
    documents.push_back({"2,900 attributes",
                         ResponseText::entra()
                             .with("</AttributeStatement>", repeated(2'900,
                                                                     [](int i) {
                                                                         return "<Attribute Name=\"a" + QByteArray::number(i) +
                                                                                "\"><AttributeValue>v</AttributeValue></Attribute>";
                                                                     }) +
                                                                "</AttributeStatement>")
                             .signedAs(Sign::Assertion)
                             .xml()});
    documents.push_back({"5,900 doubled attributes",
                         ResponseText::entra()
                             .with("</AttributeStatement>", repeated(5'900, "<Attribute Name=\"a\"/>") + "</AttributeStatement>")
                             .signedAs(Sign::Assertion)
                             .xml()});
    documents.push_back(
        {"5,900 values",
         ResponseText::entra()
             .with("</AttributeStatement>", "<Attribute Name=\"a\">" + repeated(5'900, "<AttributeValue>v</AttributeValue>") +
                                                "</Attribute></AttributeStatement>")
             .signedAs(Sign::Assertion)
             .xml()});
    documents.push_back({"5,900 audiences",
                         ResponseText::entra()
                             .with("</AudienceRestriction>", repeated(5'900, "<Audience>a</Audience>") + "</AudienceRestriction>")
                             .signedAs(Sign::Assertion)
                             .xml()});
    documents.push_back(
        {"5,900 restrictions", ResponseText::entra()
                                   .with("</Conditions>", repeated(5'900, "<AudienceRestriction/>") + "</Conditions>")
                                   .signedAs(Sign::Assertion)
                                   .xml()});
    documents.push_back({"5,900 unknown conditions", ResponseText::entra()
                                                         .with("</Conditions>", repeated(5'900, "<Unknown/>") + "</Conditions>")
                                                         .signedAs(Sign::Assertion)
                                                         .xml()});
    documents.push_back({"5,900 statements", signedInAdvice("").replace("<AuthnStatement ", repeated(5'900, "<AuthnStatement/>") +
                                                                                                "<AuthnStatement ")});
    documents.push_back({"a long name", text("emailAddress\">", "")});
    documents.push_back(
        {"a long time",
         ResponseText::entra().with("NotBefore=\"", "NotBefore=\"" + QByteArray(almostAll, '9')).signedAs(Sign::Assertion).xml()});
    documents.push_back({"a long audience", text("<Audience>", "")});
    documents.push_back(
        {"a long status", ResponseText::entra().with("status:Success", "status:" + QByteArray(almostAll, 'S')).xml()});
}

void addEncryption(std::vector<CostlyDocument> &documents)
{
    const auto encrypted = [](const QByteArray &plain, xml::EncryptionAlgorithm algorithm = xml::EncryptionAlgorithm::Aes256Cbc) {
        return ResponseText::fromXml(plain).encrypted(algorithm).xml();
    };
    const ResponseText small = good().encrypted();
    const QByteArray key = small.part("<e:EncryptedKey ", "</e:EncryptedKey>");
    const auto withKeys = [&](int count) { return QByteArray(small.xml()).replace(key, repeated(count, key)); };
    const QByteArray otherKey = QByteArray(key).replace("<e:CipherValue>", "<e:CipherValue>AAAA");
    documents.push_back({"8 keys that don't fit", QByteArray(small.xml()).replace(key, repeated(8, otherKey))});
    documents.push_back({"9 keys", withKeys(9)});
    documents.push_back({"1,000 keys", withKeys(1'000)});
    documents.push_back(
        {"a long key", QByteArray(small.xml()).replace("</e:CipherValue>", QByteArray(almostAll, 'A') + "</e:CipherValue>")});
    documents.push_back(
        {"a long cipher text",
         QByteArray(small.xml()).replace("</xenc:CipherValue>", QByteArray(almostAll, 'A') + "</xenc:CipherValue>")});
    documents.push_back({"namespaces, encrypted", encrypted(inAdvice(namespacesEverywhere()))});
    documents.push_back({"every cap at once, encrypted", encrypted(inAdvice(atEveryCap()))});
    documents.push_back(
        {"every cap at once, signed and encrypted", encrypted(signedInAdvice(atEveryCap()), xml::EncryptionAlgorithm::Aes128Gcm)});
    documents.push_back({"700 KB of text, encrypted", encrypted(inAdvice("<a>" + QByteArray(almostAll * 7 / 10, 't') + "</a>"))});
}

} // namespace

std::vector<CostlyDocument> costlyDocuments()
{
    std::vector<CostlyDocument> documents;
    addStructure(documents);
    addSignatures(documents);
    addContent(documents);
    addEncryption(documents);
    return documents;
}

} // namespace usher::bench
