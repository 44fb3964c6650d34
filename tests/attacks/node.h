// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <optional>
#include <vector>

/// A document as an attacker handles it: text in a tree of plain values, to be copied, moved, nested and spliced. What was not
/// touched is written as it was, but for the kind of quotes and of empty tags, so signatures stay intact. Nothing is
/// interpreted: entities, comments and prefixes stay as they stand.
namespace usher::attacks {

struct NodeAttribute
{
    QByteArray name;  ///< with its prefix; namespace declarations are attributes too
    QByteArray value; ///< as it stands between the quotes

    bool operator==(const NodeAttribute &) const = default;
};

struct Node
{
    QByteArray name; ///< with its prefix; empty: not an element, but what stands in `text`
    std::vector<NodeAttribute> attributes;
    std::vector<Node> children;
    QByteArray text; ///< characters, a comment, a processing instruction or a CDATA section, as it stands

    [[nodiscard]] bool isElement() const { return !name.isEmpty(); }
    [[nodiscard]] QByteArray localName() const { return name.mid(name.indexOf(':') + 1); }
    /// With its colon; empty where there is none.
    [[nodiscard]] QByteArray prefix() const { return name.left(name.indexOf(':') + 1); }

    [[nodiscard]] std::optional<QByteArray> attribute(QByteArrayView attributeName) const;
    void setAttribute(QByteArrayView attributeName, const QByteArray &value); ///< adds it where it is missing
    void removeAttribute(QByteArrayView attributeName);
    /// Everything inside it replaced by \p content, which is written as it stands: markup too.
    void setContent(const QByteArray &content);
    /// What stands inside it, as it would be written.
    [[nodiscard]] QByteArray content() const;

    /// The first child element of that local name; null where there is none.
    [[nodiscard]] Node *child(QByteArrayView wantedName);
    /// The first element of that local name in document order, this one included; null where there is none.
    [[nodiscard]] Node *find(QByteArrayView wantedName);
    /// Every element in document order, this one included. The pointers last until something is added or removed.
    [[nodiscard]] std::vector<Node *> elements();
    [[nodiscard]] std::vector<Node *> elements(QByteArrayView wantedName);

    bool operator==(const Node &) const = default;
};

/// The root element. What stands before and behind it is left out; nothing where the text isn't markup of one root, or nested
/// deeper than 200.
[[nodiscard]] std::optional<Node> readNode(QByteArrayView text);
[[nodiscard]] QByteArray write(const Node &node);

/// The element that holds \p inner somewhere in \p root; null for the root itself.
[[nodiscard]] Node *parentOf(Node &root, const Node &inner);
/// A copy of \p inner that can stand anywhere: it brings along every namespace declaration that it sees in \p root.
[[nodiscard]] Node standalone(Node &root, const Node &inner);
/// Takes \p inner out of \p root. The root itself stays.
void remove(Node &root, const Node &inner);
void insertBefore(Node &root, const Node &place, Node added);
void insertAfter(Node &root, const Node &place, Node added);
/// Puts \p replacement where \p replaced stood; for the root too.
void replace(Node &root, const Node &replaced, Node replacement);

} // namespace usher::attacks
