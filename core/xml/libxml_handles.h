// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xml/document.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/// libxml2's objects with an owner, and the way from our views to its nodes. For .cpp files of core/xml, and of tests
/// that bend trees.
namespace usher::xml {

template<auto freeFunction>
struct Free
{
    template<typename T>
    void operator()(T *object) const
    {
        freeFunction(object);
    }
};

using TreeHandle = std::unique_ptr<xmlDoc, Free<xmlFreeDoc>>;
using NodeHandle = std::unique_ptr<xmlNode, Free<xmlFreeNode>>;
using ParserHandle = std::unique_ptr<xmlParserCtxt, Free<xmlFreeParserCtxt>>;
using BufferHandle = std::unique_ptr<xmlBuffer, Free<xmlBufferFree>>;
using TextHandle = std::unique_ptr<xmlChar, decltype([](xmlChar *text) { xmlFree(text); })>; // xmlFree is a variable

struct Document::Tree
{
    TreeHandle handle;
};

struct NodeAccess
{
    [[nodiscard]] static xmlNode *node(const Element &element) { return static_cast<xmlNode *>(element.m_node); }
    [[nodiscard]] static Element element(xmlNode *node) { return Element(node); }
    [[nodiscard]] static xmlDoc *tree(const Document &document) { return document.m_tree->handle.get(); }
};

[[nodiscard]] inline const xmlChar *toXml(const char *text)
{
    return reinterpret_cast<const xmlChar *>(text);
}

[[nodiscard]] inline QString fromXml(const xmlChar *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text));
}

/// The node after \p node in document order, inside \p top; null at the end.
[[nodiscard]] inline xmlNode *nextInside(const xmlNode *top, xmlNode *node)
{
    if (node->children != nullptr)
        return node->children;
    while (node != top && node->next == nullptr)
        node = node->parent;
    return node == top ? nullptr : node->next;
}

/// While it lives, what libxml2 has to say on this thread goes nowhere: its verdict is a return value. When it
/// goes, libxml2's and OpenSSL's memories of errors are empty.
class LibrarySilence
{
public:
    LibrarySilence();
    ~LibrarySilence();
    LibrarySilence(const LibrarySilence &) = delete;
    LibrarySilence &operator=(const LibrarySilence &) = delete;

private:
    xmlStructuredErrorFunc m_handler;
    void *m_context;
};

} // namespace usher::xml
