// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/test_step.h"

#include "core/explain/explain.h"
#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/job.h"
#include "ui/widgets/progress_line.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

TestStep::TestStep(Directory &directory, QWidget *parent)
    : QWidget(parent)
    , m_directory(directory)
    , m_busy(new BusyState(this))
    , m_result(new Banner(theme::Tone::Good))
    , m_error(new ErrorPanel)
    , m_test(new QPushButton(tr("&Test sign-in…")))
    , m_makeOwner(new QPushButton(tr("Make this person an &owner too")))
    , m_finish(new QPushButton(tr("&Skip")))
{
    auto *card = new Card(
        tr("Try it"), tr("Sign in once as yourself, through Entra, to see that it works before anybody depends on it. Your account "
                         "is made at that moment."));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addWidget(m_makeOwner);
    buttons->addWidget(m_finish);
    buttons->addStretch(1);
    card->body()->addWidget(m_result);
    card->body()->addWidget(m_error);
    card->body()->addWidget(new ProgressLine(*m_busy));
    card->body()->addLayout(buttons);
    m_result->hide();
    m_error->hide();
    m_makeOwner->hide();
    theme::setButtonRole(m_test, theme::ButtonRole::Primary);
    theme::setButtonRole(m_finish, theme::ButtonRole::Quiet);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(card);

    connect(m_test, &QPushButton::clicked, this, &TestStep::testSignInRequested);
    connect(m_makeOwner, &QPushButton::clicked, this, &TestStep::makeOwner);
    connect(m_finish, &QPushButton::clicked, this, &TestStep::finished);
    connect(m_busy, &BusyState::busyChanged, m_makeOwner, &QWidget::setDisabled);
}

void TestStep::begin(const Actor &actor)
{
    m_actor = actor;
    m_test->setFocus();
}

void TestStep::showOutcome(const SignInOutcome &outcome)
{
    m_error->hide();
    m_result->hide();
    m_makeOwner->hide();
    m_person.reset();
    if (!outcome.session) {
        m_error->setError(outcome.session.error(), tr("The sign-in was refused"));
        m_error->show();
        return;
    }
    m_person = outcome.session->user;
    m_result->setText(tr("It works: %1 signed in.").arg(m_person->profile.bestName()) + u' ' +
                      (outcome.plan ? explain::sentence(*outcome.plan) : QString()));
    m_result->show();
    m_makeOwner->show();
    m_finish->setText(tr("&Finish"));
    theme::setButtonRole(m_test, theme::ButtonRole::Normal);
    theme::setButtonRole(m_finish, theme::ButtonRole::Primary);
}

void TestStep::makeOwner()
{
    runJob(
        this,
        [&directory = m_directory, actor = m_actor, id = m_person->id] { return directory.grantRole(actor, id, roles::owner); },
        [this](const Result<void> &granted) {
            m_error->setVisible(!granted);
            if (!granted) {
                m_error->setError(granted.error(), tr("The role was not given"));
                return;
            }
            m_result->setText(tr("%1 is an owner now, like the local account.").arg(m_person->profile.bestName()));
            m_makeOwner->hide();
            m_finish->setFocus();
        },
        m_busy);
}

} // namespace usher
