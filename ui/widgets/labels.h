// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QWidget;

/// Labels in the theme's few sizes. Text is plain: what comes from a directory or a provider is never read as markup.
namespace usher {

[[nodiscard]] QLabel *titleLabel(const QString &text, QWidget *parent = nullptr);
[[nodiscard]] QLabel *headingLabel(const QString &text, QWidget *parent = nullptr);
[[nodiscard]] QLabel *strongLabel(const QString &text, QWidget *parent = nullptr);
/// Wrapped text.
[[nodiscard]] QLabel *bodyLabel(const QString &text, QWidget *parent = nullptr);
/// Wrapped, muted: what a thing means.
[[nodiscard]] QLabel *helpLabel(const QString &text, QWidget *parent = nullptr);
/// Small and muted.
[[nodiscard]] QLabel *captionLabel(const QString &text, QWidget *parent = nullptr);
/// A value that people may want to select and copy.
[[nodiscard]] QLabel *valueLabel(const QString &text, QWidget *parent = nullptr);

/// \p text for a tooltip, which would read markup: the characters themselves are shown.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace usher
