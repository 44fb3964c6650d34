// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/users_page.h"

#include "ui/theme/styling.h"
#include "ui/users/user_panel.h"
#include "ui/users/user_table.h"
#include "ui/users/user_table_model.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/job.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"

#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace usher {

namespace {

constexpr int panelWidth = theme::space::one * 48;

} // namespace

QString countsText(const UserCounts &counts)
{
    QStringList parts{counts.all == 1 ? UsersPage::tr("1 person") : UsersPage::tr("%n people", nullptr, counts.all)};
    if (counts.samlJit > 0)
        parts << UsersPage::tr("%n by SAML JIT", nullptr, counts.samlJit);
    if (counts.disabled > 0)
        parts << UsersPage::tr("%n disabled", nullptr, counts.disabled);
    return parts.join(QStringLiteral("  ·  "));
}

EmptyText emptyText(const QString &search)
{
    if (search.isEmpty())
        return {
            QStringLiteral("system-users"), UsersPage::tr("Nobody is here yet"),
            UsersPage::tr("People appear here when they sign in through Entra for the first time, with SAML JIT switched on under "
                          "Settings → Identity and Access Management → Identity Configuration.")};
    return {QStringLiteral("edit-find"), UsersPage::tr("Nobody matches “%1”").arg(search),
            UsersPage::tr("The search looks for a part of the name, the mail address or the user name.")};
}

UsersPage::UsersPage(Directory &directory, const Session &session, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_directory(directory)
    , m_actor(session.actor)
    , m_model(new UserTableModel(directory, session.actor, clock, UserTableModel::Window(), this))
    , m_table(new UserTable(*m_model))
    , m_panel(new UserPanel(directory, session, clock))
    , m_counts(helpLabel({}))
    , m_error(new ErrorPanel)
    , m_empty(new EmptyState(emptyText({})))
    , m_stack(new QStackedWidget)
{
    auto *card = new QFrame;
    theme::setSurface(card, theme::Surface::Card);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(theme::space::half, theme::space::half, theme::space::half, theme::space::half);
    inside->setSpacing(0);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    inside->addWidget(new ProgressLine(m_model->busy()));
    inside->addWidget(m_stack);

    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(theme::space::four, theme::space::four, theme::space::four, theme::space::four);
    column->setSpacing(theme::space::two);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::half);
    words->addWidget(titleLabel(tr("Users")));
    words->addWidget(m_counts);
    column->addLayout(words);
    column->addWidget(m_error);
    column->addWidget(card, 1);
    m_error->hide();

    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(left);
    splitter->addWidget(m_panel);
    splitter->setStretchFactor(0, 1);
    m_panel->setMinimumWidth(panelWidth);
    m_panel->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);
    connectTable();
    showCounts();
}

void UsersPage::connectTable()
{
    connect(m_model, &UserTableModel::loaded, this, [this] {
        m_error->hide();
        showTable();
    });
    connect(m_model, &UserTableModel::failed, this, [this](const Error &error) {
        m_error->setError(error, tr("The people could not be read"));
        m_error->show();
    });
    QPushButton *again = m_error->addAction(tr("Try &again"));
    connect(again, &QPushButton::clicked, this, &UsersPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &UsersPage::select);
    connect(m_table, &QAbstractItemView::clicked, this, &UsersPage::select);
    connect(m_table, &QAbstractItemView::activated, this, &UsersPage::select);
    connect(m_panel, &UserPanel::closeRequested, this, &UsersPage::closePanel);
    connect(m_panel, &UserPanel::changed, this, &UsersPage::refresh);
}

void UsersPage::search(const QString &text)
{
    m_model->setSearch(text);
    m_table->scrollToTop();
}

void UsersPage::refresh()
{
    m_model->refresh();
    showCounts();
}

void UsersPage::showCounts()
{
    runJob(
        this, [&directory = m_directory, actor = m_actor] { return directory.counts(actor); },
        [this](const Result<UserCounts> &counts) { m_counts->setText(counts ? countsText(*counts) : QString()); });
}

void UsersPage::showTable()
{
    const bool empty = m_model->rowCount() == 0;
    m_empty->setText(emptyText(m_model->search()));
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
}

void UsersPage::select(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_panel->showUser(m_model->user(index.row()).id);
    m_panel->show();
}

void UsersPage::closePanel()
{
    m_panel->hide();
    m_table->clearSelection();
    m_table->setFocus();
}

} // namespace usher
