// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/sign_in_web_page.h"

#include "ui/webview/navigation.h"
#include "ui/webview/page_form.h"

#include <QWebEngineCertificateError>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineLoadingInfo>
#include <QWebEngineQuotaRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>
#include <QWebEngineScript>
#include <QWebEngineSettings>

namespace usher::webview {

namespace {

/// net::ERR_ABORTED: a navigation that we refused, or that another one overtook.
constexpr int aborted = -3;

void configure(QWebEngineSettings &settings)
{
    using Settings = QWebEngineSettings;
    settings.setAttribute(Settings::JavascriptEnabled, true);
    for (const auto attribute : {Settings::JavascriptCanOpenWindows, Settings::JavascriptCanAccessClipboard,
                                 Settings::JavascriptCanPaste, Settings::AllowRunningInsecureContent,
                                 Settings::AllowGeolocationOnInsecureOrigins, Settings::AllowWindowActivationFromJavaScript,
                                 Settings::LocalContentCanAccessFileUrls, Settings::LocalContentCanAccessRemoteUrls,
                                 Settings::PluginsEnabled, Settings::PdfViewerEnabled, Settings::FullScreenSupportEnabled,
                                 Settings::ScreenCaptureEnabled, Settings::WebGLEnabled, Settings::HyperlinkAuditingEnabled,
                                 Settings::DnsPrefetchEnabled, Settings::NavigateOnDropEnabled, Settings::ErrorPageEnabled})
        settings.setAttribute(attribute, false);
    settings.setAttribute(Settings::WebRTCPublicInterfacesOnly, true);
    settings.setUnknownUrlSchemePolicy(Settings::DisallowUnknownUrlSchemes);
}

} // namespace

SignInWebPage::SignInWebPage(QWebEngineProfile &profile, const Clock &clock, const BrowserErrand &errand)
    : QWebEnginePage(&profile), m_clock(clock), m_errand(errand), m_errorPage(*this, errand)
{
    connect(&m_errorPage, &ErrorPageWatch::found, this, &SignInWebPage::providerFailed);
    connect(&m_errorPage, &ErrorPageWatch::gone, this, &SignInWebPage::providerRecovered);
    configure(*settings());
    refuseWhatASignInNeedsNot();
    watchFailures();
}

SignInWebPage::~SignInWebPage() = default;

void SignInWebPage::refuseWhatASignInNeedsNot()
{
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl &origin, Feature feature) { setFeaturePermission(origin, feature, PermissionDeniedByUser); });
    connect(this, &QWebEnginePage::fullScreenRequested, this, [](QWebEngineFullScreenRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::quotaRequested, this, [](QWebEngineQuotaRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
}

void SignInWebPage::watchFailures()
{
    connect(this, &QWebEnginePage::certificateError, this, [](QWebEngineCertificateError error) { error.rejectCertificate(); });
    connect(this, &QWebEnginePage::loadingChanged, this, [this](const QWebEngineLoadingInfo &info) {
        if (info.status() != QWebEngineLoadingInfo::LoadFailedStatus || info.errorCode() == aborted)
            return;
        // A provider's own error page comes with a status of 400 or more and is there to be read.
        if (info.errorDomain() == QWebEngineLoadingInfo::HttpStatusCodeDomain)
            return;
        const bool certificate = info.errorDomain() == QWebEngineLoadingInfo::CertificateErrorDomain;
        end({certificate ? ErrorCode::NetworkRefusedCertificate : ErrorCode::PageUnreachable, info.url().host(),
             QStringLiteral("%1 (%2)").arg(info.errorString()).arg(info.errorCode())});
    });
    connect(this, &QWebEnginePage::renderProcessTerminated, this, [this](RenderProcessTerminationStatus status, int exitCode) {
        if (status != NormalTerminationStatus)
            end({ErrorCode::PageCrashed, {}, QStringLiteral("exit code %1").arg(exitCode)});
    });
}

bool SignInWebPage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    const Navigation navigation{url, isMainFrame ? Navigation::Frame::Main : Navigation::Frame::Sub,
                                type == NavigationTypeFormSubmitted ? Navigation::Kind::FormSubmitted : Navigation::Kind::Other};
    switch (judgeNavigation(navigation, m_errand)) {
    case Verdict::Follow:
        return !m_ended;
    case Verdict::CaptureForm:
        capture(m_clock.now());
        return false;
    case Verdict::CaptureAddress:
        if (!std::exchange(m_ended, true))
            Q_EMIT loggedOut(url.query(QUrl::FullyEncoded).toLatin1());
        return false;
    case Verdict::Ignore:
        return false;
    case Verdict::RefuseInsecure:
        end({ErrorCode::PageInsecure, url.host(), {}});
        return false;
    case Verdict::RefuseUnreadable:
        end({ErrorCode::ResponseNotCaptured, m_errand.answerAddress.toString(),
             QStringLiteral("navigation type %1%2").arg(int(type)).arg(isMainFrame ? QString() : QStringLiteral(", in a frame"))});
        return false;
    }
    return false;
}

void SignInWebPage::capture(TimePoint at)
{
    if (std::exchange(m_ended, true))
        return;
    const auto answered = [at, alive = std::weak_ptr(m_alive)](const QVariant &answer) {
        const auto page = alive.lock();
        if (!page)
            return;
        const Result<SamlPost> post = postOf(formsFrom(answer), (*page)->m_errand.answerAddress, at);
        if (post)
            Q_EMIT(*page)->captured(*post);
        else
            Q_EMIT(*page)->failed(post.error());
    };
    runJavaScript(formReadingScript(), QWebEngineScript::ApplicationWorld, answered);
}

void SignInWebPage::end(const Error &error)
{
    if (!std::exchange(m_ended, true))
        Q_EMIT failed(error);
}

QWebEnginePage *SignInWebPage::createWindow(WebWindowType)
{
    return nullptr; // no pop-ups
}

QStringList SignInWebPage::chooseFiles(FileSelectionMode, const QStringList &, const QStringList &)
{
    return {};
}

// The engine's own answers to these three open a dialog and wait for it.
void SignInWebPage::javaScriptAlert(const QUrl &, const QString &) {}

bool SignInWebPage::javaScriptConfirm(const QUrl &, const QString &)
{
    return false;
}

bool SignInWebPage::javaScriptPrompt(const QUrl &, const QString &, const QString &, QString *)
{
    return false;
}

void SignInWebPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int, const QString &)
{
    // What a sign-in page writes there may be somebody's; it goes nowhere.
}

} // namespace usher::webview
