// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/sign_out.h"
#include "ui/signin/browser_door.h"
#include "ui/theme/tokens.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace usher {

/// What became of a sign-out at the provider; the one here has happened in any case.
struct SignOutNote
{
    theme::Tone tone = theme::Tone::Warning;
    QString text;
};

/// The way out, through the door of the sign-in: asks the provider to end its session too, for a little while. Whoever shows it has
/// ended the session here before.
class SignOutPage : public QWidget
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds embedded = std::chrono::seconds(15);
        std::chrono::milliseconds browser = std::chrono::seconds(30);
    };

    SignOutPage(SignOut &signOut, const Clock &clock, OpenAddress openAddress, Patience patience, QWidget *parent = nullptr);

    /// Once. \param entrance  nothing for a local account
    void start(const Session &session, const std::optional<Entrance> &entrance);

Q_SIGNALS:
    /// Once. No note where nobody had to be asked.
    void finished(const std::optional<usher::SignOutNote> &note);

private:
    void openDoor(const BrowserErrand &errand);
    void judge(const QByteArray &query);
    void openReply(const QUrl &reply, const SignOutNote &note);
    void giveUp(const Error &error);
    void finish(const std::optional<SignOutNote> &note);

    SignOut &m_signOut;
    const Clock &m_clock;
    OpenAddress m_openAddress;
    Patience m_patience;
    Entrance m_entrance;
    std::optional<BegunSignOut> m_begun;
    QPointer<Door> m_door;
    QTimer *m_timer;
    bool m_finished = false;
};

} // namespace usher
