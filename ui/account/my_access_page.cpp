// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/my_access_page.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/access_list.h"
#include "ui/widgets/account_facts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/job.h"
#include "ui/widgets/page.h"
#include "ui/widgets/progress_line.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace usher {

MyAccessPage::MyAccessPage(Directory &directory, const Clock &clock, const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_directory(directory)
    , m_clock(clock)
    , m_session(session)
    , m_busy(new BusyState(this))
    , m_error(new ErrorPanel)
    , m_cards(new QWidget)
    , m_person(new FactList)
    , m_memberships(new FactList)
    , m_access(new AccessList)
{
    auto *person = new Card(tr("Who you are"), tr("As Entra or an administrator has told this portal."));
    person->body()->addWidget(m_person);
    auto *memberships = new Card(tr("Your Agent Pools and roles"));
    memberships->body()->addWidget(m_memberships);
    auto *access = new Card(tr("What you may do here, and why"));
    access->body()->addWidget(m_access);

    auto *cards = new QVBoxLayout(m_cards);
    cards->setContentsMargins({});
    cards->setSpacing(theme::space::two);
    for (QWidget *card : std::initializer_list<QWidget *>{person, memberships, access})
        cards->addWidget(card);

    auto *page = new Page(tr("My access"));
    page->column()->addWidget(m_error);
    page->column()->addWidget(m_cards);
    m_error->hide();
    m_cards->hide();
    connect(m_error->addAction(tr("&Try again")), &QPushButton::clicked, this, &MyAccessPage::reload);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new ProgressLine(*m_busy));
    layout->addWidget(page, 1);
    reload();
}

void MyAccessPage::reload()
{
    runJob(
        this,
        [&directory = m_directory, actor = m_session.actor, id = m_session.user.id] { return loadAccount(directory, actor, id); },
        [this](const Result<AccountDetails> &details) {
            m_error->setVisible(!details);
            m_cards->setVisible(details.has_value());
            if (details) {
                render(*details);
                Q_EMIT loaded();
            } else {
                m_error->setError(details.error(), tr("Your account could not be read"));
            }
        },
        m_busy);
}

void MyAccessPage::render(const AccountDetails &details)
{
    m_person->setFacts(profileFacts(details.user, m_clock.now()));
    m_memberships->setFacts({{tr("Agent Pools"), poolNames(details)}, {tr("Roles"), roleNames(details)}});
    m_access->setAccess(details.access, details.pools, details.roles,
                        tr("Your roles carry no administrative permission. An owner of this portal can give you more."));
}

} // namespace usher
