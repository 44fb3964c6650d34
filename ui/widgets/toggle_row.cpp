// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggle_row.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/toggle_switch.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace usher {

ToggleRow::ToggleRow(const QString &name, const QString &meaning, QWidget *parent)
    : QWidget(parent)
    , m_toggle(new ToggleSwitch(QString(name).remove(u'&')))
    , m_meaning(helpLabel({}))
    , m_complaint(new QWidget)
    , m_complaintText(bodyLabel({}))
{
    QLabel *label = strongLabel(name);
    label->setBuddy(m_toggle);

    auto *complaint = new QHBoxLayout(m_complaint);
    complaint->setContentsMargins({});
    complaint->setSpacing(theme::space::half);
    complaint->addWidget(new IconLabel(theme::icon(theme::iconName(theme::Tone::Bad), theme::Tone::Bad)), 0, Qt::AlignTop);
    theme::setTone(m_complaintText, theme::Tone::Bad);
    complaint->addWidget(m_complaintText, 1);
    m_complaint->hide();

    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::half);
    words->addWidget(label);
    words->addWidget(m_meaning);
    words->addWidget(m_complaint);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(theme::space::two);
    row->addWidget(m_toggle, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    setMeaning(meaning);
    connect(m_toggle, &QAbstractButton::clicked, this, &ToggleRow::switched);
}

void ToggleRow::setMeaning(const QString &meaning)
{
    m_meaning->setText(meaning);
    m_toggle->setAccessibleDescription(meaning);
}

void ToggleRow::setComplaint(const QString &complaint)
{
    m_complaintText->setText(complaint);
    m_complaint->setVisible(!complaint.isEmpty());
    m_toggle->setAccessibleDescription(complaint.isEmpty() ? m_meaning->text() : complaint);
}

} // namespace usher
