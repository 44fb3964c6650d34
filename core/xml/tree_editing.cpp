// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/tree_editing.h"

#include <libxml/c14n.h>
#include <libxml/xmlsave.h>

namespace usher::xml {

namespace {

/// For xmlC14NExecute: whether a node, or the element that an attribute or namespace belongs to, lies inside \p top.
int liesInside(void *top, xmlNode *node, xmlNode *parent)
{
    const xmlNode *step = node->type == XML_NAMESPACE_DECL ? parent : node; // an xmlNs has no parent field
    while (step != nullptr && step != top)
        step = step->parent;
    return step == top ? 1 : 0;
}

} // namespace

Result<Element> elementById(const Document &document, const QString &id)
{
    xmlNode *const root = NodeAccess::node(document.root());
    for (xmlNode *node = root; node != nullptr; node = nextInside(root, node)) {
        if (node->type == XML_ELEMENT_NODE && NodeAccess::element(node).attribute("ID") == id)
            return NodeAccess::element(node);
    }
    return fail(ErrorCode::NotFound, id);
}

Result<NodeHandle> nodeFor(xmlDoc *tree, const QByteArray &xml)
{
    USHER_TRY(const Document source, Document::parse(xml));
    return NodeHandle(xmlDocCopyNode(NodeAccess::node(source.root()), tree, 1));
}

Result<QByteArray> serialise(const Document &document)
{
    const BufferHandle buffer(xmlBufferCreate());
    xmlSaveCtxt *const save = xmlSaveToBuffer(buffer.get(), "UTF-8", XML_SAVE_NO_DECL | XML_SAVE_AS_XML);
    if (save == nullptr)
        return fail(ErrorCode::Internal, {}, QStringLiteral("libxml2 could not serialise"));
    xmlSaveDoc(save, NodeAccess::tree(document));
    xmlSaveClose(save);
    return QByteArray(reinterpret_cast<const char *>(xmlBufferContent(buffer.get())), xmlBufferLength(buffer.get())).trimmed();
}

Result<QByteArray> serialise(const Element &element)
{
    const BufferHandle buffer(xmlBufferCreate());
    xmlNode *const top = NodeAccess::node(element);
    xmlOutputBuffer *const output = xmlOutputBufferCreateBuffer(buffer.get(), nullptr);
    const int written = xmlC14NExecute(top->doc, liesInside, top, XML_C14N_1_0, nullptr, 0, output);
    const int closed = xmlOutputBufferClose(output);
    if (written < 0 || closed < 0)
        return fail(ErrorCode::Internal, element.path(), QStringLiteral("libxml2 could not serialise"));
    return QByteArray(reinterpret_cast<const char *>(xmlBufferContent(buffer.get())), xmlBufferLength(buffer.get()));
}

} // namespace usher::xml
