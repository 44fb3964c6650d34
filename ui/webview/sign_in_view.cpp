// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/sign_in_view.h"

#include <QContextMenuEvent>
#include <QMenu>
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

} // namespace

SignInView::SignInView(EmbeddedViewListener &listener, const Clock &clock, std::shared_ptr<WebProfile> profile)
    : m_listener(listener), m_clock(clock), m_profile(std::move(profile)), m_widget(new FormView)
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

void SignInView::open(const BrowserErrand &errand)
{
    m_profile->guard.setErrand(errand);
    m_page = std::make_unique<SignInWebPage>(m_profile->engine, m_clock, errand);
    listen();
    m_widget->setPage(m_page.get());
    m_page->load(errand.address);
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
        m_page.get(), &SignInWebPage::providerFailed, this,
        [this](const EntraFailure &failure) { m_listener.providerFailed(failure); }, Qt::QueuedConnection);
    connect(
        m_page.get(), &SignInWebPage::providerRecovered, this, [this] { m_listener.providerRecovered(); }, Qt::QueuedConnection);
    connect(
        m_page.get(), &SignInWebPage::captured, this,
        [this](const SamlPost &post) {
            m_page.reset();
            m_listener.captured(post);
        },
        Qt::QueuedConnection);
    connect(
        m_page.get(), &SignInWebPage::loggedOut, this,
        [this](const QByteArray &query) {
            m_page.reset();
            m_listener.loggedOut(query);
        },
        Qt::QueuedConnection);
    connect(
        m_page.get(), &SignInWebPage::failed, this, [this](const Error &error) { m_listener.failed(error); }, Qt::QueuedConnection);
}

} // namespace usher::webview
