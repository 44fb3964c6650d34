// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/webview/embedded_view.h"
#include "ui/webview/sign_in_web_page.h"
#include "ui/webview/web_profile.h"

#include <QObject>
#include <QPointer>

class QWebEngineView;

namespace usher::webview {

/// One errand: its page, in a profile that may outlive it.
class SignInView final : public QObject, public EmbeddedView
{
public:
    SignInView(EmbeddedViewListener &listener, const Clock &clock, std::shared_ptr<WebProfile> profile);
    ~SignInView() override;

    [[nodiscard]] QWidget *widget() override;
    void open(const BrowserErrand &errand) override;

private:
    void listen();

    EmbeddedViewListener &m_listener;
    const Clock &m_clock;
    // Destroyed from the last to the first: Qt wants the page gone before its profile.
    std::shared_ptr<WebProfile> m_profile;
    QPointer<QWebEngineView> m_widget; ///< a parent may have been faster
    std::unique_ptr<SignInWebPage> m_page;
};

} // namespace usher::webview
