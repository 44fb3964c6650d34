// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/browser_door.h"

#include "core/saml/address.h"
#include "ui/signin/centred_page.h"
#include "ui/signin/origin_bar.h"
#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copy_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace usher {

namespace {

using Awaited = BrowserErrand::Awaited;

LoopbackListener::Pages pages()
{
    return {{BrowserDoor::tr("Usher has the answer"), BrowserDoor::tr("You can close this tab and go back to Usher.")},
            {BrowserDoor::tr("Usher did not expect this"),
             BrowserDoor::tr("Nothing has happened. Go back to Usher, and begin there.")}};
}

QString headingFor(const BrowserErrand &errand)
{
    if (errand.awaited == Awaited::LogoutAnswer)
        return BrowserDoor::tr("Signing out in your browser");
    return errand.address.isEmpty() ? BrowserDoor::tr("Waiting for a sign-in from Entra")
                                    : BrowserDoor::tr("Continue in your browser");
}

QString instructionFor(const BrowserErrand &errand)
{
    const QString origin = originText(errand.address);
    if (errand.awaited == Awaited::LogoutAnswer)
        return BrowserDoor::tr("Your browser is open at %1. When you are signed out there, it comes back by itself.").arg(origin);
    if (errand.address.isEmpty())
        return BrowserDoor::tr(
                   "In Entra, press Test under Single sign-on, or open the application in My Apps. Usher listens at %1, and "
                   "only while you see this.")
            .arg(addressText(errand.answerAddress));
    return BrowserDoor::tr("Your browser is open at %1. Sign in there; the answer comes back by itself.").arg(origin);
}

} // namespace

OpenAddress systemBrowser()
{
    return [](const QUrl &address) { return QDesktopServices::openUrl(address); };
}

BrowserDoor::BrowserDoor(const Clock &clock, OpenAddress openAddress, std::chrono::milliseconds patience, QWidget *parent)
    : Door(parent)
    , m_clock(clock)
    , m_openAddress(std::move(openAddress))
    , m_patience(patience)
    , m_card(new Card)
    , m_remaining(captionLabel({}))
    , m_otherDoor(new QPushButton(tr("Sign in &inside this window")))
    , m_leave(new QPushButton(tr("&Cancel")))
{
    theme::setButtonRole(m_otherDoor, theme::ButtonRole::Quiet);
    connect(m_otherDoor, &QPushButton::clicked, this, &Door::otherDoorRequested);
    connect(m_leave, &QPushButton::clicked, this, &Door::left);
    centreIn(this, m_card);
    m_card->hide();
}

void BrowserDoor::open(const BrowserErrand &errand)
{
    auto listener = LoopbackListener::listen(errand, m_clock, pages(), {.waiting = m_patience});
    if (!listener)
        return Q_EMIT failed(listener.error());
    m_listener = *std::move(listener);
    connect(m_listener.get(), &LoopbackListener::captured, this, &Door::captured);
    connect(m_listener.get(), &LoopbackListener::loggedOut, this, &Door::loggedOut);
    connect(m_listener.get(), &LoopbackListener::failed, this, &Door::failed);
    showErrand(errand);
}

void BrowserDoor::showErrand(const BrowserErrand &errand)
{
    const bool waitsOnly = errand.address.isEmpty();
    const bool opened = !waitsOnly && m_openAddress(errand.address);
    QVBoxLayout *rows = m_card->body();
    if (waitsOnly || opened) {
        rows->addWidget(headingLabel(headingFor(errand)));
        rows->addWidget(bodyLabel(instructionFor(errand)));
    } else {
        rows->addWidget(headingLabel(tr("Open the address in a browser")));
        rows->addWidget(new Banner(theme::Tone::Warning, tr("No browser could be opened from here.")));
    }
    if (!waitsOnly) {
        auto *address = new CopyField(tr("the address"));
        address->setText(addressText(errand.address));
        const QString help = opened ? tr("If no browser opened, copy this into one on this computer.")
                                    : tr("Copy this into a browser on this computer.");
        rows->addWidget(new FormField({tr("&Address"), help, {}}, address));
    }
    rows->addWidget(m_remaining);
    addButtons(errand);
    m_card->show();
    m_leave->setFocus();

    auto *second = new QTimer(this);
    connect(second, &QTimer::timeout, this, &BrowserDoor::showRemaining);
    second->start(std::chrono::seconds(1));
    showRemaining();
}

void BrowserDoor::addButtons(const BrowserErrand &errand)
{
    const bool signsOut = errand.awaited == Awaited::LogoutAnswer;
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addWidget(m_otherDoor);
    buttons->addStretch(1);
    m_card->body()->addLayout(buttons); // before any of them is shown: without a parent it would be a window
    m_otherDoor->setVisible(!errand.address.isEmpty() && !signsOut);
    if (signsOut)
        m_leave->setText(tr("&Skip"));
}

void BrowserDoor::showRemaining()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_listener->remaining()).count();
    m_remaining->setText(tr("Usher waits another %1:%2 minutes.").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0')));
}

} // namespace usher
