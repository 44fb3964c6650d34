// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/saml/saml_post.h"
#include "ui/webview/error_page_watch.h"
#include "ui/webview/navigation.h"

#include <QUrl>
#include <QWebEnginePage>

#include <memory>

namespace usher::webview {

/// The identity provider's page. Follows https only, refuses everything a sign-in does not need, and hands over the answer
/// instead of sending it. Tells one end, captured(), loggedOut() or failed(), and nothing after it.
class SignInWebPage final : public QWebEnginePage
{
    Q_OBJECT

public:
    SignInWebPage(QWebEngineProfile &profile, const Clock &clock, const BrowserErrand &errand);
    ~SignInWebPage() override;

Q_SIGNALS:
    void captured(const usher::SamlPost &post);
    void loggedOut(const QByteArray &query);
    void failed(const usher::Error &error);
    /// The page is the provider's error page; no end, the person may go on with it.
    void providerFailed(const usher::EntraFailure &failure);
    void providerRecovered();

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage *createWindow(WebWindowType type) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles, const QStringList &acceptedMimeTypes) override;
    void javaScriptAlert(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptConfirm(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptPrompt(const QUrl &securityOrigin, const QString &message, const QString &defaultValue,
                          QString *result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;

private:
    void refuseWhatASignInNeedsNot();
    void watchFailures();
    void capture(TimePoint at);
    void end(const Error &error);

    const Clock &m_clock;
    const BrowserErrand m_errand;
    bool m_ended = false;
    ErrorPageWatch m_errorPage;
    /// Expires before QWebEnginePage answers the scripts that still run with nothing.
    std::shared_ptr<SignInWebPage *> m_alive = std::make_shared<SignInWebPage *>(this);
};

} // namespace usher::webview
