// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/signin/sign_in_flow.h"
#include "ui/webview/embedded_view.h"

#include <QFuture>
#include <QWidget>

#include <memory>

class QStackedWidget;

namespace usher {

class ErrorPanel;
class OriginBar;
class StageList;

/// One sign-in from request to session: the provider's page with its origin above, then how far the response has come, or why it
/// was refused. The sign-in page and the test sign-in share it.
class EmbeddedSignIn : public QWidget, private EmbeddedViewListener
{
    Q_OBJECT

public:
    explicit EmbeddedSignIn(SignIn &signIn, QWidget *parent = nullptr);
    ~EmbeddedSignIn() override;

    /// Begins; does nothing while one is under way.
    void start();
    [[nodiscard]] const SignInFlow &flow() const { return m_flow; }
    /// When the last response was captured.
    [[nodiscard]] std::optional<TimePoint> capturedAt() const { return m_capturedAt; }

Q_SIGNALS:
    void stepChanged(usher::SignInFlow::Step step);
    /// A page of the provider's has been loaded.
    void pageLoaded();
    void stageReached(usher::SignInStage stage);
    /// Judged: somebody is signed in, or was refused.
    void concluded(const usher::SignInOutcome &outcome);

private:
    // EmbeddedViewListener
    void pageChanged(const QUrl &address) override;
    void loadProgressed(int percent) override;
    void captured(const SamlPost &post) override;
    void failed(const Error &error) override;

    void openPage();
    void complete(const SamlPost &post);
    void watchStages(const QFuture<SignInStage> &stages);
    void leave();
    void showStep();
    void showRefusal();

    SignIn &m_signIn;
    SignInFlow m_flow;
    std::unique_ptr<EmbeddedView> m_view;
    std::optional<TimePoint> m_capturedAt;

    OriginBar *m_origin;
    QStackedWidget *m_stack;
    QWidget *m_waiting;
    StageList *m_stages;
    QWidget *m_stagesPage;
    ErrorPanel *m_error;
    QWidget *m_errorPage;
};

/// What to show for a refused sign-in: its error, with what the failed check expected and found among the details. For the screen
/// alone, since what was found may be a person's.
[[nodiscard]] Error refusalOf(const SignInOutcome &outcome);

} // namespace usher
