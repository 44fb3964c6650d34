// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/sign_in_view.h"

#include "ui/webview/navigation.h"

#include <QContextMenuEvent>
#include <QLocale>
#include <QMenu>
#include <QWebEngineDownloadRequest>
#include <QWebEngineProfile>
#include <QWebEngineUrlRequestInfo>
#include <QWebEngineView>

namespace usher::webview {

namespace {

/// A view whose context menu holds what typing into a form needs, and nothing that leaves the page.
class FormView final : public QWebEngineView
{
protected:
    void contextMenuEvent(QContextMenuEvent *event) override
    {
        if (page() == nullptr)
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const auto action : {QWebEnginePage::Cut, QWebEnginePage::Copy, QWebEnginePage::Paste, QWebEnginePage::SelectAll})
            menu->addAction(page()->action(action));
        menu->popup(event->globalPos());
    }
};

std::unique_ptr<QWebEngineProfile> makeProfile(RequestGuard &guard)
{
    auto profile = std::make_unique<QWebEngineProfile>(); // without a name it is off the record
    profile->setHttpCacheType(QWebEngineProfile::MemoryHttpCache);
    profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    profile->setSpellCheckEnabled(false);
    profile->setHttpAcceptLanguage(QLocale().uiLanguages().join(u','));
    profile->setUrlRequestInterceptor(&guard);
    QObject::connect(profile.get(), &QWebEngineProfile::downloadRequested, profile.get(),
                     [](QWebEngineDownloadRequest *download) { download->cancel(); });
    return profile;
}

} // namespace

void RequestGuard::interceptRequest(QWebEngineUrlRequestInfo &request)
{
    request.block(!mayBeFetched(request.requestUrl(), m_errand));
}

SignInView::SignInView(EmbeddedViewListener &listener, const Clock &clock)
    : m_listener(listener), m_clock(clock), m_profile(makeProfile(m_guard)), m_widget(new FormView)
{
}

SignInView::~SignInView()
{
    m_page.reset();
    delete m_widget;
}

QWidget *SignInView::widget()
{
    return m_widget;
}

void SignInView::open(const QUrl &signIn, const QUrl &assertionConsumerService)
{
    const Errand errand{signIn, assertionConsumerService};
    m_guard.setErrand(errand);
    m_page = std::make_unique<SignInWebPage>(*m_profile, m_clock, errand);
    listen();
    m_widget->setPage(m_page.get());
    m_page->load(signIn);
}

void SignInView::listen()
{
    // Queued, so that whoever listens may destroy this view at once.
    connect(
        m_page.get(), &QWebEnginePage::urlChanged, this, [this](const QUrl &url) { m_listener.pageChanged(url); },
        Qt::QueuedConnection);
    connect(
        m_page.get(), &QWebEnginePage::loadProgress, this, [this](int percent) { m_listener.loadProgressed(percent); },
        Qt::QueuedConnection);
    connect(
        m_page.get(), &SignInWebPage::captured, this,
        [this](const SamlPost &post) {
            // The profile stays: single logout will need its session.
            m_page.reset();
            m_listener.captured(post);
        },
        Qt::QueuedConnection);
    connect(
        m_page.get(), &SignInWebPage::failed, this, [this](const Error &error) { m_listener.failed(error); }, Qt::QueuedConnection);
}

} // namespace usher::webview
