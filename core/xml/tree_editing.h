// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xml/libxml_handles.h"

/// What signing and encrypting do to a tree of our own making. The verifier changes no tree and needs none of this.
namespace usher::xml {

/// The element whose ID attribute is \p id. Error: NotFound.
[[nodiscard]] Result<Element> elementById(const Document &document, const QString &id);

/// An element for \p tree, from its text. Errors: those of Document::parse().
[[nodiscard]] Result<NodeHandle> nodeFor(xmlDoc *tree, const QByteArray &xml);

/// The whole document as UTF-8, without an XML declaration. Error: Internal.
[[nodiscard]] Result<QByteArray> serialise(const Document &document);

/// One element as a document of its own, with every namespace that it can see (Canonical XML 1.0). Error: Internal.
[[nodiscard]] Result<QByteArray> serialise(const Element &element);

} // namespace usher::xml
