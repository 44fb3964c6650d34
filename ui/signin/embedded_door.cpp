// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/embedded_door.h"

#include "core/capture/loopback_listener.h"
#include "core/explain/explain.h"
#include "ui/signin/entra_failure_panel.h"
#include "ui/signin/origin_bar.h"
#include "ui/theme/tokens.h"
#include "ui/webview/plugin_loader.h"

#include <QVBoxLayout>

namespace usher {

namespace {

/// Where both a page and the panel beside it can be read.
constexpr int narrowest = theme::space::one * 104;

} // namespace

EmbeddedDoor::EmbeddedDoor(const Clock &clock, std::shared_ptr<EmbeddedProfile> profile, QWidget *parent)
    : Door(parent)
    , m_clock(clock)
    , m_profile(std::move(profile))
    , m_origin(new OriginBar)
    , m_below(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_failure(new EntraFailurePanel)
{
    connect(m_origin, &OriginBar::cancelled, this, &Door::left);
    connect(m_origin, &OriginBar::browserRequested, this, &Door::otherDoorRequested);
    connect(m_failure, &EntraFailurePanel::browserRequested, this, &Door::otherDoorRequested);
    m_failure->hide();

    m_below->addStretch(1);
    m_below->addWidget(m_failure);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_origin);
    layout->addLayout(m_below, 1);
}

EmbeddedDoor::~EmbeddedDoor() = default;

void EmbeddedDoor::open(const BrowserErrand &errand)
{
    if (errand.awaited == BrowserErrand::Awaited::LogoutAnswer)
        m_origin->offerSkip();
    else if (!isLoopbackAddress(errand.answerAddress))
        shutBrowser(explain::words({ErrorCode::ReplyUrlNotLoopback, errand.answerAddress.toString()}).paragraph());
    const Result<EmbeddedViewFactory *> factory = loadEmbeddedViews();
    if (!factory)
        return Q_EMIT Door::failed(factory.error());
    if (!m_profile)
        m_profile = (*factory)->makeProfile();
    m_view = (*factory)->create(*this, m_clock, m_profile);
    QWidget *page = m_view->widget();
    m_below->insertWidget(0, page, 1'000); // all the room that there is
    setFocusProxy(page);
    page->setFocus();
    m_view->open(errand);
}

void EmbeddedDoor::shutBrowser(const QString &why)
{
    m_origin->shutBrowser(why);
    m_failure->shutBrowser(why);
}

void EmbeddedDoor::resizeEvent(QResizeEvent *)
{
    const bool isNarrow = width() < narrowest;
    m_below->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_failure->setPlace(isNarrow ? EntraFailurePanel::Place::Below : EntraFailurePanel::Place::Beside);
}

void EmbeddedDoor::pageChanged(const QUrl &address)
{
    m_origin->setAddress(address);
}

void EmbeddedDoor::loadProgressed(int percent)
{
    m_origin->setProgress(percent);
    if (percent == 100)
        Q_EMIT pageLoaded();
}

void EmbeddedDoor::providerFailed(const EntraFailure &failure)
{
    m_failure->showFailure(failure);
}

void EmbeddedDoor::providerRecovered()
{
    m_failure->hide();
}

void EmbeddedDoor::captured(const SamlPost &post)
{
    Q_EMIT Door::captured(post);
}

void EmbeddedDoor::loggedOut(const QByteArray &query)
{
    Q_EMIT Door::loggedOut(query);
}

void EmbeddedDoor::failed(const Error &error)
{
    m_view.reset();
    Q_EMIT Door::failed(error);
}

} // namespace usher
