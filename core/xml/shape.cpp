// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/algorithms.h"
#include "core/xml/document.h"
#include "core/xml/libxml_handles.h"

#include <QSet>

#include <algorithm>

namespace usher::xml {

namespace {

/// RFC 3986, 4.3: an absolute URI begins with a scheme.
bool hasScheme(QStringView uri)
{
    const qsizetype colon = uri.indexOf(u':');
    const auto isSchemeCharacter = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"+-.").contains(c));
    };
    return colon > 0 && uri.front().isLetter() && std::ranges::all_of(uri.first(colon), isSchemeCharacter);
}

/// xs:ID without its rule for the first character: real providers begin with a digit. No quote, no parenthesis.
bool isPlainId(QStringView id)
{
    return !id.isEmpty() &&
           std::ranges::all_of(id, [](QChar c) { return c.isLetterOrNumber() || QStringView(u"_-.:").contains(c); });
}

Result<void> checkNamespaces(const Element &element)
{
    for (const xmlNs *ns = NodeAccess::node(element)->nsDef; ns != nullptr; ns = ns->next) {
        const QString uri = fromXml(ns->href);
        if (!uri.isEmpty() && !hasScheme(uri)) // xmlns="" only takes the default namespace away
            return fail(ErrorCode::XmlRelativeNamespace, element.path());
    }
    return {};
}

/// The one ID of an element; empty where it has none.
Result<QString> idOf(const Element &element)
{
    std::optional<QString> found;
    for (const xmlAttr *attribute = NodeAccess::node(element)->properties; attribute != nullptr; attribute = attribute->next) {
        const QString name = fromXml(attribute->name);
        if (name.compare(u"id", Qt::CaseInsensitive) != 0)
            continue;
        if (attribute->ns != nullptr)
            return fail(ErrorCode::XmlNamespacedId, element.path());
        if (found)
            return fail(ErrorCode::XmlDuplicateId, element.path());
        found = element.attribute(name.toUtf8().constData()).value_or(QString());
        if (!isPlainId(*found))
            return fail(ErrorCode::XmlMalformedId, element.path());
    }
    return found.value_or(QString());
}

/// Nothing is ever fetched, so nothing may ask for it (XML Signature 4.4.3, 4.5.3 and 4.5.10, XML Encryption 3.3 and 3.6). What a
/// same-document ds:Reference points at is checkReference()'s business.
Result<void> checkReferences(const Element &element)
{
    const bool fetchesCipher = element.is(encryptionNamespace, "CipherReference");
    const bool refersTo = element.is(signatureNamespace, "Reference") || element.is(signatureNamespace, "RetrievalMethod") ||
                          element.is(signature11Namespace, "KeyInfoReference") ||
                          element.is(encryptionNamespace, "DataReference") || element.is(encryptionNamespace, "KeyReference");
    const QString uri = refersTo ? element.attribute("URI").value_or(QString()) : QString();
    if (fetchesCipher || (!uri.isEmpty() && !uri.startsWith(u'#')))
        return fail(ErrorCode::XmlExternalReference, element.path());
    return {};
}

} // namespace

Result<void> checkShape(const Document &document)
{
    QSet<QString> ids;
    xmlNode *const root = NodeAccess::node(document.root());
    for (xmlNode *node = root; node != nullptr; node = nextInside(root, node)) {
        if (node->type == XML_TEXT_NODE)
            continue;
        if (node->type != XML_ELEMENT_NODE)
            return fail(ErrorCode::XmlForbiddenNode, NodeAccess::element(node->parent).path());
        const Element element = NodeAccess::element(node);
        USHER_TRY(checkNamespaces(element));
        USHER_TRY(checkReferences(element));
        USHER_TRY(const QString id, idOf(element));
        if (id.isEmpty())
            continue;
        if (ids.contains(id))
            return fail(ErrorCode::XmlDuplicateId, element.path());
        ids.insert(id);
    }
    return {};
}

} // namespace usher::xml
