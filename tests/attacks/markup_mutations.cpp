// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/mutation.h"

namespace usher::attacks {

namespace {

/// \p markup in the middle of the content of the first element of that name.
NodeEdit split(const char *element, const char *markup)
{
    return [=](Node &root) {
        Node *const found = root.find(element);
        const QByteArray content = found->content();
        found->setContent(content.left(content.size() / 2) + markup + content.mid(content.size() / 2));
    };
}

/// \p markup as Extensions of the Response.
NodeEdit extended(const std::function<QByteArray()> &markup)
{
    return [=](Node &response) {
        Node extensions = elementLike(response, "Extensions");
        extensions.setContent(markup());
        insertBefore(response, *response.child("Status"), std::move(extensions));
    };
}

OctetEdit before(const char *prolog)
{
    return [=](const QByteArray &octets) { return prolog + octets; };
}

/// The first ID replaced by \p reference, which \p prolog defines.
OctetEdit withEntity(const char *prolog, const char *reference)
{
    return [=](const QByteArray &octets) {
        Node response = *readNode(octets);
        response.setAttribute("ID", reference);
        return prolog + write(response);
    };
}

QByteArray numbered(int count, const char *pattern)
{
    QByteArray out;
    for (int i = 0; i < count; ++i)
        out += QByteArray(pattern).replace("%", QByteArray::number(i));
    return out;
}

void addParserTricks(std::vector<Mutation> &list)
{
    const auto parse = CheckName::Parse;
    const auto octets = [&](int threat, const char *name, OctetEdit edit) {
        list.push_back({threat, name, parse, {}, onTheWayInOctets(std::move(edit))});
    };
    octets(6, "a DOCTYPE", before("<!DOCTYPE Response>"));
    octets(6, "a DOCTYPE behind a comment", before("<!-- x -->\n<!DOCTYPE Response []>"));
    octets(6, "a DOCTYPE with a default attribute", before("<!DOCTYPE Response [<!ATTLIST Response ID CDATA \"_evil\">]>"));
    octets(6, "a DOCTYPE in small letters", before("<!doctype response>"));
    octets(6, "a DOCTYPE behind the root", [](const QByteArray &xml) { return xml + "<!DOCTYPE Response>"; });
    list.push_back({6, "a prefix that nobody declared", parse, {}, onTheWay([](Node &response) {
                        response.child("Status")->setAttribute("nobody:x", "y");
                    })});
    list.push_back({6, "one attribute under two prefixes", parse, {}, onTheWay([](Node &response) {
                        for (const char *name : {"xmlns:p", "xmlns:q"})
                            response.setAttribute(name, "urn:p");
                        response.setAttribute("p:x", "1");
                        response.setAttribute("q:x", "2");
                    })});
    list.push_back(
        {6, "one attribute twice", parse, {}, onTheWay([](Node &response) { response.attributes.push_back({"ID", "_evil"}); })});
    list.push_back(
        {6, "a prefix that is taken away", parse, {}, onTheWay([](Node &response) { response.setAttribute("xmlns:p", ""); })});
    octets(6, "another encoding, declared", before("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"));
    octets(6, "UTF-7, declared", before("<?xml version=\"1.0\" encoding=\"UTF-7\"?>"));

    octets(8, "an ID through an entity", withEntity("<!DOCTYPE Response [<!ENTITY id \"_evil\">]>", "&id;"));
    octets(8, "an ID through an entity that nobody defined", withEntity("", "&id;"));
    octets(8, "an ID through a parameter entity",
           withEntity("<!DOCTYPE Response [<!ENTITY % d \"<!ENTITY id '_evil'>\"> %d;]>", "&id;"));

    octets(23, "an external entity", withEntity("<!DOCTYPE Response [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;"));
    octets(23, "an external DTD", before("<!DOCTYPE Response SYSTEM \"http://192.0.2.1/evil.dtd\">"));
    octets(23, "billion laughs",
           withEntity("<!DOCTYPE Response [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
                      "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
                      "&d;"));
    octets(23, "quadratic blow-up", [](const QByteArray &xml) {
        Node response = *readNode(xml);
        response.setAttribute("Consent", QByteArray("&a;").repeated(20'000));
        return "<!DOCTYPE Response [<!ENTITY a \"" + QByteArray(20'000, 'a') + "\">]>" + write(response);
    });

    octets(26, "cut off", [](const QByteArray &xml) { return xml.chopped(20); });
    octets(26, "cut off inside a letter", [](const QByteArray &xml) { return QByteArray(xml).replace("</", "\xC3</"); });
    octets(26, "an overlong letter", [](const QByteArray &xml) { return QByteArray(xml).replace("Success", "\xC1\x93uccess"); });
    octets(26, "a NUL", [](const QByteArray &xml) { return QByteArray(xml).insert(xml.size() / 2, '\0'); });
    octets(26, "a NUL behind the root", [](const QByteArray &xml) { return xml + '\0'; });
    octets(26, "a control character", [](const QByteArray &xml) {
        return QByteArray(xml).replace("Success", "Suc\x01"
                                                  "cess");
    });
    octets(26, "a second root", [](const QByteArray &xml) { return xml + xml; });
    octets(26, "text behind the root", [](const QByteArray &xml) { return xml + "x"; });
    octets(26, "UTF-16", [](const QByteArray &xml) {
        const QString text = QString::fromUtf8(xml);
        return "\xFF\xFE" + QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    });
    list.push_back({26, "elements nested 5,000 deep", parse, {}, onTheWay(extended([] {
                        return QByteArray("<x>").repeated(5'000) + QByteArray("</x>").repeated(5'000);
                    }))});
    list.push_back({26, "elements nested 25 deep", parse, {}, onTheWay(extended([] {
                        return QByteArray("<x>").repeated(25) + QByteArray("</x>").repeated(25);
                    }))});
    list.push_back({26, "a text of two megabytes", CheckName::Input, {}, onTheWay([](Node &response) {
                        response.setAttribute("Consent", QByteArray(2 << 20, 'x'));
                    })});
}

void addCosts(std::vector<Mutation> &list)
{
    const auto costly = [&](const char *name, const std::function<QByteArray()> &markup) {
        list.push_back({24, name, CheckName::Shape, {}, onTheWay(extended(markup))});
    };
    costly("20,000 namespaces around 2,000 elements",
           [] { return "<x" + numbered(20'000, " xmlns:a%=\"urn:%\"") + '>' + QByteArray("<y/>").repeated(2'000) + "</x>"; });
    costly("33 namespaces in scope", [] { return "<x" + numbered(33, " xmlns:a%=\"urn:%\"") + "/>"; });
    costly("9,000 elements with a namespace each", [] { return numbered(9'000, "<x xmlns=\"urn:%\"/>"); });
    costly("60,000 attributes", [] { return "<x" + numbered(60'000, " a%=\"\"") + "/>"; });
    costly("33 attributes on an element", [] { return "<x" + numbered(33, " a%=\"\"") + "/>"; });
    costly("16,000 attributes on 4,000 elements", [] { return numbered(4'000, "<x a='' b='' c='' d=''/>"); });
    costly("100,000 elements", [] { return QByteArray("<x/>").repeated(100'000); });
}

void addSplitValues(std::vector<Mutation> &list)
{
    const auto shape = CheckName::Shape;
    list.push_back({9, "a comment in the NameID", shape, {nameInSight}, toTheAssertion(split("NameID", "<!-- -->"))});
    list.push_back({9, "a comment in an attribute value", shape, {}, toTheAssertion(split("AttributeValue", "<!---->"))});
    list.push_back({9, "a comment in the Audience", shape, {}, toTheAssertion(split("Audience", "<!-- x -->"))});
    list.push_back({9, "a comment in the Issuer", shape, {}, onTheWay(split("Issuer", "<!-- x -->"))});
    list.push_back({9, "a comment between elements", shape, {}, onTheWay([](Node &response) {
                        response.child("Status")->children.insert(response.child("Status")->children.begin(),
                                                                  Node{{}, {}, {}, "<!-- x -->"});
                    })});
    list.push_back({9, "a comment at the end of what was encrypted", shape, {somethingHidden}, hidden([](const QByteArray &octets) {
                        return QByteArray(octets).insert(octets.lastIndexOf("</"), "<!-- x -->");
                    })});
    list.push_back(
        {10, "a processing instruction in the NameID", shape, {nameInSight}, toTheAssertion(split("NameID", "<?x y?>"))});
    list.push_back(
        {10, "a processing instruction in an attribute value", shape, {}, toTheAssertion(split("AttributeValue", "<?x?>"))});
    list.push_back({10, "a processing instruction in the Issuer", shape, {}, onTheWay(split("Issuer", "<?x y?>"))});
    list.push_back({10, "CDATA in the NameID", shape, {nameInSight}, toTheAssertion(split("NameID", "<![CDATA[x]]>"))});
    list.push_back({10, "CDATA in an attribute value", shape, {}, toTheAssertion(split("AttributeValue", "<![CDATA[]]>"))});
    list.push_back(
        {10,
         "a processing instruction at the end of what was encrypted",
         shape,
         {somethingHidden},
         hidden([](const QByteArray &octets) { return QByteArray(octets).insert(octets.lastIndexOf("</"), "<?x y?>"); })});
    list.push_back({11, "a comment in the DigestValue", shape, {signatureInSight}, onTheWay(split("DigestValue", "<!-- -->"))});
    list.push_back(
        {11, "a comment in the SignatureValue", shape, {signatureInSight}, onTheWay(split("SignatureValue", "<!-- -->"))});
    list.push_back(
        {11, "a processing instruction in the DigestValue", shape, {signatureInSight}, onTheWay(split("DigestValue", "<?x?>"))});
    list.push_back({11, "an element in the DigestValue", shape, {signatureInSight}, onTheWay(split("DigestValue", "<x/>"))});
    list.push_back({11, "an element in the SignatureValue", shape, {signatureInSight}, onTheWay(split("SignatureValue", "<x/>"))});
}

void addNames(std::vector<Mutation> &list)
{
    const auto shape = CheckName::Shape;
    const auto relative = [&](const char *name, const char *uri) {
        list.push_back(
            {7, name, shape, {}, toTheAssertion([uri](Node &root) { root.find("Assertion")->setAttribute("xmlns:void", uri); })});
    };
    relative("a relative namespace on the assertion", "1");
    relative("a relative namespace that looks like a path", "../x");
    relative("a relative namespace with a query", "?x");
    list.push_back({7, "a relative namespace on the Response", shape, {}, onTheWay([](Node &response) {
                        response.setAttribute("xmlns:void", "1");
                    })});
    list.push_back({7, "a relative namespace on the SignedInfo", shape, {signatureInSight}, onTheWay([](Node &response) {
                        response.find("SignedInfo")->setAttribute("xmlns:void", "1");
                    })});

    const auto id = [&](const char *name, const char *value) {
        list.push_back(
            {35, name, shape, {}, toTheAssertion([value](Node &root) { root.find("Assertion")->setAttribute("ID", value); })});
    };
    id("an ID with quotes", "_x' or '1'='1");
    id("an ID with a double quote", "_x&quot;");
    id("an ID that is an XPath", "//*[1]");
    id("an ID that is an XPointer", "xpointer(/)");
    id("an ID with a blank", "_x y");
    id("an empty ID", "");
    list.push_back(
        {35, "a Response ID with quotes", shape, {}, onTheWay([](Node &response) { response.setAttribute("ID", "') or id('x"); })});
}

} // namespace

std::vector<Mutation> markupMutations()
{
    std::vector<Mutation> list;
    addParserTricks(list);
    addCosts(list);
    addSplitValues(list);
    addNames(list);
    return list;
}

} // namespace usher::attacks
