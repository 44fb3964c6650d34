// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/browser_errand.h"
#include "core/saml/entra_failure.h"

#include <QObject>

#include <optional>

class QWebEnginePage;

namespace usher::webview {

/// Looks whether the page that was loaded is the provider's error page. Only looks: the page stays as it is.
class ErrorPageWatch final : public QObject
{
    Q_OBJECT

public:
    /// Must not outlive \p page.
    ErrorPageWatch(QWebEnginePage &page, const BrowserErrand &errand);

Q_SIGNALS:
    /// Again for the same page when it says more.
    void found(const usher::EntraFailure &failure);
    /// The page that was found gives way to another.
    void gone();

private:
    void leave();
    /// \p load  the one that the page came with; another one since, and there is nothing to look at
    void look(int load);

    QWebEnginePage &m_page;
    const BrowserErrand m_errand;
    int m_load = 0;
    std::optional<EntraFailure> m_found;
};

} // namespace usher::webview
