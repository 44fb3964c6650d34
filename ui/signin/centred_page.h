// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace usher {

/// Puts one thing in the middle of \p page, a little above, as wide as a form.
void centreIn(QWidget *page, QWidget *content);

} // namespace usher
