// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xml/limit_check.h"

#include <algorithm>

namespace usher::xml {

namespace {

/// What one start tag declares.
struct TagCount
{
    int attributes = 0;
    int namespaces = 0;
    bool isEmptyElement = false;
    qsizetype end = -1; ///< just behind `>`; negative where the tag never ends
};

bool isBlank(char character)
{
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

/// Whether the attribute whose value opens at \p quote is a namespace declaration: `xmlns="` or `xmlns:p="`.
bool declaresNamespace(QByteArrayView bytes, qsizetype quote)
{
    qsizetype end = quote;
    while (end > 0 && (isBlank(bytes[end - 1]) || bytes[end - 1] == '='))
        --end;
    qsizetype begin = end;
    while (begin > 0 && !isBlank(bytes[begin - 1]) && bytes[begin - 1] != '"' && bytes[begin - 1] != '\'')
        --begin;
    const QByteArrayView name = bytes.sliced(begin, end - begin);
    return name == "xmlns" || name.startsWith("xmlns:");
}

/// Reads the start tag whose `<` stands before \p at; stops counting at \p attributeLimit.
TagCount countTag(QByteArrayView bytes, qsizetype at, int attributeLimit)
{
    TagCount count;
    while (at < bytes.size() && count.attributes <= attributeLimit) {
        const char character = bytes[at];
        if (character == '>') {
            count.isEmptyElement = bytes[at - 1] == '/';
            count.end = at + 1;
            return count;
        }
        if (character == '"' || character == '\'') {
            ++count.attributes;
            count.namespaces += declaresNamespace(bytes, at) ? 1 : 0;
            const qsizetype closing = bytes.indexOf(character, at + 1);
            if (closing < 0)
                return count;
            at = closing;
        }
        ++at;
    }
    return count;
}

/// Just behind \p terminator, looked for from \p at; the end of the bytes where there is none.
qsizetype behind(QByteArrayView bytes, QByteArrayView terminator, qsizetype at)
{
    const qsizetype found = bytes.indexOf(terminator, at);
    return found < 0 ? bytes.size() : found + terminator.size();
}

} // namespace

QString placeOf(QByteArrayView bytes, qsizetype offset)
{
    const QByteArrayView before = bytes.first(offset);
    const qsizetype line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = offset - before.lastIndexOf('\n');
    return QStringLiteral("%1:%2").arg(line).arg(column);
}

Result<void> checkLimits(QByteArrayView bytes, const Limits &limits)
{
    int elements = 0;
    int attributes = 0;
    int declarations = 0;
    std::vector<int> inScope{0}; // namespace declarations that count inside each open element

    for (qsizetype at = bytes.indexOf('<'); at >= 0; at = bytes.indexOf('<', at)) {
        const QByteArrayView rest = bytes.sliced(at);
        if (rest.startsWith("<!--")) {
            at = behind(bytes, "-->", at + 4);
        } else if (rest.startsWith("<![CDATA[")) {
            at = behind(bytes, "]]>", at);
        } else if (rest.startsWith("<?")) {
            at = behind(bytes, "?>", at);
        } else if (rest.startsWith("<!")) {
            return {};
        } else if (rest.startsWith("</")) {
            if (inScope.size() == 1)
                return {};
            inScope.pop_back();
            at = behind(bytes, ">", at);
        } else {
            const TagCount tag = countTag(bytes, at + 1, limits.attributesPerElement);
            attributes += tag.attributes;
            declarations += tag.namespaces;
            const int declared = inScope.back() + tag.namespaces;
            const auto refuse = [&](ErrorCode code, const char *what) {
                return fail(code, placeOf(bytes, at), QString::fromLatin1(what));
            };
            if (qsizetype(inScope.size()) > limits.depth)
                return refuse(ErrorCode::XmlTooDeep, "depth");
            if (++elements > limits.elements)
                return refuse(ErrorCode::XmlLimitExceeded, "elements");
            if (tag.attributes > limits.attributesPerElement || attributes > limits.attributes)
                return refuse(ErrorCode::XmlLimitExceeded, "attributes");
            if (declarations > limits.namespaceDeclarations || declared > limits.namespacesInScope)
                return refuse(ErrorCode::XmlLimitExceeded, "namespace declarations");
            if (tag.end < 0)
                return {};
            if (!tag.isEmptyElement)
                inScope.push_back(declared);
            at = tag.end;
        }
    }
    return {};
}

} // namespace usher::xml
