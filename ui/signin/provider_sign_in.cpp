// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/provider_sign_in.h"

#include "core/explain/explain.h"
#include "ui/signin/centred_page.h"
#include "ui/signin/embedded_door.h"
#include "ui/signin/stage_list.h"
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

constexpr auto browserPatience = std::chrono::minutes(2);

DoorKind otherThan(DoorKind kind)
{
    return kind == DoorKind::Embedded ? DoorKind::Browser : DoorKind::Embedded;
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

ProviderSignIn::ProviderSignIn(SignIn &signIn, OpenAddress openAddress, QWidget *parent)
    : QWidget(parent)
    , m_signIn(signIn)
    , m_openAddress(std::move(openAddress))
    , m_stack(new QStackedWidget)
    , m_waiting(new QWidget)
    , m_stages(new StageList)
    , m_stagesPage(new QWidget)
    , m_error(new ErrorPanel)
    , m_errorPage(new QWidget)
{
    auto *card = new Card(tr("Signing you in"));
    card->body()->addWidget(m_stages);
    centreIn(m_stagesPage, card);
    centreIn(m_errorPage, m_error);
    for (QWidget *page : {m_waiting, m_stagesPage, m_errorPage})
        m_stack->addWidget(page);

    connect(m_error->addAction(tr("&Try again")), &QPushButton::clicked, this, [this] { start(m_entrance.door, m_start); });
    m_otherDoor = m_error->addAction({});
    connect(m_otherDoor, &QPushButton::clicked, this, &ProviderSignIn::switchDoor);
    connect(m_error->addAction(tr("&Back")), &QPushButton::clicked, this, &ProviderSignIn::leave);

    auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ProviderSignIn::leave);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
}

void ProviderSignIn::start(DoorKind kind, Start start)
{
    if (!m_flow.canStart())
        return;
    m_start = start;
    m_flow.start();
    showDoor(kind);
    showStep();
    runJob(
        this, [&signIn = m_signIn] { return signIn.begin(); },
        [this, attempt = m_flow.attempt()](const Result<BegunSignIn> &begun) {
            if (m_flow.attempt() != attempt)
                return;
            m_flow.begin(attempt, begun);
            if (!begun)
                dropDoor();
            showStep();
            if (begun)
                m_door->open({m_start == Start::Here ? begun->address : QUrl(), begun->assertionConsumerService});
        });
}

void ProviderSignIn::showDoor(DoorKind kind)
{
    dropDoor();
    m_entrance = {kind, {}};
    if (kind == DoorKind::Embedded)
        m_door = new EmbeddedDoor(m_signIn.clock());
    else
        m_door = new BrowserDoor(m_signIn.clock(), m_openAddress, browserPatience);
    connect(m_door, &Door::pageLoaded, this, &ProviderSignIn::pageLoaded);
    connect(m_door, &Door::captured, this, &ProviderSignIn::receive);
    connect(m_door, &Door::failed, this, &ProviderSignIn::fail);
    connect(m_door, &Door::left, this, &ProviderSignIn::leave);
    connect(m_door, &Door::otherDoorRequested, this, &ProviderSignIn::switchDoor);
    m_stack->addWidget(m_door);
}

void ProviderSignIn::switchDoor()
{
    if (!m_flow.canLeave())
        return;
    m_flow.leave();
    start(otherThan(m_entrance.door));
}

void ProviderSignIn::dropDoor()
{
    if (!m_door)
        return;
    m_door->disconnect(this);
    m_door->deleteLater(); // it may be the sender of what brought us here
    m_door = nullptr;
}

void ProviderSignIn::receive(const SamlPost &post)
{
    m_capturedAt = post.capturedAt;
    if (const auto *embedded = qobject_cast<EmbeddedDoor *>(m_door))
        m_entrance.profile = embedded->profile();
    else
        window()->activateWindow(); // the person is in the browser
    dropDoor();
    m_flow.receive();
    if (m_flow.step() == SignInFlow::Step::Completing)
        complete(post);
    showStep();
}

void ProviderSignIn::fail(const Error &error)
{
    dropDoor();
    m_flow.fail(error);
    showStep();
}

void ProviderSignIn::complete(const SamlPost &post)
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
void ProviderSignIn::watchStages(const QFuture<SignInStage> &stages)
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

void ProviderSignIn::leave()
{
    if (!m_flow.canLeave())
        return;
    m_flow.leave();
    dropDoor();
    showStep();
}

void ProviderSignIn::showStep()
{
    using Step = SignInFlow::Step;
    switch (m_flow.step()) {
    case Step::Idle:
        m_stack->setCurrentWidget(m_waiting);
        break;
    case Step::Preparing:
    case Step::AtProvider:
        m_stack->setCurrentWidget(m_door);
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
        m_otherDoor->setVisible(m_start == Start::Here);
        m_otherDoor->setText(m_entrance.door == DoorKind::Embedded ? tr("Use the system &browser instead")
                                                                   : tr("Sign in &inside this window"));
        m_error->setError(*m_flow.error(), tr("The sign-in did not get through"));
        m_stack->setCurrentWidget(m_errorPage);
        break;
    }
    Q_EMIT stepChanged(m_flow.step());
}

void ProviderSignIn::showRefusal()
{
    const SignInOutcome &outcome = *m_flow.outcome();
    const Check *check = outcome.judgement.firstFailure();
    m_otherDoor->hide();
    m_error->setError(refusalOf(outcome), check ? tr("Usher refused this sign-in: %1").arg(explain::title(check->name))
                                                : tr("Usher refused this sign-in"));
    m_stack->setCurrentWidget(m_errorPage);
}

} // namespace usher
