// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/user_panel.h"

#include "core/explain/explain.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/access_list.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notification.h"
#include "ui/widgets/progress_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace usher {

UserPanel::UserPanel(Directory &directory, const Session &session, const Clock &clock, QWidget *parent)
    : QFrame(parent)
    , m_directory(directory)
    , m_session(session)
    , m_clock(clock)
    , m_busy(new BusyState(this))
    , m_name(headingLabel({}))
    , m_origin(new Badge({tr("SAML JIT"), theme::Tone::Accent}))
    , m_status(new Badge({explain::label(UserStatus::Disabled), theme::Tone::Warning}))
    , m_error(new ErrorPanel)
    , m_contents(new QWidget)
    , m_actions(new QHBoxLayout)
    , m_profile(new FactList(FactList::Arrangement::Below))
    , m_identities(new FactList(FactList::Arrangement::Below))
    , m_pools(valueLabel({}))
    , m_roles(valueLabel({}))
    , m_access(new AccessList(FactList::Arrangement::Below))
{
    theme::setSurface(this, theme::Surface::Side);
    setAccessibleName(tr("Person"));

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeFacts());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(new ProgressLine(*m_busy));
    layout->addWidget(scroll, 1);
}

QWidget *UserPanel::makeHeader()
{
    auto *close = new QPushButton;
    close->setIcon(theme::icon(QStringLiteral("window-close")));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close this panel"));
    close->setShortcut(QKeySequence(Qt::Key_Escape));
    theme::setButtonRole(close, theme::ButtonRole::Quiet);
    connect(close, &QPushButton::clicked, this, &UserPanel::closeRequested);

    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(close, 0, Qt::AlignTop);
    auto *badges = new QHBoxLayout;
    badges->setSpacing(theme::space::half);
    badges->addWidget(m_origin);
    badges->addWidget(m_status);
    badges->addStretch(1);
    m_actions->setSpacing(theme::space::one);

    auto *header = new QWidget;
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(theme::space::three, theme::space::three, theme::space::two, theme::space::one);
    layout->setSpacing(theme::space::one);
    layout->addLayout(top);
    layout->addLayout(badges);
    layout->addSpacing(theme::space::half);
    layout->addLayout(m_actions);
    return header;
}

QWidget *UserPanel::makeFacts()
{
    auto *contents = new QVBoxLayout(m_contents);
    contents->setContentsMargins({});
    contents->setSpacing(theme::space::one);
    const auto section = [contents](const QString &title, std::initializer_list<QWidget *> widgets) {
        contents->addWidget(strongLabel(title));
        for (QWidget *widget : widgets)
            contents->addWidget(widget);
        contents->addSpacing(theme::space::two);
    };
    section(tr("Profile"), {m_profile});
    section(tr("What they may do, and why"), {m_access});
    section(tr("Agent Pools"), {m_pools});
    section(tr("Roles"), {m_roles});
    section(tr("Recognised by"), {m_identities});

    auto *room = new QWidget;
    room->setProperty("page", QStringLiteral("true"));
    auto *layout = new QVBoxLayout(room);
    layout->setContentsMargins(theme::space::three, theme::space::one, theme::space::three, theme::space::three);
    layout->addWidget(m_error);
    layout->addWidget(m_contents);
    layout->addStretch(1);
    m_error->hide();
    m_contents->hide();
    return room;
}

void UserPanel::showUser(const UserId &id)
{
    if (id != m_id) {
        m_id = id;
        m_error->hide();
    }
    load();
}

void UserPanel::load()
{
    runJob(
        this, [&directory = m_directory, actor = m_session.actor, id = m_id] { return loadAccount(directory, actor, id); },
        [this, asked = m_id](const Result<AccountDetails> &details) {
            if (asked != m_id)
                return;
            if (details)
                render(*details);
            else
                showError(details.error(), tr("This person could not be shown"));
            m_contents->setVisible(details.has_value());
            Q_EMIT loaded();
        },
        m_busy);
}

void UserPanel::render(const AccountDetails &details)
{
    const User &user = details.user;
    m_user = user;
    m_name->setText(user.profile.bestName());
    m_origin->setVisible(user.origin == Origin::SamlJit);
    m_status->setVisible(user.status == UserStatus::Disabled);
    m_profile->setFacts(profileFacts(user, m_clock.now()));
    m_access->setAccess(details.access, details.pools, details.roles,
                        user.status == UserStatus::Disabled
                            ? tr("Nothing, while the account is disabled.")
                            : tr("Signs in, and sees their own access. No administrative permission."));
    const QString pools = poolNames(details);
    m_pools->setText(pools.isEmpty() ? tr("none") : pools);
    const QString roles = roleNames(details);
    m_roles->setText(roles.isEmpty() ? tr("none") : roles);
    const std::vector<Fact> identities = identityFacts(user);
    m_identities->setFacts(identities.empty() ? std::vector<Fact>{{tr("Local account"), tr("name and password, without Entra")}}
                                              : identities);
    offer(user);
}

void UserPanel::offer(const User &user)
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const OfferedAction &offered : actionsFor(user, m_session)) {
        auto *button = new QPushButton(label(offered.action));
        button->setEnabled(offered.whyNot.isEmpty());
        button->setToolTip(offered.whyNot);
        button->setAccessibleDescription(offered.whyNot);
        connect(button, &QPushButton::clicked, this, [this, action = offered.action] { ask(action); });
        m_actions->addWidget(button);
    }
    m_actions->addStretch(1);
}

void UserPanel::ask(UserAction action)
{
    Question question = questionFor(action, *m_user, m_session);
    const bool takesAway = action == UserAction::Disable || action == UserAction::RemoveOwner;
    question.answers.push_back({label(action), takesAway ? theme::ButtonRole::Danger : theme::ButtonRole::Primary,
                                [this, user = *m_user, action] { perform(user, action); }});
    ConfirmDialog::ask(this, question);
}

void UserPanel::perform(const User &user, UserAction action)
{
    runJob(
        this,
        [&directory = m_directory, actor = m_session.actor, id = user.id, action] {
            return usher::perform(directory, actor, id, action);
        },
        [this, user, action](const Result<void> &done) {
            showUser(user.id);
            if (!done) {
                showError(done.error(), tr("Nothing was changed"));
                return;
            }
            m_error->hide();
            Notification::post(this, {.text = doneText(action, user.profile.bestName()),
                                      .undo = [this, user, action] { perform(user, oppositeOf(action)); }});
            Q_EMIT changed(user.id);
        },
        m_busy);
}

void UserPanel::showError(const Error &error, const QString &heading)
{
    m_error->setError(error, heading);
    m_error->show();
}

} // namespace usher
