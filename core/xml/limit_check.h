// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xml/document.h"

#include <QByteArrayView>

namespace usher::xml {

/// Counts the tags of a document before a parser sees it, in one pass: libxml2 compares each attribute of an element with
/// every other before it reports the first (60,000 of them cost seconds), so a cap must fire earlier (threat 24).
/// It only ever refuses. Where the text stops being well-formed, or a DOCTYPE begins, the count ends, and so does
/// the parser.
/// Errors: XmlTooDeep, XmlLimitExceeded, with `line:column` as the subject.
[[nodiscard]] Result<void> checkLimits(QByteArrayView bytes, const Limits &limits);

/// `line:column`, both from 1, of the byte at \p offset.
[[nodiscard]] QString placeOf(QByteArrayView bytes, qsizetype offset);

} // namespace usher::xml
