// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/node.h"

#include <algorithm>

namespace usher::attacks {

namespace {

constexpr int deepest = 200;

bool isBlank(char character)
{
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

/// One walk over the text. Whatever it can't read ends it.
class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_text(text) {}

    [[nodiscard]] std::optional<Node> root()
    {
        while (m_at < m_text.size()) {
            const qsizetype open = m_text.indexOf('<', m_at);
            if (open < 0)
                return std::nullopt;
            m_at = open;
            if (!rest().startsWith("<!") && !rest().startsWith("<?"))
                return element(1);
            if (!skip())
                return std::nullopt;
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] QByteArrayView rest() const { return m_text.sliced(m_at); }

    /// Over a comment, a processing instruction, a CDATA section or a declaration.
    bool skip()
    {
        const char *end = rest().startsWith("<!--")        ? "-->"
                          : rest().startsWith("<![CDATA[") ? "]]>"
                          : rest().startsWith("<?")        ? "?>"
                                                           : ">";
        const qsizetype found = m_text.indexOf(end, m_at);
        if (found < 0)
            return false;
        m_at = found + qsizetype(qstrlen(end));
        return true;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }

    QByteArray word()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !isBlank(m_text[m_at]) && !QByteArrayView("=/><\"'").contains(m_text[m_at]))
            ++m_at;
        return m_text.sliced(begin, m_at - begin).toByteArray();
    }

    bool take(QByteArrayView expected)
    {
        if (!rest().startsWith(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    std::optional<NodeAttribute> attribute()
    {
        NodeAttribute attribute{word(), {}};
        skipBlanks();
        if (attribute.name.isEmpty() || !take("="))
            return std::nullopt;
        skipBlanks();
        const char quote = m_at < m_text.size() ? m_text[m_at] : '\0';
        const qsizetype end = quote == '"' || quote == '\'' ? m_text.indexOf(quote, m_at + 1) : -1;
        if (end < 0)
            return std::nullopt;
        attribute.value = m_text.sliced(m_at + 1, end - m_at - 1).toByteArray();
        attribute.value.replace('"', "&quot;"); // written in double quotes whatever it came in
        m_at = end + 1;
        return attribute;
    }

    std::optional<Node> element(int depth)
    {
        ++m_at;
        Node node{word(), {}, {}, {}};
        if (node.name.isEmpty() || depth > deepest)
            return std::nullopt;
        for (skipBlanks(); !rest().startsWith("/>") && !rest().startsWith(">"); skipBlanks()) {
            std::optional<NodeAttribute> found = attribute();
            if (!found)
                return std::nullopt;
            node.attributes.push_back(*std::move(found));
        }
        if (take("/>"))
            return node;
        take(">");
        return readChildren(node, depth) ? std::optional(std::move(node)) : std::nullopt;
    }

    bool readChildren(Node &node, int depth)
    {
        while (m_at < m_text.size()) {
            const qsizetype begin = m_at;
            if (rest().startsWith("</")) {
                m_at += 2;
                const bool isOurs = word() == node.name;
                skipBlanks();
                return isOurs && take(">");
            }
            if (rest().startsWith("<!") || rest().startsWith("<?")) {
                if (!skip())
                    return false;
                node.children.push_back({{}, {}, {}, m_text.sliced(begin, m_at - begin).toByteArray()});
            } else if (rest().startsWith("<")) {
                std::optional<Node> inner = element(depth + 1);
                if (!inner)
                    return false;
                node.children.push_back(*std::move(inner));
            } else {
                const qsizetype end = m_text.indexOf('<', m_at);
                if (end < 0)
                    return false;
                m_at = end;
                node.children.push_back({{}, {}, {}, m_text.sliced(begin, m_at - begin).toByteArray()});
            }
        }
        return false;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

void append(QByteArray &out, const Node &node)
{
    if (!node.isElement()) {
        out += node.text;
        return;
    }
    out += '<' + node.name;
    for (const NodeAttribute &attribute : node.attributes)
        out += ' ' + attribute.name + "=\"" + attribute.value + '"';
    if (node.children.empty()) {
        out += "/>";
        return;
    }
    out += '>';
    for (const Node &child : node.children)
        append(out, child);
    out += "</" + node.name + '>';
}

auto placeIn(Node &parent, const Node &child)
{
    return std::ranges::find_if(parent.children, [&](const Node &candidate) { return &candidate == &child; });
}

void collect(Node &node, std::vector<Node *> &found)
{
    if (!node.isElement())
        return;
    found.push_back(&node);
    for (Node &child : node.children)
        collect(child, found);
}

/// The elements from \p node down to \p inner, both included; empty where it isn't inside.
std::vector<Node *> wayTo(Node &node, const Node &inner)
{
    if (&node == &inner)
        return {&node};
    for (Node &child : node.children) {
        std::vector<Node *> way = wayTo(child, inner);
        if (!way.empty()) {
            way.insert(way.begin(), &node);
            return way;
        }
    }
    return {};
}

} // namespace

std::optional<QByteArray> Node::attribute(QByteArrayView attributeName) const
{
    const auto found = std::ranges::find(attributes, attributeName, &NodeAttribute::name);
    return found == attributes.end() ? std::nullopt : std::optional(found->value);
}

void Node::setAttribute(QByteArrayView attributeName, const QByteArray &value)
{
    const auto found = std::ranges::find(attributes, attributeName, &NodeAttribute::name);
    if (found == attributes.end())
        attributes.push_back({attributeName.toByteArray(), value});
    else
        found->value = value;
}

void Node::removeAttribute(QByteArrayView attributeName)
{
    std::erase_if(attributes, [&](const NodeAttribute &attribute) { return attribute.name == attributeName; });
}

void Node::setContent(const QByteArray &content)
{
    children.clear();
    if (!content.isEmpty())
        children.push_back({{}, {}, {}, content});
}

QByteArray Node::content() const
{
    QByteArray out;
    for (const Node &child : children)
        append(out, child);
    return out;
}

Node *Node::child(QByteArrayView wantedName)
{
    const auto found =
        std::ranges::find_if(children, [&](const Node &node) { return node.isElement() && node.localName() == wantedName; });
    return found == children.end() ? nullptr : &*found;
}

Node *Node::find(QByteArrayView wantedName)
{
    const std::vector<Node *> found = elements(wantedName);
    return found.empty() ? nullptr : found.front();
}

std::vector<Node *> Node::elements()
{
    std::vector<Node *> found;
    collect(*this, found);
    return found;
}

std::vector<Node *> Node::elements(QByteArrayView wantedName)
{
    std::vector<Node *> found = elements();
    std::erase_if(found, [&](const Node *node) { return node->localName() != wantedName; });
    return found;
}

std::optional<Node> readNode(QByteArrayView text)
{
    return Reader(text).root();
}

QByteArray write(const Node &node)
{
    QByteArray out;
    append(out, node);
    return out;
}

Node *parentOf(Node &root, const Node &inner)
{
    const std::vector<Node *> way = wayTo(root, inner);
    return way.size() < 2 ? nullptr : way[way.size() - 2];
}

Node standalone(Node &root, const Node &inner)
{
    Node copy = inner;
    const std::vector<Node *> way = wayTo(root, inner);
    for (auto above = way.rbegin(); above != way.rend(); ++above) {
        for (const NodeAttribute &attribute : (*above)->attributes) {
            const bool isDeclaration = attribute.name == "xmlns" || attribute.name.startsWith("xmlns:");
            if (isDeclaration && !copy.attribute(attribute.name))
                copy.attributes.push_back(attribute);
        }
    }
    return copy;
}

void remove(Node &root, const Node &inner)
{
    if (Node *parent = parentOf(root, inner))
        parent->children.erase(placeIn(*parent, inner));
}

void insertBefore(Node &root, const Node &place, Node added)
{
    if (Node *parent = parentOf(root, place))
        parent->children.insert(placeIn(*parent, place), std::move(added));
}

void insertAfter(Node &root, const Node &place, Node added)
{
    if (Node *parent = parentOf(root, place))
        parent->children.insert(std::next(placeIn(*parent, place)), std::move(added));
}

void replace(Node &root, const Node &replaced, Node replacement)
{
    for (Node *node : root.elements()) {
        if (node == &replaced) {
            *node = std::move(replacement);
            return;
        }
    }
}

} // namespace usher::attacks
