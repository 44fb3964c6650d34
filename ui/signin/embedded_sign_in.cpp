// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/embedded_sign_in.h"

#include "core/explain/explain.h"
#include "ui/signin/origin_bar.h"
#include "ui/signin/stage_list.h"
#include "ui/theme/tokens.h"
#include "ui/webview/plugin_loader.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QPromise>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace usher {

namespace {

/// A page with one thing on it.
QWidget *centred(QWidget *content)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::space::three, theme::space::three, theme::space::three, theme::space::three);
    layout->addStretch(1);
    content->setMaximumWidth(theme::formWidth);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(content, 4);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(2);
    return page;
}

} // namespace

Error refusalOf(const SignInOutcome &outcome)
{
    Error error = outcome.session ? Error{} : outcome.session.error();
    if (const Check *check = outcome.judgement.firstFailure()) {
        error.detail = QStringLiteral("%1\ncheck: %2\nexpected: %3\nfound: %4\nwhere: %5")
                           .arg(error.detail, toText(check->name), check->expected, check->found, check->where)
                           .trimmed();
    }
    return error;
}

EmbeddedSignIn::EmbeddedSignIn(SignIn &signIn, QWidget *parent)
    : QWidget(parent)
    , m_signIn(signIn)
    , m_origin(new OriginBar)
    , m_stack(new QStackedWidget)
    , m_waiting(new QWidget)
    , m_stages(new StageList)
    , m_error(new ErrorPanel)
{
    auto *card = new Card(tr("Signing you in"));
    card->body()->addWidget(m_stages);
    m_stagesPage = centred(card);
    m_errorPage = centred(m_error);
    for (QWidget *page : {m_waiting, m_stagesPage, m_errorPage})
        m_stack->addWidget(page);

    connect(m_origin, &OriginBar::cancelled, this, &EmbeddedSignIn::leave);
    connect(m_error->addAction(tr("&Try again")), &QPushButton::clicked, this, &EmbeddedSignIn::start);
    connect(m_error->addAction(tr("&Back")), &QPushButton::clicked, this, &EmbeddedSignIn::leave);

    auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &EmbeddedSignIn::leave);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_origin);
    layout->addWidget(m_stack, 1);
    showStep();
}

EmbeddedSignIn::~EmbeddedSignIn() = default;

void EmbeddedSignIn::start()
{
    if (!m_flow.canStart())
        return;
    m_view.reset();
    m_flow.start();
    m_origin->setAddress({});
    m_origin->setProgress(0);
    showStep();
    runJob(
        this, [&signIn = m_signIn] { return signIn.begin(); },
        [this, attempt = m_flow.attempt()](const Result<BegunSignIn> &begun) {
            if (m_flow.attempt() != attempt)
                return;
            m_flow.begin(attempt, begun);
            if (m_flow.begun())
                openPage();
            showStep();
        });
}

void EmbeddedSignIn::openPage()
{
    const Result<EmbeddedViewFactory *> factory = loadEmbeddedViews();
    if (!factory) {
        m_flow.fail(factory.error());
        return;
    }
    m_view = (*factory)->create(*this, m_signIn.clock());
    m_stack->addWidget(m_view->widget());
    m_stack->setCurrentWidget(m_view->widget());
    m_view->widget()->setFocus();
    m_view->open(m_flow.begun()->address, m_flow.begun()->assertionConsumerService);
}

void EmbeddedSignIn::pageChanged(const QUrl &address)
{
    m_origin->setAddress(address);
}

void EmbeddedSignIn::loadProgressed(int percent)
{
    m_origin->setProgress(percent);
    if (percent == 100)
        Q_EMIT pageLoaded();
}

void EmbeddedSignIn::captured(const SamlPost &post)
{
    m_capturedAt = post.capturedAt;
    m_flow.receive();
    if (m_flow.step() == SignInFlow::Step::Completing)
        complete(post);
    showStep();
}

void EmbeddedSignIn::failed(const Error &error)
{
    m_view.reset();
    m_flow.fail(error);
    showStep();
}

void EmbeddedSignIn::complete(const SamlPost &post)
{
    auto stages = std::make_shared<QPromise<SignInStage>>();
    stages->start();
    watchStages(stages->future());
    runJob(
        this,
        [&signIn = m_signIn, request = m_flow.begun()->request, post, stages] {
            SignInOutcome outcome = signIn.complete(request, post, [&](SignInStage stage) { stages->addResult(stage); });
            stages->finish();
            return outcome;
        },
        [this, attempt = m_flow.attempt()](const SignInOutcome &outcome) {
            m_flow.complete(attempt, outcome);
            showStep();
            Q_EMIT concluded(outcome);
        });
}

/// Stages are told in order, each before the outcome: both come through the event queue of this thread.
void EmbeddedSignIn::watchStages(const QFuture<SignInStage> &stages)
{
    auto *watcher = new QFutureWatcher<SignInStage>(this);
    connect(watcher, &QFutureWatcherBase::resultReadyAt, this, [this, watcher, attempt = m_flow.attempt()](int index) {
        const SignInStage stage = watcher->resultAt(index);
        m_flow.reach(attempt, stage);
        m_stages->setReached(m_flow.stage());
        Q_EMIT stageReached(stage);
    });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(stages);
}

void EmbeddedSignIn::leave()
{
    if (!m_flow.canLeave())
        return;
    m_flow.leave();
    m_view.reset();
    showStep();
}

void EmbeddedSignIn::showStep()
{
    using Step = SignInFlow::Step;
    m_origin->setVisible(m_flow.isOpen());
    switch (m_flow.step()) {
    case Step::Idle:
    case Step::Preparing:
        m_stack->setCurrentWidget(m_waiting);
        break;
    case Step::AtProvider:
        m_stack->setCurrentWidget(m_view->widget());
        break;
    case Step::Completing:
    case Step::SignedIn:
        m_stages->setReached(m_flow.stage());
        m_stack->setCurrentWidget(m_stagesPage);
        break;
    case Step::Refused:
        showRefusal();
        break;
    case Step::Failed:
        m_error->setError(*m_flow.error(), tr("The sign-in did not get through"));
        m_stack->setCurrentWidget(m_errorPage);
        break;
    }
    Q_EMIT stepChanged(m_flow.step());
}

void EmbeddedSignIn::showRefusal()
{
    const SignInOutcome &outcome = *m_flow.outcome();
    const Check *check = outcome.judgement.firstFailure();
    m_error->setError(refusalOf(outcome), check ? tr("Usher refused this sign-in: %1").arg(explain::title(check->name))
                                                : tr("Usher refused this sign-in"));
    m_stack->setCurrentWidget(m_errorPage);
}

} // namespace usher
