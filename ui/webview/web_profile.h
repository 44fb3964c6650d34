// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/saml/browser_errand.h"
#include "ui/webview/embedded_view.h"

#include <QWebEngineProfile>
#include <QWebEngineUrlRequestInterceptor>

namespace usher::webview {

/// Keeps the network from everything that navigation rules can't see: images, frames, scripts.
class RequestGuard final : public QWebEngineUrlRequestInterceptor
{
public:
    void setErrand(const BrowserErrand &errand) { m_errand = errand; }
    void interceptRequest(QWebEngineUrlRequestInfo &request) override;

private:
    BrowserErrand m_errand;
};

/// Off the record: cookies and cache are in memory, and end with it.
struct WebProfile final : EmbeddedProfile
{
    WebProfile();

    RequestGuard guard;
    QWebEngineProfile engine; // without a name it is off the record
};

} // namespace usher::webview
