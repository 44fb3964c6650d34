// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/web_profile.h"

#include "ui/webview/navigation.h"

#include <QLocale>
#include <QWebEngineDownloadRequest>
#include <QWebEngineUrlRequestInfo>

namespace usher::webview {

void RequestGuard::interceptRequest(QWebEngineUrlRequestInfo &request)
{
    request.block(!mayBeFetched(request.requestUrl(), m_errand));
}

WebProfile::WebProfile()
{
    engine.setHttpCacheType(QWebEngineProfile::MemoryHttpCache);
    engine.setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    engine.setSpellCheckEnabled(false);
    engine.setHttpAcceptLanguage(QLocale().uiLanguages().join(u','));
    engine.setUrlRequestInterceptor(&guard);
    QObject::connect(&engine, &QWebEngineProfile::downloadRequested, &engine,
                     [](QWebEngineDownloadRequest *download) { download->cancel(); });
}

} // namespace usher::webview
