// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/webview/embedded_view.h"
#include "ui/webview/sign_in_web_page.h"

#include <QObject>
#include <QPointer>
#include <QWebEngineUrlRequestInterceptor>

class QWebEngineProfile;
class QWebEngineView;

namespace usher::webview {

/// Keeps the network from everything that navigation rules can't see: images, frames, scripts.
class RequestGuard final : public QWebEngineUrlRequestInterceptor
{
public:
    void setErrand(const Errand &errand) { m_errand = errand; }
    void interceptRequest(QWebEngineUrlRequestInfo &request) override;

private:
    Errand m_errand;
};

/// One sign-in: its profile, off the record, and its page.
class SignInView final : public QObject, public EmbeddedView
{
public:
    SignInView(EmbeddedViewListener &listener, const Clock &clock);
    ~SignInView() override;

    [[nodiscard]] QWidget *widget() override;
    void open(const QUrl &signIn, const QUrl &assertionConsumerService) override;

private:
    void listen();

    EmbeddedViewListener &m_listener;
    const Clock &m_clock;
    RequestGuard m_guard;
    // Destroyed from the last to the first: Qt wants the page gone before its profile.
    std::unique_ptr<QWebEngineProfile> m_profile;
    QPointer<QWebEngineView> m_widget; ///< a parent may have been faster
    std::unique_ptr<SignInWebPage> m_page;
};

} // namespace usher::webview
