// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/signin/browser_door.h"
#include "ui/signin/door.h"
#include "ui/signin/sign_in_flow.h"

#include <QFuture>
#include <QPointer>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace usher {

class ErrorPanel;
class StageList;

/// One sign-in at the provider, from request to session, through either door: then how far the response has come, or why it was
/// refused. The sign-in page and the test sign-in share it.
class ProviderSignIn : public QWidget
{
    Q_OBJECT

public:
    ProviderSignIn(SignIn &signIn, OpenAddress openAddress, QWidget *parent = nullptr);

    /// Where a sign-in starts: here, or at the provider, which then posts what nobody asked for (Entra: Test, My Apps).
    enum class Start { Here, AtProvider };

    /// Begins; does nothing while one is under way. At the provider somebody can start in the system browser alone.
    void start(DoorKind kind = DoorKind::Embedded, Start start = Start::Here);
    [[nodiscard]] const SignInFlow &flow() const { return m_flow; }
    /// When the last response was captured.
    [[nodiscard]] std::optional<TimePoint> capturedAt() const { return m_capturedAt; }
    /// How the last response came in.
    [[nodiscard]] const Entrance &entrance() const { return m_entrance; }

Q_SIGNALS:
    void stepChanged(usher::SignInFlow::Step step);
    /// A page of the provider's has been loaded.
    void pageLoaded();
    void stageReached(usher::SignInStage stage);
    /// Judged: somebody is signed in, or was refused.
    void concluded(const usher::SignInOutcome &outcome);

private:
    void showDoor(DoorKind kind);
    void switchDoor();
    void dropDoor();
    void receive(const SamlPost &post);
    void fail(const Error &error);
    void complete(const SamlPost &post);
    void watchStages(const QFuture<SignInStage> &stages);
    void leave();
    void showStep();
    void showRefusal();

    SignIn &m_signIn;
    OpenAddress m_openAddress;
    SignInFlow m_flow;
    QPointer<Door> m_door; ///< while one is open
    Entrance m_entrance;
    Start m_start = Start::Here;
    std::optional<TimePoint> m_capturedAt;

    QStackedWidget *m_stack;
    QWidget *m_waiting;
    StageList *m_stages;
    QWidget *m_stagesPage;
    ErrorPanel *m_error;
    QPushButton *m_otherDoor;
    QWidget *m_errorPage;
};

/// What to show for a refused sign-in: its error, with what the failed check expected and found among the details. For the screen
/// alone, since what was found may be a person's.
[[nodiscard]] Error refusalOf(const SignInOutcome &outcome);

} // namespace usher
