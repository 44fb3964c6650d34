// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/tree_mutator.h"

#include "core/xml/libxml_handles.h"
#include "core/xml/signature.h"
#include "tests/fuzz/attack_words.h"
#include "tests/kit/response_text.h"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace usher::fuzz {

namespace {

using test::Signer;

using xml::toXml;
using Tree = xml::TreeHandle;
using Text = xml::TextHandle;

/// One document being bent.
class Bending
{
public:
    Bending(const QByteArray &xml, quint32 seed);

    [[nodiscard]] bool isPossible() const { return !m_elements.empty(); }
    void step();
    void takeFrom(const QByteArray &other);
    [[nodiscard]] QByteArray result() const;

private:
    [[nodiscard]] std::size_t below(std::size_t end) { return m_random() % end; }
    template<typename List>
    [[nodiscard]] auto oneOf(const List &list)
    {
        return list[below(list.size())];
    }
    [[nodiscard]] xmlNode *anyElement() { return oneOf(m_elements); }
    [[nodiscard]] xmlNode *likelyElement();
    [[nodiscard]] xmlNode *named(const char *localName);
    [[nodiscard]] xmlNode *make(const Name &name);
    void place(xmlNode *node, xmlNode *target);
    void collect();

    void move();
    void copy();
    void wrap();
    void nest();
    void exchange();
    void remove();
    void rename();
    void setAttribute();
    void dropAttribute();
    void setText();
    void interrupt();
    void declareNamespace();
    void decoy();
    void signAnew();

    std::mt19937 m_random;
    bool m_keepsSigned; ///< nothing inside a signed assertion is touched; it is moved, wrapped and copied as a whole
    Tree m_tree;
    std::vector<xmlNode *> m_elements;
};

Tree parse(const QByteArray &xml)
{
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    Tree tree(xmlReadMemory(xml.constData(), int(xml.size()), nullptr, nullptr, options));
    return tree && xmlDocGetRootElement(tree.get()) != nullptr ? std::move(tree) : nullptr;
}

bool isSignedAssertion(const xmlNode *node)
{
    const auto isSignature = [](const xmlNode *child) { return xmlStrEqual(child->name, toXml("Signature")) == 1; };
    const xmlNode *child = node->children;
    while (child != nullptr && !isSignature(child))
        child = child->next;
    return child != nullptr && xmlStrEqual(node->name, toXml("Assertion")) == 1;
}

enum class Signed { Open, Closed };

/// \param content  whether what stands in a signed assertion is among them
std::vector<xmlNode *> elementsOf(xmlDoc *tree, Signed content)
{
    std::vector<xmlNode *> found{xmlDocGetRootElement(tree)};
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (content == Signed::Closed && isSignedAssertion(found[i]))
            continue;
        for (xmlNode *child = found[i]->children; child != nullptr; child = child->next) {
            if (child->type == XML_ELEMENT_NODE)
                found.push_back(child);
        }
    }
    return found;
}

bool isInside(const xmlNode *node, const xmlNode *top)
{
    for (; node != nullptr; node = node->parent) {
        if (node == top)
            return true;
    }
    return false;
}

Bending::Bending(const QByteArray &xml, quint32 seed) : m_random(seed), m_keepsSigned(seed % 2 == 0), m_tree(parse(xml))
{
    collect();
}

void Bending::collect()
{
    m_elements = m_tree ? elementsOf(m_tree.get(), m_keepsSigned ? Signed::Closed : Signed::Open) : std::vector<xmlNode *>();
}

/// The elements that attacks are made of, half of the time.
xmlNode *Bending::likelyElement()
{
    static constexpr std::array likely{"Assertion", "Signature",          "NameID",    "Response",      "Subject",
                                       "Reference", "EncryptedAssertion", "Attribute", "EncryptedData", "EncryptedKey"};
    xmlNode *const found = below(2) == 0 ? named(oneOf(likely)) : nullptr;
    return found != nullptr ? found : anyElement();
}

/// One of that name, null where there is none.
xmlNode *Bending::named(const char *localName)
{
    std::vector<xmlNode *> found;
    for (xmlNode *element : m_elements) {
        if (xmlStrEqual(element->name, toXml(localName)) == 1)
            found.push_back(element);
    }
    return found.empty() ? nullptr : oneOf(found);
}

xmlNode *Bending::make(const Name &name)
{
    xmlNode *const node = xmlNewDocNode(m_tree.get(), nullptr, toXml(name.localName), nullptr);
    xmlSetNs(node, xmlNewNs(node, toXml(name.namespaceUri), below(2) == 0 ? nullptr : toXml("w")));
    return node;
}

/// Puts \p node, which stands nowhere, around \p target.
void Bending::place(xmlNode *node, xmlNode *target)
{
    const bool isRoot = target->parent == nullptr || target->parent->type != XML_ELEMENT_NODE;
    switch (isRoot ? 2 + below(2) : below(4)) {
    case 0:
        xmlAddPrevSibling(target, node);
        break;
    case 1:
        xmlAddNextSibling(target, node);
        break;
    case 2:
        if (target->children != nullptr)
            xmlAddPrevSibling(target->children, node);
        else
            xmlAddChild(target, node);
        break;
    default:
        xmlAddChild(target, node);
        break;
    }
}

void Bending::move()
{
    xmlNode *const node = likelyElement();
    xmlNode *const target = likelyElement();
    if (isInside(target, node))
        return;
    xmlUnlinkNode(node);
    place(node, target);
    xmlReconciliateNs(m_tree.get(), node);
}

void Bending::copy()
{
    place(xmlDocCopyNode(likelyElement(), m_tree.get(), 1), likelyElement());
}

void Bending::wrap()
{
    xmlNode *const node = likelyElement();
    xmlNode *const wrapper = make(oneOf(names));
    xmlReplaceNode(node, wrapper);
    xmlAddChild(wrapper, node);
    xmlReconciliateNs(m_tree.get(), node);
}

/// A copy of an element inside itself, some levels deep.
void Bending::nest()
{
    xmlNode *const node = likelyElement();
    for (std::size_t level = below(4); level < 4; ++level)
        place(xmlDocCopyNode(node, m_tree.get(), 1), node);
}

void Bending::exchange()
{
    xmlNode *const node = anyElement();
    xmlNode *const source = likelyElement();
    if (node == m_elements.front() || isInside(source, node))
        return;
    xmlReplaceNode(node, xmlDocCopyNode(source, m_tree.get(), 1));
    xmlFreeNode(node);
}

void Bending::remove()
{
    xmlNode *const node = anyElement();
    if (node == m_elements.front())
        return;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

void Bending::rename()
{
    xmlNodeSetName(anyElement(), toXml(oneOf(names).localName));
}

void Bending::setAttribute()
{
    xmlNode *const node = likelyElement();
    const char *name = oneOf(attributeNames);
    if (below(6) == 0)
        xmlSetNsProp(node, xmlNewNs(node, toXml(protocolNamespace), toXml("q")), toXml(name), toXml(oneOf(values)));
    else
        xmlSetProp(node, toXml(name), toXml(oneOf(values)));
}

void Bending::dropAttribute()
{
    xmlNode *const node = anyElement();
    std::vector<xmlAttr *> attributes;
    for (xmlAttr *attribute = node->properties; attribute != nullptr; attribute = attribute->next)
        attributes.push_back(attribute);
    if (!attributes.empty())
        xmlRemoveProp(oneOf(attributes));
}

void Bending::setText()
{
    xmlNode *const node = below(2) == 0 ? named("NameID") : named("AttributeValue");
    xmlNodeSetContent(node != nullptr ? node : anyElement(), toXml(oneOf(texts)));
}

/// What splits a value, or looks as if it did (threats 9 to 11).
void Bending::interrupt()
{
    xmlNode *const node = likelyElement();
    switch (below(4)) {
    case 0:
        place(xmlNewDocComment(m_tree.get(), toXml("comment")), node);
        break;
    case 1:
        place(xmlNewDocPI(m_tree.get(), toXml("pi"), toXml("data")), node);
        break;
    case 2:
        xmlAddChild(node, xmlNewCDataBlock(m_tree.get(), toXml("admin"), 5));
        break;
    default:
        xmlAddChild(node, xmlNewDocText(m_tree.get(), toXml(oneOf(texts))));
        break;
    }
}

void Bending::declareNamespace()
{
    static constexpr std::array uris{"urn:unknown", "relative", "", xml::assertionNamespace, xml::signatureNamespace};
    static constexpr std::array<const char *, 5> prefixes{nullptr, "saml", "samlp", "ds", "q"};
    const char *prefix = oneOf(prefixes);
    xmlNewNs(likelyElement(), toXml(oneOf(uris)), prefix == nullptr ? nullptr : toXml(prefix));
}

/// Signature wrapping (threat 1): a copy of the assertion that says something else, the signed one kept somewhere around.
void Bending::decoy()
{
    xmlNode *const original = named("Assertion");
    if (original == nullptr)
        return;
    xmlNode *const evil = xmlDocCopyNode(original, m_tree.get(), 1);
    place(evil, original);
    if (below(2) == 0)
        xmlSetProp(evil, toXml("ID"), toXml("_evil"));
    collect();
    const auto name = std::ranges::find_if(m_elements, [&](const xmlNode *element) {
        return isInside(element, evil) && !isInside(original, element) && xmlStrEqual(element->name, toXml("NameID")) == 1;
    });
    if (name != m_elements.end())
        xmlNodeSetContent(*name, toXml("admin@contoso.example"));
    if (below(2) == 0 && !isInside(evil, original)) {
        xmlUnlinkNode(original);
        xmlNode *const first = below(2) == 0 ? xmlFirstElementChild(evil) : nullptr;
        place(original, first != nullptr ? first : evil);
        xmlReconciliateNs(m_tree.get(), original);
    }
}

/// A new signature where one may stand, with a key of an attacker, or with one that counts.
void Bending::signAnew()
{
    xmlNode *const element = below(2) == 0 ? named("Assertion") : named("Response");
    const Text id(element == nullptr ? nullptr : xmlGetNoNsProp(element, toXml("ID")));
    if (!id)
        return;
    if (below(4) != 0) {
        for (xmlNode *child = element->children; child != nullptr; child = child->next) {
            if (child->type == XML_ELEMENT_NODE && xmlStrEqual(child->name, toXml("Signature")) == 1) {
                xmlUnlinkNode(child);
                xmlFreeNode(child);
                break;
            }
        }
    }
    const Signer &signer = below(3) == 0 ? test::strangerSigner() : test::successorSigner();
    static constexpr std::array algorithms{xml::SignatureAlgorithm::RsaSha256, xml::SignatureAlgorithm::RsaSha256,
                                           xml::SignatureAlgorithm::RsaSha512, xml::SignatureAlgorithm::RsaSha1};
    const auto keyInfo = below(2) == 0 ? std::optional(signer.certificate) : std::nullopt;
    const Result<QByteArray> done = xml::signElement(
        result(), {QString::fromUtf8(reinterpret_cast<const char *>(id.get())), signer.key, keyInfo, oneOf(algorithms)});
    if (done)
        m_tree = parse(*done);
}

void Bending::step()
{
    using Step = void (Bending::*)();
    static constexpr std::array<Step, 18> steps{&Bending::move,    &Bending::move,         &Bending::copy,
                                                &Bending::copy,    &Bending::wrap,         &Bending::wrap,
                                                &Bending::nest,    &Bending::exchange,     &Bending::remove,
                                                &Bending::rename,  &Bending::setAttribute, &Bending::dropAttribute,
                                                &Bending::setText, &Bending::setText,      &Bending::interrupt,
                                                &Bending::decoy,   &Bending::signAnew,     &Bending::declareNamespace};
    (this->*oneOf(steps))();
    collect();
}

void Bending::takeFrom(const QByteArray &other)
{
    const Tree source = parse(other);
    if (!source)
        return;
    const std::vector<xmlNode *> elements = elementsOf(source.get(), Signed::Open);
    place(xmlDocCopyNode(oneOf(elements), m_tree.get(), 1), likelyElement());
    collect();
}

QByteArray Bending::result() const
{
    xmlChar *text = nullptr;
    int size = 0;
    xmlDocDumpMemoryEnc(m_tree.get(), &text, &size, "UTF-8");
    const Text owner(text);
    const QByteArray xml(reinterpret_cast<const char *>(text), size);
    return xml.mid(xml.indexOf("?>") + 2).trimmed(); // without the declaration
}

} // namespace

QByteArray bend(const QByteArray &xml, quint32 seed)
{
    const xml::LibrarySilence silence;
    Bending bending(xml, seed);
    if (!bending.isPossible())
        return xml;
    for (quint32 steps = 1 + seed % 3; steps > 0; --steps)
        bending.step();
    return bending.result();
}

QByteArray splice(const QByteArray &xml, const QByteArray &other, quint32 seed)
{
    const xml::LibrarySilence silence;
    Bending bending(xml, seed);
    if (!bending.isPossible())
        return xml;
    bending.takeFrom(other);
    return bending.result();
}

} // namespace usher::fuzz
