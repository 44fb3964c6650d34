// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/welcome_page.h"

#include "ui/theme/icons.h"
#include "ui/welcome/connect_step.h"
#include "ui/welcome/owner_step.h"
#include "ui/welcome/test_step.h"
#include "ui/widgets/fitting_stack.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page.h"

#include <QLabel>
#include <QVBoxLayout>

namespace usher {

WelcomePage::WelcomePage(const WelcomeSources &sources, QWidget *parent)
    : QWidget(parent)
    , m_progress(captionLabel({}))
    , m_steps(new FittingStack)
    , m_owner(new OwnerStep(sources.localOwner))
    , m_connect(new ConnectStep(sources.configurations, sources.network, sources.clock))
    , m_test(new TestStep(sources.directory))
{
    auto *page = new Page(tr("Welcome to Usher"), tr("Three short steps. Each can be skipped and done later."));
    page->centre();
    page->addHeaderAction(new IconLabel(theme::productMark(), theme::space::six));
    page->column()->addWidget(m_progress);
    for (QWidget *step : std::initializer_list<QWidget *>{m_owner, m_connect, m_test})
        m_steps->addWidget(step);
    page->column()->addWidget(m_steps);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(page);

    connect(m_owner, &OwnerStep::created, this, [this](const Session &owner) {
        m_start.owner = owner;
        advance();
    });
    connect(m_owner, &OwnerStep::skipped, this, &WelcomePage::advance);
    connect(m_connect, &ConnectStep::saved, this, [this] {
        m_start.isConnected = true;
        advance();
    });
    connect(m_connect, &ConnectStep::skipped, this, &WelcomePage::advance);
    connect(m_test, &TestStep::testSignInRequested, this, &WelcomePage::testSignInRequested);
    connect(m_test, &TestStep::finished, this, &WelcomePage::advance);
    render();
}

void WelcomePage::advance()
{
    m_start.advance();
    render();
}

void WelcomePage::render()
{
    switch (m_start.step) {
    case FirstStart::Step::Owner:
        m_progress->setText(tr("Step 1 of 3: local owner"));
        m_steps->setCurrentWidget(m_owner);
        m_owner->setFocus();
        break;
    case FirstStart::Step::Connect:
        m_progress->setText(tr("Step 2 of 3: connect Entra"));
        m_steps->setCurrentWidget(m_connect);
        m_connect->begin(m_start.actor());
        break;
    case FirstStart::Step::Test:
        m_progress->setText(tr("Step 3 of 3: first sign-in"));
        m_steps->setCurrentWidget(m_test);
        m_test->begin(m_start.actor());
        break;
    case FirstStart::Step::Done:
        Q_EMIT finished(m_start.owner);
        break;
    }
}

void WelcomePage::showTestResult(const SignInOutcome &outcome)
{
    m_test->showOutcome(outcome);
}

} // namespace usher
