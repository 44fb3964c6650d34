// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/error_page_watch.h"

#include "ui/webview/provider_page.h"

#include <QPointer>
#include <QTimer>
#include <QWebEngineLoadingInfo>
#include <QWebEnginePage>
#include <QWebEngineScript>

#include <chrono>

namespace usher::webview {

namespace {

using namespace std::chrono_literals;

/// Microsoft's pages write themselves by script after they were loaded.
constexpr std::array looks{0ms, 500ms, 2000ms};

} // namespace

ErrorPageWatch::ErrorPageWatch(QWebEnginePage &page, const BrowserErrand &errand) : m_page(page), m_errand(errand)
{
    if (errand.awaited != BrowserErrand::Awaited::PostedResponse)
        return;
    connect(&page, &QWebEnginePage::loadingChanged, this, [this](const QWebEngineLoadingInfo &info) {
        if (info.status() == QWebEngineLoadingInfo::LoadStartedStatus)
            return leave();
        // An error page may come with a status of 400 or more, which counts as failed.
        const bool isShown = info.status() == QWebEngineLoadingInfo::LoadSucceededStatus ||
                             info.errorDomain() == QWebEngineLoadingInfo::HttpStatusCodeDomain;
        if (!isShown || !isProviders(m_page.url(), m_errand))
            return;
        for (const auto after : looks)
            QTimer::singleShot(after, this, [this, load = m_load] { look(load); });
    });
}

void ErrorPageWatch::leave()
{
    ++m_load;
    if (std::exchange(m_found, std::nullopt))
        Q_EMIT gone();
}

void ErrorPageWatch::look(int load)
{
    if (load != m_load)
        return;
    m_page.runJavaScript(pageReadingScript(), QWebEngineScript::ApplicationWorld,
                         [watch = QPointer(this), load](const QVariant &answer) {
                             if (!watch || watch->m_load != load)
                                 return;
                             const std::optional<EntraFailure> failure = failureOnPage(providerPageFrom(answer));
                             if (!failure || failure == watch->m_found)
                                 return;
                             watch->m_found = failure;
                             Q_EMIT watch->found(*failure);
                         });
}

} // namespace usher::webview
