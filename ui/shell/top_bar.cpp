// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/search_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

namespace usher {

namespace {

constexpr int searchWidth = 360; // 45 steps of the grid

} // namespace

TopBar::TopBar(const Session &session, DirectoryKind kind, QWidget *parent)
    : QFrame(parent), m_search(new SearchField(tr("Search people"))), m_settings(new QPushButton(tr("Se&ttings")))
{
    theme::setSurface(this, theme::Surface::Bar);
    auto *name = headingLabel(QStringLiteral("Usher"));
    name->setWordWrap(false);
    m_search->setToolTip(
        tr("By name, mail or user name (%1)").arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_search->setFixedWidth(searchWidth);
    m_search->setVisible(maySee(session.access, Screen::Users));
    m_settings->setIcon(theme::icon(QStringLiteral("configure")));
    m_settings->setCheckable(true);
    m_settings->setVisible(maySee(session.access, Screen::Settings));
    theme::setButtonRole(m_settings, theme::ButtonRole::Quiet);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::space::two, theme::space::one, theme::space::two, theme::space::one);
    layout->setSpacing(theme::space::one);
    layout->addWidget(new IconLabel(theme::productMark(), theme::space::three));
    layout->addWidget(name);
    if (kind == DirectoryKind::Sandbox) {
        auto *sandbox = new Badge({tr("Sandbox"), theme::Tone::Accent});
        sandbox->setToolTip(
            tr("A directory for trying things out: the identity provider runs on this computer, and lets anybody in."));
        layout->addWidget(sandbox);
    }
    layout->addStretch(1);
    layout->addWidget(m_search);
    layout->addStretch(1);
    layout->addWidget(m_settings);
    layout->addWidget(makeAccountMenu(session));

    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_search, &SearchField::searched, this, &TopBar::searched);
    connect(m_settings, &QPushButton::clicked, this, &TopBar::settingsRequested);
}

QWidget *TopBar::makeAccountMenu(const Session &session)
{
    auto *menu = new QMenu(this);
    connect(menu->addAction(theme::icon(QStringLiteral("user-identity")), tr("&My access")), &QAction::triggered, this,
            &TopBar::myAccessRequested);
    menu->addSeparator();
    connect(menu->addAction(theme::icon(QStringLiteral("system-log-out")), tr("Sign &out")), &QAction::triggered, this,
            &TopBar::signOutRequested);

    auto *button = new QToolButton;
    button->setText(session.user.profile.bestName().replace(u'&', QStringLiteral("&&"))); // a name has no mnemonic
    button->setIcon(theme::icon(QStringLiteral("user-identity")));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(tr("Account: %1").arg(session.user.profile.bestName()));
    theme::setButtonRole(button, theme::ButtonRole::Quiet);
    return button;
}

void TopBar::setScreen(Screen screen)
{
    m_settings->setChecked(screen == Screen::Settings);
}

} // namespace usher
