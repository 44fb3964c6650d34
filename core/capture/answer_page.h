// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/page_text.h"

#include <QHttpServerResponse>

namespace usher::capture {

/// A page of ours: no script, nothing fetched, nothing of what was sent in it, nothing kept.
[[nodiscard]] QHttpServerResponse answerPage(const PageText &text, QHttpServerResponse::StatusCode status);

} // namespace usher::capture
