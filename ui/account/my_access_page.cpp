// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/my_access_page.h"

#include "core/explain/explain.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/access_list.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/job.h"
#include "ui/widgets/page.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/relative_time.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace usher {

namespace {

/// The names of those that \p ids name, in the order of \p all.
template<typename Thing, typename Id>
QString namesOf(const std::vector<Id> &ids, const std::vector<Thing> &all)
{
    QStringList names;
    for (const Thing &thing : all) {
        if (std::ranges::find(ids, thing.id) != ids.end())
            names += explain::name(thing);
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

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
        this, [&directory = m_directory, actor = m_session.actor, id = m_session.user.id] { return read(directory, actor, id); },
        [this](const Result<Contents> &contents) {
            m_error->setVisible(!contents);
            m_cards->setVisible(contents.has_value());
            if (contents) {
                render(*contents);
                Q_EMIT loaded();
            } else {
                m_error->setError(contents.error(), tr("Your account could not be read"));
            }
        },
        m_busy);
}

Result<MyAccessPage::Contents> MyAccessPage::read(Directory &directory, const Actor &actor, const UserId &id)
{
    Contents contents;
    USHER_TRY(contents.user, directory.user(actor, id));
    USHER_TRY(contents.pools, directory.pools());
    USHER_TRY(contents.roles, directory.roles());
    USHER_TRY(contents.access, directory.access(actor, id));
    return contents;
}

void MyAccessPage::render(const Contents &contents)
{
    const User &user = contents.user;
    std::vector<Fact> facts;
    for (const ProfileField field : allProfileFields)
        facts.push_back({explain::label(field), user.profile.value(field)});
    facts.push_back({tr("Account"), explain::label(user.origin)});
    facts.push_back({tr("Here since"), relativeTime(user.createdAt, m_clock.now()), exactTime(user.createdAt)});
    m_person->setFacts(facts);
    m_memberships->setFacts(
        {{tr("Agent Pools"), namesOf(user.pools, contents.pools)}, {tr("Roles"), namesOf(user.roles, contents.roles)}});
    m_access->setAccess(contents.access, contents.pools, contents.roles,
                        tr("Your roles carry no administrative permission. An owner of this portal can give you more."));
}

} // namespace usher
