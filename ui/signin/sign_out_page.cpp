// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/sign_out_page.h"

#include "core/explain/explain.h"
#include "ui/signin/embedded_door.h"
#include "ui/widgets/job.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace usher {

SignOutPage::SignOutPage(SignOut &signOut, const Clock &clock, OpenAddress openAddress, Patience patience, QWidget *parent)
    : QWidget(parent)
    , m_signOut(signOut)
    , m_clock(clock)
    , m_openAddress(std::move(openAddress))
    , m_patience(patience)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, [this] { giveUp({ErrorCode::BrowserTimeout}); });
    auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] { giveUp({ErrorCode::BrowserTimeout}); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
}

void SignOutPage::start(const Session &session, const std::optional<Entrance> &entrance)
{
    m_entrance = entrance.value_or(Entrance{});
    runJob(
        this, [&signOut = m_signOut, session] { return signOut.begin(session); },
        [this](const Result<std::optional<BegunSignOut>> &begun) {
            if (!begun)
                return giveUp(begun.error());
            if (!*begun)
                return finish(std::nullopt);
            m_begun = *begun;
            openDoor({m_begun->address, m_begun->answerAddress, BrowserErrand::Awaited::LogoutAnswer});
        });
}

void SignOutPage::openDoor(const BrowserErrand &errand)
{
    if (m_entrance.door == DoorKind::Browser) {
        m_door = new BrowserDoor(m_clock, m_openAddress, m_patience.browser);
    } else {
        m_door = new EmbeddedDoor(m_clock, m_entrance.profile);
        m_timer->start(m_patience.embedded);
    }
    connect(m_door, &Door::loggedOut, this, &SignOutPage::judge);
    connect(m_door, &Door::failed, this, &SignOutPage::giveUp);
    connect(m_door, &Door::left, this, [this] { giveUp({ErrorCode::BrowserTimeout}); });
    layout()->addWidget(m_door);
    m_door->open(errand);
}

void SignOutPage::judge(const QByteArray &query)
{
    m_timer->stop();
    runJob(
        this, [&signOut = m_signOut, begun = *m_begun, query] { return signOut.complete(begun, query); },
        [this](const Result<LogoutAnswer> &answer) {
            if (!answer)
                return finish(SignOutNote{theme::Tone::Warning, explain::words(answer.error()).paragraph()});
            const bool complete = answer->outcome == LogoutAnswer::Outcome::Complete;
            const SignOutNote note{complete ? theme::Tone::Good : theme::Tone::Warning, explain::sentence(*answer)};
            if (answer->reply.isEmpty())
                finish(note);
            else
                openReply(answer->reply, note);
        });
}

/// The provider had asked something itself, and gets its answer; nothing comes after it.
void SignOutPage::openReply(const QUrl &reply, const SignOutNote &note)
{
    if (m_entrance.door == DoorKind::Browser) {
        m_openAddress(reply);
        return finish(note);
    }
    m_door->disconnect(this);
    m_door->deleteLater();
    m_door = new EmbeddedDoor(m_clock, m_entrance.profile);
    for (const auto end : {&Door::pageLoaded, &Door::left})
        connect(m_door, end, this, [this, note] { finish(note); });
    connect(m_door, &Door::failed, this, [this, note] { finish(note); });
    layout()->addWidget(m_door);
    m_door->open({reply, m_begun->answerAddress, BrowserErrand::Awaited::LogoutAnswer});
    m_timer->start(m_patience.embedded);
}

void SignOutPage::giveUp(const Error &error)
{
    const explain::Words unconfirmed = explain::words({ErrorCode::SignOutUnconfirmed});
    QStringList sentences{unconfirmed.what};
    if (error.code != ErrorCode::BrowserTimeout)
        sentences.append(explain::words(error).what);
    if (m_entrance.door == DoorKind::Browser) // what the embedded page knew goes with its profile
        sentences.append(unconfirmed.remedy);
    finish(SignOutNote{theme::Tone::Warning, sentences.join(u' ')});
}

void SignOutPage::finish(const std::optional<SignOutNote> &note)
{
    m_timer->stop();
    if (m_door)
        m_door->disconnect(this);
    if (!std::exchange(m_finished, true))
        Q_EMIT finished(note);
}

} // namespace usher
