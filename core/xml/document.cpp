// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/document.h"

#include "core/xml/libxml_handles.h"
#include "core/xml/limit_check.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace usher::xml {

namespace {

/// What the parser's callbacks saw.
struct ParserReport
{
    bool foundDoctype = false;
    bool foundError = false;
    int line = 0;
    int column = 0;
    int libxmlCode = 0;
};

ParserReport &reportOf(void *context)
{
    return *static_cast<ParserReport *>(static_cast<xmlParserCtxt *>(context)->_private);
}

/// Fires before any entity is defined; nothing behind it is read.
void stopAtDoctype(void *context, const xmlChar *, const xmlChar *, const xmlChar *)
{
    reportOf(context).foundDoctype = true;
    xmlStopParser(static_cast<xmlParserCtxt *>(context));
}

/// Stops at the first error: libxml2 would go on to look for more of them.
void stopAtError(void *context, xmlErrorPtr error)
{
    // There is no DTD, so what these two say is about the value of an xml:id: checkShape() refuses it, whatever it is.
    const bool isAboutXmlId = error->domain == XML_FROM_DTD || error->domain == XML_FROM_VALID;
    ParserReport &report = reportOf(context);
    if (error->level < XML_ERR_ERROR || isAboutXmlId || report.foundError || report.foundDoctype)
        return;
    report = {.foundError = true, .line = error->line, .column = error->int2, .libxmlCode = error->code};
    xmlStopParser(static_cast<xmlParserCtxt *>(context));
}

/// The encoding named by the XML declaration (XML 1.0, 2.8); empty where there is none.
QString declaredEncoding(QByteArrayView bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    const qsizetype end = bytes.indexOf("?>");
    if (!bytes.startsWith("<?xml") || end < 0)
        return {};
    static const QRegularExpression encoding(QStringLiteral("\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']"));
    return encoding.match(QString::fromUtf8(bytes.first(end))).captured(1);
}

/// One encoding, so that no two readers can disagree about what the bytes say.
Result<void> checkEncoding(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return fail(ErrorCode::XmlMalformed, {}, QStringLiteral("NUL byte"));
    if (!QByteArrayView(bytes).isValidUtf8())
        return fail(ErrorCode::XmlMalformed, {}, QStringLiteral("not UTF-8"));
    const QString declared = declaredEncoding(bytes);
    if (!declared.isEmpty() && declared.compare(u"UTF-8", Qt::CaseInsensitive) != 0)
        return fail(ErrorCode::XmlMalformed, {}, QStringLiteral("declares an encoding other than UTF-8"));
    return {};
}

bool isElement(const xmlNode *node)
{
    return node != nullptr && node->type == XML_ELEMENT_NODE;
}

bool haveSameName(const Element &a, const Element &b)
{
    return a.localName() == b.localName() && a.namespaceUri() == b.namespaceUri();
}

/// `prefix:name`, with `[n]` where siblings share the name.
QString pathStep(const Element &element)
{
    const xmlNode *node = NodeAccess::node(element);
    QString step = fromXml(node->name);
    if (node->ns != nullptr && node->ns->prefix != nullptr)
        step.prepend(fromXml(node->ns->prefix) + u':');
    const auto parent = element.parent();
    if (!parent)
        return step;
    std::vector<Element> siblings = parent->children();
    std::erase_if(siblings, [&](const Element &sibling) { return !haveSameName(sibling, element); });
    if (siblings.size() > 1)
        step += QStringLiteral("[%1]").arg(std::distance(siblings.begin(), std::ranges::find(siblings, element)) + 1);
    return step;
}

} // namespace

Limits Limits::forMetadata()
{
    Limits limits;
    limits.bytes = 16 << 20;
    limits.elements = 500'000;
    limits.attributes = 1'000'000;
    limits.attributesPerElement = 64;
    limits.namespaceDeclarations = 100'000;
    limits.namespacesInScope = 128;
    return limits;
}

QString Element::localName() const
{
    return fromXml(NodeAccess::node(*this)->name);
}

QString Element::namespaceUri() const
{
    const xmlNs *ns = NodeAccess::node(*this)->ns;
    return ns == nullptr ? QString() : fromXml(ns->href);
}

bool Element::is(const char *namespaceUri, const char *localName) const
{
    const xmlNode *node = NodeAccess::node(*this);
    return node->ns != nullptr && xmlStrEqual(node->ns->href, toXml(namespaceUri)) == 1 &&
           xmlStrEqual(node->name, toXml(localName)) == 1;
}

std::optional<QString> Element::attribute(const char *name) const
{
    const TextHandle value(xmlGetNoNsProp(NodeAccess::node(*this), toXml(name)));
    return value ? std::optional(fromXml(value.get())) : std::nullopt;
}

std::optional<QString> Element::attribute(const char *namespaceUri, const char *name) const
{
    const TextHandle value(xmlGetNsProp(NodeAccess::node(*this), toXml(name), toXml(namespaceUri)));
    return value ? std::optional(fromXml(value.get())) : std::nullopt;
}

std::optional<Element> Element::parent() const
{
    xmlNode *above = NodeAccess::node(*this)->parent;
    return isElement(above) ? std::optional(NodeAccess::element(above)) : std::nullopt;
}

std::vector<Element> Element::children() const
{
    std::vector<Element> found;
    for (xmlNode *node = NodeAccess::node(*this)->children; node != nullptr; node = node->next) {
        if (isElement(node))
            found.push_back(NodeAccess::element(node));
    }
    return found;
}

std::vector<Element> Element::children(const char *namespaceUri, const char *localName) const
{
    std::vector<Element> found = children();
    std::erase_if(found, [&](const Element &child) { return !child.is(namespaceUri, localName); });
    return found;
}

std::optional<Element> Element::onlyChild(const char *namespaceUri, const char *localName) const
{
    const std::vector<Element> found = children(namespaceUri, localName);
    return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

std::vector<Element> Element::descendants(const char *namespaceUri, const char *localName) const
{
    std::vector<Element> found;
    const xmlNode *top = NodeAccess::node(*this);
    for (xmlNode *node = nextInside(top, NodeAccess::node(*this)); node != nullptr; node = nextInside(top, node)) {
        if (isElement(node) && NodeAccess::element(node).is(namespaceUri, localName))
            found.push_back(NodeAccess::element(node));
    }
    return found;
}

QString Element::text() const
{
    QString text;
    for (const xmlNode *node = NodeAccess::node(*this)->children; node != nullptr; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            text += fromXml(node->content);
    }
    return text;
}

QString Element::path() const
{
    QString path;
    for (std::optional<Element> step = *this; step; step = step->parent())
        path.prepend(u'/' + pathStep(*step));
    return path;
}

int Element::line() const
{
    return int(xmlGetLineNo(NodeAccess::node(*this)));
}

Result<Document> Document::parse(const QByteArray &bytes, const Limits &limits)
{
    if (bytes.isEmpty())
        return fail(ErrorCode::InputEmpty);
    if (bytes.size() > limits.bytes || bytes.size() > std::numeric_limits<int>::max())
        return fail(ErrorCode::InputTooLarge);
    USHER_TRY(checkEncoding(bytes));
    USHER_TRY(checkLimits(bytes, limits));

    const LibrarySilence silence;
    const ParserHandle parser(xmlNewParserCtxt());
    if (!parser)
        return fail(ErrorCode::Internal, {}, QStringLiteral("libxml2 gave no parser"));
    ParserReport report;
    parser->_private = &report;
    parser->sax->internalSubset = stopAtDoctype;
    parser->sax->serror = stopAtError;
    constexpr int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES;
    auto tree = std::make_unique<Tree>();
    tree->handle.reset(xmlCtxtReadMemory(parser.get(), bytes.constData(), int(bytes.size()), nullptr, nullptr, options));

    if (report.foundDoctype)
        return fail(ErrorCode::XmlDoctype);
    if (report.foundError) {
        return fail(ErrorCode::XmlMalformed, QStringLiteral("%1:%2").arg(report.line).arg(report.column),
                    QStringLiteral("libxml2 error %1").arg(report.libxmlCode));
    }
    if (!tree->handle || parser->wellFormed != 1 || parser->nsWellFormed != 1) // reported above, unless libxml2 forgot to
        return fail(ErrorCode::XmlMalformed);
    return Document(std::move(tree));
}

Document::Document(std::unique_ptr<Tree> tree) : m_tree(std::move(tree)) {}
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;
Document::~Document() = default;

Element Document::root() const
{
    return NodeAccess::element(xmlDocGetRootElement(m_tree->handle.get()));
}

} // namespace usher::xml
