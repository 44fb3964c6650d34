// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace usher::xml {

/// What a document may cost before it is refused (threats 24 and 26). Canonicalization walks up from every node, and compares
/// with every namespace in scope: together these keep the worst document under 1 MiB below 100 ms. Real responses
/// stay far below each.
struct Limits
{
    qsizetype bytes = 1 << 20;
    int depth = 24;
    int elements = 6'000;
    int attributes = 15'000; ///< in the whole document; namespace declarations count, here and below
    int attributesPerElement = 32;
    int namespaceDeclarations = 8'000; ///< in the whole document; OpenSAML declares two with each attribute value
    int namespacesInScope = 32;        ///< that any one element can see

    /// A federation's metadata is larger than one response, and canonicalized only where somebody pins its signer.
    [[nodiscard]] static Limits forMetadata();

    bool operator==(const Limits &) const = default;
};

/// A read-only view of one element; valid as long as its Document.
class Element
{
public:
    [[nodiscard]] QString localName() const;
    [[nodiscard]] QString namespaceUri() const;
    [[nodiscard]] bool is(const char *namespaceUri, const char *localName) const;

    /// The attribute of this name *without* a namespace (xmlGetNoNsProp; threat 5).
    [[nodiscard]] std::optional<QString> attribute(const char *name) const;
    [[nodiscard]] std::optional<QString> attribute(const char *namespaceUri, const char *name) const;

    [[nodiscard]] std::optional<Element> parent() const;
    [[nodiscard]] std::vector<Element> children() const;
    [[nodiscard]] std::vector<Element> children(const char *namespaceUri, const char *localName) const;
    /// The only child of that name; nothing where there is none or more than one.
    [[nodiscard]] std::optional<Element> onlyChild(const char *namespaceUri, const char *localName) const;
    /// Every descendant of that name, in document order.
    [[nodiscard]] std::vector<Element> descendants(const char *namespaceUri, const char *localName) const;

    /// All character data of a leaf, as it stands; checkShape() has made sure that nothing interrupts it.
    [[nodiscard]] QString text() const;
    /// The place in the document, as people read it: `/samlp:Response/saml:Assertion[1]/saml:Subject`.
    [[nodiscard]] QString path() const;
    /// Line in the parsed bytes, from 1.
    [[nodiscard]] int line() const;

    bool operator==(const Element &) const = default;

private:
    friend class Document;
    friend struct NodeAccess; // the signature and encryption code in this folder
    explicit Element(void *node) : m_node(node) {}

    void *m_node; // an xmlNode; libxml2's headers stay inside this folder
};

/// A strictly parsed document (recipe P): no DTD, no network, no recovery, well-formed or nothing.
/// A document belongs to one thread at a time, its elements included: verifying marks the tree for a moment.
class Document
{
public:
    /// UTF-8 only. The limits are checked before the parser runs, since some of what they forbid is slow to parse.
    /// Comments are allowed here, since real metadata has them; a message's document goes through checkShape() too.
    /// Errors: InputEmpty, InputTooLarge, XmlTooDeep, XmlLimitExceeded, XmlDoctype, XmlMalformed, the last four
    /// with `line:column` as their subject where there is one.
    [[nodiscard]] static Result<Document> parse(const QByteArray &bytes, const Limits &limits = {});

    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;
    ~Document();

    [[nodiscard]] Element root() const;

private:
    friend struct NodeAccess;
    struct Tree;
    explicit Document(std::unique_ptr<Tree> tree);

    std::unique_ptr<Tree> m_tree;
};

/// Recipe S: what must hold in a message before any cryptography. No relative namespace URI; every ID (any
/// attribute named `id`, whatever the letter case) plain and unique, one an element, none in a namespace (xml:id
/// included); no comment, processing instruction, CDATA section or entity reference anywhere inside the root element, since
/// each can split a value that looks whole; no reference to anything outside the document.
/// The caps of recipe S have been checked by Document::parse().
/// Errors: XmlForbiddenNode, XmlMalformedId, XmlDuplicateId, XmlNamespacedId, XmlRelativeNamespace,
/// XmlExternalReference, each with the place as its subject.
[[nodiscard]] Result<void> checkShape(const Document &document);

} // namespace usher::xml
