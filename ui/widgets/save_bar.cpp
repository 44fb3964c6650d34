// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/save_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>

namespace usher {

SaveBar::SaveBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(theme::icon(theme::iconName(theme::Tone::Bad), theme::Tone::Bad)))
    , m_text(bodyLabel({}))
    , m_save(new QPushButton(tr("&Save")))
    , m_discard(new QPushButton(tr("&Discard")))
{
    theme::setSurface(this, theme::Surface::BottomBar);
    setAccessibleName(tr("Unsaved changes"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::space::four, theme::space::one, theme::space::four, theme::space::one);
    layout->setSpacing(theme::space::one);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_discard);
    layout->addWidget(m_save);
    theme::setButtonRole(m_save, theme::ButtonRole::Primary);
    m_save->setShortcut(QKeySequence::Save);
    m_save->setToolTip(tr("Save (%1)").arg(QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText)));
    connect(m_save, &QPushButton::clicked, this, &SaveBar::saveRequested);
    connect(m_discard, &QPushButton::clicked, this, &SaveBar::discardRequested);
    setState({});
}

void SaveBar::setState(const SaveBarState &state)
{
    const bool saving = state.activity == SaveBarState::Activity::Saving;
    setVisible(state.changes > 0 || saving);
    const QString count = state.changes == 1 ? tr("1 unsaved change") : tr("%n unsaved changes", nullptr, state.changes);
    m_icon->setVisible(!state.problem.isEmpty());
    m_text->setText(saving ? tr("Saving…") : state.problem.isEmpty() ? count : state.problem);
    m_save->setEnabled(!saving && state.problem.isEmpty());
    m_discard->setEnabled(!saving);
}

} // namespace usher
