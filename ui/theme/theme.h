// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"
#include "ui/theme/tokens.h"

#include <QObject>

class QApplication;
class QPalette;

namespace usher::theme {

/// The tokens as Qt knows colours.
[[nodiscard]] QPalette palette(const Colours &colours);
/// The one style sheet, on top of Fusion.
[[nodiscard]] QString styleSheet(Scheme scheme, const TypeSizes &sizes);

/// Dresses the application, and follows the system where the settings say so. One for each application, made before its
/// first window.
class Theme : public QObject
{
    Q_OBJECT

public:
    Theme(QApplication &application, Appearance appearance);

    void setAppearance(Appearance appearance);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void schemeChanged(usher::theme::Scheme scheme);

private:
    void dress();
    [[nodiscard]] Scheme wantedScheme() const;

    QApplication &m_application;
    Appearance m_appearance;
    Scheme m_systemScheme;
    Scheme m_scheme;
    TypeSizes m_sizes;
};

} // namespace usher::theme
